package dev.clova.cli.command;

import dev.clova.cli.console.ExitStatus;
import dev.clova.engine.definition.Definitions;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code clova init [DIR]}: a working directory that plans at once, without any server. */
final class InitCommand implements Command {

  private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";
  private static final int ID_LENGTH = 20;

  @Override
  public Syntax syntax() {
    return Syntax.of(
            "Make a working directory: a workspace, two example services and a target that is this"
                + " machine, so that the first plan needs no server. What is there already is left"
                + " alone.")
        .example("clova init homelab", "in a new directory")
        .example("clova init", "here")
        .operands(Operands.optional("DIR", "Where; the current directory if it is left out"));
  }

  @Override
  public ExitStatus run(Call call) {
    Path root =
        call.operands().isEmpty()
            ? call.directory()
            : call.directory().resolve(call.operands().getFirst()).normalize();
    NewFiles files = new NewFiles(root);
    List<String> made = new ArrayList<>();
    content(root).forEach((path, text) -> files.write(path, text, made));
    if (made.isEmpty()) {
      call.console().print("Everything is there already; nothing was changed.");
      return ExitStatus.DONE;
    }
    made.forEach(path -> call.console().print("  made " + path));
    call.console().say("");
    call.console()
        .say(
            "Next: "
                + (call.operands().isEmpty() || call.operands().getFirst().equals(".")
                    ? ""
                    : "`cd " + call.operands().getFirst() + "`, then ")
                + "`clova plan`.");
    return ExitStatus.DONE;
  }

  private static Map<String, String> content(Path root) {
    Map<String, String> files = new LinkedHashMap<>();
    files.put(Definitions.WORKSPACE_FILE, workspace(root));
    files.put(".gitignore", ".clova/\n");
    files.put(".gitattributes", "*.plan.toml -text\n");
    files.put(
        "service1/" + Definitions.SERVICE_FILE,
        """
        description = "Files alone: a static site"
        targets     = ["local"]
        """);
    files.put("service1/index.html", "<!doctype html>\n<title>service1</title>\n<p>It works.\n");
    files.put(
        "service2/" + Definitions.SERVICE_FILE,
        """
        description = "A process with commands of its own"
        targets     = ["local"]
        after       = ["service1"]

        [env]
        GREETING = "hello from {{ workspace.name }}"

        [command]
        start  = "./run start"
        stop   = "./run stop"
        status = "./run status"
        """);
    files.put(
        "service2/run",
        """
        #!/bin/sh
        # Starts, stops and looks at a process that does nothing but live. Its number is kept in data/,
        # which belongs to the service: Clova never touches it.
        mkdir -p data
        case $1 in
          start)
            sleep 1000000 </dev/null >/dev/null 2>&1 &
            echo "$!" >data/pid
            echo "$GREETING" >data/greeting
            ;;
          stop) kill "$(cat data/pid)" && rm data/pid ;;
          status) kill -0 "$(cat data/pid)" 2>/dev/null ;;
        esac
        """);
    return files;
  }

  private static String workspace(Path root) {
    return """
        [workspace]
        id   = "%s"    # the same in every clone; do not change it
        name = "%s"

        # What every target has unless it says otherwise:
        # [defaults]
        # user   = "deploy"
        # become = "sudo"

        [targets.local]
        connection = "local"           # this machine, without SSH; its services live in ~/clova

        # [targets.vps]
        # host = "vps.example.org"
        # user = "root"
        """
        .formatted(id(), name(root));
  }

  private static String name(Path root) {
    Path name = root.toAbsolutePath().normalize().getFileName();
    String text = name == null ? "workspace" : name.toString();
    return text.replaceAll("[^A-Za-z0-9 ._-]", "-");
  }

  private static String id() {
    SecureRandom random = new SecureRandom();
    StringBuilder id = new StringBuilder();
    for (int i = 0; i < ID_LENGTH; i++) {
      id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return id.toString();
  }
}
