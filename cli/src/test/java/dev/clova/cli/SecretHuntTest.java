package dev.clova.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.clova.cli.console.Exit;
import dev.clova.cli.console.ExitStatus;
import dev.clova.cli.console.HiddenInput;
import dev.clova.cli.console.Terminal;
import dev.clova.cli.console.Transcript;
import dev.clova.engine.transport.EmbeddedServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Puts a secret wherever there can be one, runs every command that says something, and looks for
 * them in all that was said, kept, sent and run.
 */
class SecretHuntTest {

  private static final String LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  private final SecureRandom randomness = new SecureRandom();
  private final Path place;
  private final Path home;
  private final Path workspace;
  private final Path target;
  private final List<Canary> canaries = new ArrayList<>();
  private final List<String> found = new ArrayList<>();
  private final Map<String, String> environment = new HashMap<>();
  private Optional<EmbeddedServer> server = Optional.empty();
  private String heard = "";
  private int said;

  SecretHuntTest(@TempDir Path place) throws IOException {
    this.place = place;
    this.home = Files.createDirectory(place.resolve("home"));
    this.workspace = Files.createDirectory(place.resolve("workspace"));
    this.target = Files.createDirectory(place.resolve("target"));
  }

  private Canary canary(String where, int length, String around) {
    StringBuilder value = new StringBuilder();
    for (int i = 0; i < length; i++) {
      value.append(LETTERS.charAt(randomness.nextInt(LETTERS.length())));
    }
    Canary canary = new Canary(where, around.replace("*", value));
    canaries.add(canary);
    return canary;
  }

  private void write(String path, String text) throws IOException {
    Path file = workspace.resolve(path);
    Files.createDirectories(file.resolveSibling("."));
    Files.writeString(file, text);
  }

  private String env(String value, String short8) {
    return """
    targets = ["there"]

    [env]
    FIRST  = "%s"
    SECOND = "{{ target.name }}%s"
    SHORT  = "%s"

    [command]
    start  = "./run start"
    stop   = "./run stop"
    status = "./run status"

    [health]
    command  = "test -s data/pid"
    interval = "100ms"
    timeout  = "10s"

    [hooks]
    after_apply = "test -n \\"$FIRST\\""
    """
        .formatted(
            value.replace("\"", "\\\""), canary("after a template", 32, "*").value(), short8);
  }

  @BeforeEach
  void world() throws Exception {
    Path key = home.resolve("id_canary");
    EmbeddedServer started = EmbeddedServer.start(target, EmbeddedServer.newIdentity(key));
    server = Optional.of(started);
    Canary passphrase = canary("passphrase", 24, "*");
    Process keygen =
        new ProcessBuilder(
                "ssh-keygen", "-q", "-p", "-P", "", "-N", passphrase.value(), "-f", key.toString())
            .redirectErrorStream(true)
            .start();
    String why = new String(keygen.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assumeTrue(keygen.waitFor() == 0, why);
    canaries.add(new Canary("private key", Files.readAllLines(key).get(3)));
    write(
        "clova.toml",
        """
        [workspace]
        id = "k3v9t2mqsecrethunt00"

        [defaults]
        identity    = "%s"
        known_hosts = "%s"

        [targets.there]
        host = "%s"
        port = %d
        root = "%s"
        """
            .formatted(
                key,
                Files.writeString(home.resolve("known"), started.knownHostsLine() + "\n"),
                started.host(),
                started.port(),
                target.resolve("clova")));
    write(
        "app/service.clova.toml",
        env(canary("[env]", 32, "*").value(), canary("short [env]", 8, "*").value()));
    write(
        "app/run",
        """
        #!/bin/sh
        mkdir -p data
        case $1 in
          start) sleep 1000 </dev/null >/dev/null 2>&1 & echo "$!" >data/pid ;;
          stop) kill "$(cat data/pid)" && rm data/pid ;;
          status) kill -0 "$(cat data/pid)" 2>/dev/null ;;
        esac
        """);
    assertTrue(workspace.resolve("app/run").toFile().setExecutable(true));
    write("site/service.clova.toml", "targets = [\"there\"]\n");
    write("site/.env", "TOKEN=" + canary("own .env", 32, "*").value() + "\n");
    write("site/web.env", "TOKEN=" + canary("*.env", 32, "*").value() + "\n");
    environment.put("HOME", home.toString());
    environment.put("PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin"));
    for (String name : List.of("GITHUB_TOKEN", "CLOVA_FORGE_TOKEN", "SOMEBODYS_PASSWORD")) {
      environment.put(name, canary(name, 32, "*").value());
    }
  }

