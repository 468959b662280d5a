package dev.clova.engine.runtime;

import dev.clova.engine.kind.Resource;
import dev.clova.engine.kind.Sight;
import dev.clova.engine.remote.Question;
import dev.clova.engine.remote.ScriptText;
import dev.clova.engine.remote.ShellText;
import dev.clova.engine.step.Action;
import dev.clova.engine.step.Content;
import dev.clova.engine.step.Step;
import dev.clova.state.PlacementRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A host of a test fleet on which a room's shell text really runs, as root, in the directory of one
 * service. {@code CLOVA_FLEET} names the file that tells which hosts there are.
 */
final class RoomOnHost implements AutoCloseable {

  /** For each directory, the hosts on which no test uses it. */
  private static final Map<String, BlockingQueue<String>> FREE = new ConcurrentHashMap<>();

  private final String host;
  private final String directory;

  private RoomOnHost(String host, String directory) {
    this.host = host;
    this.directory = directory;
  }

  /** Waits for a host on which no other test uses the directory; it is this one's until closed. */
  static RoomOnHost alone(String directory) {
    try {
      return new RoomOnHost(
          FREE.computeIfAbsent(directory, d -> new LinkedBlockingQueue<>(hosts())).take(),
          directory);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    Objects.requireNonNull(FREE.get(directory)).add(host);
  }

  private static List<String> hosts() {
    return Pattern.compile("\"name\": \"([^\"]+)\", \"kind\": \"host\"")
        .matcher(inventory())
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  private static String inventory() {
    try {
      return Files.readString(Path.of(System.getenv("CLOVA_FLEET")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String directory() {
    return directory;
  }

  /**
   * What a command came to.
   *
   * @param status its exit status
   * @param output what it printed, errors included
   */
  record Result(int status, String output) {}

  private static String sshConfig() {
    Matcher found = Pattern.compile("\"sshConfig\": \"([^\"]+)\"").matcher(inventory());
    if (!found.find()) {
      throw new IllegalStateException("CLOVA_FLEET names no sshConfig");
    }
    return found.group(1);
  }

  /** Runs shell text of a test's own. */
  Result run(String script) {
    try {
      Process ssh =
          new ProcessBuilder(
                  "ssh",
                  "-F",
                  sshConfig(),
                  host,
                  "sudo /bin/sh -c 'f=$(mktemp) && cat >\"$f\" && /bin/sh -f \"$f\"; s=$?;"
                      + " rm -f \"$f\"; exit \"$s\"'")
              .redirectErrorStream(true)
              .start();
      try (OutputStream in = ssh.getOutputStream()) {
        in.write(script.getBytes(StandardCharsets.UTF_8));
      }
      String output = new String(ssh.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Result(ssh.waitFor(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Asks what a resource asks, as a look does. */
  Sight.Answer look(Resource resource, Optional<PlacementRecord> known) {
    Result result =
        run(
            ScriptText.LOOK
                + "ROOT=/srv; CLOVA_ASIS=0; cd "
                + directory
                + " 2>/dev/null || cd /\n(\n"
                + ShellText.lines(resource.look(known).stream().map(Question::text).toList())
                + ") </dev/null 2>/dev/null\n");
    return new Sight.Answer(result.status(), result.output());
  }

  /** Carries steps out, as an apply does; the first failure ends it. */
  Result carryOut(List<Step> steps) {
    StringBuilder script = new StringBuilder(ScriptText.LOOK + "\n" + ScriptText.CHANGE + "\n");
    script.append("ROOT=/srv TOKEN=room OWN=/srv/.clova/services/").append(name()).append('\n');
    script.append("mkdir -p ").append(directory).append('\n');
    for (Step step : steps) {
      for (Action action : step.actions()) {
        script.append("clova_action() {\ncd ").append(directory).append(" || return 1\n");
        script.append(text(action)).append("\n}\nclova_action || exit 1\n");
      }
    }
    return run(script.toString());
  }

  private String name() {
    return directory.substring(directory.lastIndexOf('/') + 1);
  }

  private static String text(Action action) {
    return switch (action) {
      case Action.Script(ShellText text) -> text.toString();
      case Action.Command(String what, String command, var limit) ->
          "/bin/sh -c " + ShellText.word(command) + " </dev/null 2>&1";
      case Action.PutFile file ->
          "cd %s && base64 -d >%s <<'END' && chmod %s %s\n%s\nEND"
              .formatted(
                  file.folder().orElse("."),
                  file.name(),
                  file.mode(),
                  file.name(),
                  base64(file.content()));
      case Action.RemoveFile file ->
          "rm -f %s/%s".formatted(file.folder().orElse("."), file.name());
      case Action.Learn(var at, ShellText text) -> "(\n" + text + ") </dev/null 2>/dev/null";
      case Action.PutTree _, Action.TakeBack _, Action.Await _ ->
          throw new IllegalArgumentException("no runtime does that");
    };
  }

  private static String base64(Content content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      content.writeTo(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }
}