  @AfterEach
  void stop() throws IOException {
    if (server.isPresent()) {
      server.get().close();
    }
    Path pid = target.resolve("clova/app/data/pid");
    if (Files.exists(pid)) {
      ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
          .ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  @Test
  void noSecretIsSaidKeptOrRun() throws Exception {
    try (CommandLines lines = CommandLines.watch()) {
      firstApply();
      changes();
      byHand();
      mistakes();
      lines.seen().forEach((pid, line) -> look("command line of " + pid, line));
      assertTrue(lines.samples() > 10, "no command line was looked at");
    }
    look(workspace, List.of("app/service.clova.toml", "site/.env", "site/web.env"));
    look(home, List.of("id_canary"));
    // What is replaced or removed is kept, with the rest of Clova's own, where nobody else looks.
    assertEquals(
        "rwx------",
        PosixFilePermissions.toString(
            Files.getPosixFilePermissions(target.resolve("clova/.clova"))));
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(
            Files.getPosixFilePermissions(target.resolve("clova/app/service.clova.toml"))));
    look(
        target,
        List.of(
            "clova/.clova/kept",
            "clova/app/.env",
            "clova/app/service.clova.toml",
            "clova/site/.env",
            "clova/site/web.env"));
    assertEquals(List.of(), found.stream().distinct().toList());
  }

  /** The system's ssh asks nothing, so the key has no passphrase there. */
  @Test
  void norThroughTheSystemsSsh() throws Exception {
    String passphrase = passphrase();
    Path key = home.resolve("id_canary");
    assertEquals(
        0,
        new ProcessBuilder(
                "ssh-keygen", "-q", "-p", "-P", passphrase, "-N", "", "-f", key.toString())
            .redirectErrorStream(true)
            .start()
            .waitFor());
    canaries.removeIf(it -> it.name().equals("private key"));
    canaries.add(new Canary("private key", Files.readAllLines(key).get(3)));
    String definition = Files.readString(workspace.resolve("clova.toml"));
    write(
        "clova.toml",
        definition.replace("[targets.there]", "[targets.there]\nconnection = \"openssh\""));
    try (CommandLines lines = CommandLines.watch()) {
      firstApply();
      lines.seen().forEach((pid, line) -> look("command line of " + pid, line));
    }
    look(workspace, List.of("app/service.clova.toml", "site/.env", "site/web.env"));
    look(home, List.of("id_canary"));
    assertEquals(List.of(), found.stream().distinct().toList());
  }

  private void firstApply() throws IOException {
    run("validate");
    formats("plan");
    run("plan", "--out", place.resolve("workspace/saved.plan.toml").toString());
    formats("show", "saved.plan.toml");
    run("files", "app");
    run("files", "site", "--json");
    run("render", "app");
    run("render", "app", ".env");
    run("graph");
    run("doctor");
    run("target", "list");
    run("target", "test", "--debug", "-v", "-v");
    assertEquals(
        ExitStatus.DONE,
        run("apply", "--yes", "--format", "json", "-K", "--ask-pass"),
        () -> heard);
    whole();
    looks();
  }

  /** A plain digest of a whole environment lets whoever knows most of it try the rest. */
  private void whole() throws IOException {
    for (String service : List.of("app", "site")) {
      String text = Files.readString(target.resolve("clova/" + service + "/.env"));
      assertTrue(text.endsWith("\n"), service);
      canaries.add(new Canary("whole .env of " + service, text.substring(0, text.length() - 1)));
    }
  }

  private void looks() {
    formats("plan");
    run("status");
    run("status", "--json");
    run("targets", "--json");
    run("drift");
    formats("drift");
    run("diff");
    run("history", "--json");
    run("state", "list");
    run("state", "show", "app@there");
    run("policy", "test");
    run("plan", "--debug", "-v", "-v", "--checksum");
    run("plan", "--refresh=false");
  }

  private void changes() throws IOException {
    write(
        "app/service.clova.toml",
        env(
            canary("[env] with signs", 24, "$\"*&<%").value(),
            canary("short [env]", 8, "*").value()));
    write("site/.env", "TOKEN=" + canary("own .env", 32, "*").value() + "\n");
    write("site/web.env", "TOKEN=" + canary("*.env", 32, "*").value() + "\n");
    looks();
    run("diff", "site");
    assertEquals(ExitStatus.DONE, run("apply", "--yes", "-v", "--debug"), () -> heard);
    whole();
    formats("show", "last");
  }

  private void byHand() throws IOException {
    Files.writeString(
        target.resolve("clova/app/.env"), "FIRST='" + canary("by hand", 32, "*").value() + "'\n");
    Files.writeString(
        target.resolve("clova/site/.env"), "TOKEN=" + canary("by hand", 32, "*").value() + "\n");
    whole();
    looks();
    run("drift", "--accept", "site@there:sync/.env", "--yes");
    assertTrue(heard.contains("The file here is as on the target now."), heard);
    formats("apply", "--yes");
  }

  private void mistakes() throws IOException {
    String good = Files.readString(workspace.resolve("app/service.clova.toml"));
    for (String bad :
        List.of(
            "\"*'quoted\"",
            "\"* unclosed",
            "[\"*\"]",
            "\"* {{ vars.nobody }}\"",
            "\"\\\\*\"",
            "\"*\" trailing",
            "\"\"\"\n*\n\"\"\"")) {
      String value = canary("mistake " + bad, 32, "*").value();
      write(
          "app/service.clova.toml",
          good.replaceFirst(
              "(?m)^FIRST .*$", Matcher.quoteReplacement("FIRST = " + bad.replace("*", value))));
      run("validate", "--debug");
      run("plan", "--json");
      assertEquals(ExitStatus.DEFINITION, run("apply", "--yes", "--format", "json"), bad);
    }
    write("app/service.clova.toml", good.replace("test -s data/pid", "false").replace("10s", "1s"));
    write("app/run", "#!/bin/sh\nexit 1\n");
    run("apply", "--yes", "--debug", "-v");
    run("apply", "--yes", "--format", "json");
    looks();
    write("app/service.clova.toml", good);
  }

  private void formats(String... words) {
    for (String format : List.of("text", "markdown", "json", "html")) {
      List<String> line = new ArrayList<>(List.of(words));
      line.addAll(List.of("--format", format));
      run(line.toArray(String[]::new));
    }
  }

  private String passphrase() {
    return canaries.stream()
        .filter(it -> it.name().equals("passphrase"))
        .findFirst()
        .orElseThrow()
        .value();
  }

  /** Runs a command of somebody who types every password that is asked for. */
  private Exit run(String... words) {
    Queue<String> passwords = new ArrayDeque<>();
    if (List.of(words).contains("--ask-pass")) {
      passwords.add(canary("login password", 20, "*").value());
      passwords.add(canary("sudo password", 20, "*").value());
    }
    String passphrase = passphrase();
    HiddenInput hidden =
        asking -> {
          asking.run();
          String typed = Optional.ofNullable(passwords.poll()).orElse(passphrase);
          return Optional.of(typed.toCharArray());
        };
    Transcript transcript = new Transcript("", hidden);
    Terminal terminal = new Terminal(true, false, true, 100);
    Exit status =
        new ClovaCommand(transcript.streams(), terminal, environment, workspace)
            .run(List.of(words));
    String line = "`" + String.join(" ", words) + "` (" + ++said + ")";
    look("output of " + line, transcript.out());
    look("errors of " + line, transcript.err());
    heard = transcript.out() + transcript.err();
    return status;
  }

  private void look(String where, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    canaries.forEach(canary -> found.addAll(canary.in(where, bytes)));
  }

  private void look(Path folder, List<String> allowed) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path relative = folder.relativize(file);
        if (allowed.stream().noneMatch(relative::startsWith)) {
          byte[] bytes = Files.readAllBytes(file);
          canaries.forEach(canary -> found.addAll(canary.in(file.toString(), bytes)));
        }
      }
    }
  }

  @Test
  void theHunterFindsWhatIsThere() {
    Canary canary = new Canary("planted", "Ab$\"cdefghij<klmnop&");
    canary
        .forms()
        .forEach(
            (form, shape) ->
                assertTrue(
                    canary.in("here", ("x" + shape + "y").getBytes(StandardCharsets.UTF_8)).stream()
                        .anyMatch(hit -> hit.startsWith(form)),
                    form));
    assertEquals(List.of(), canary.in("here", "Ab$\"cdefghij".getBytes(StandardCharsets.UTF_8)));
  }
}
