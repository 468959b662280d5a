package dev.clova.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clova.it.Clova.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Logs of services and commands in them, on two real hosts. */
@EnabledIfEnvironmentVariable(named = "CLOVA_FLEET", matches = ".+")
@ResourceLock(value = Fleet.FIRST_TWO, mode = ResourceAccessMode.READ)
class LogsAndCommandsIT {

  private static final String UNIT =
      """
      [Service]
      User=plain
      WorkingDirectory=/var/tmp
      ExecStart=/bin/sh -c 'echo said by the unit; exec sleep 100000'
      [Install]
      WantedBy=multi-user.target
      """;

  @TempDir static Path directory;

  private static Clova clova;

  @BeforeAll
  static void twoServicesAreApplied() throws IOException {
    write("clova.toml", workspace());
    write(
        "lc-web/service.clova.toml",
        """
        targets = ["h1", "h2"]
        [env]
        GREETING = "hello"
        [command]
        start  = "./run"
        stop   = "true"
        status = "test -e log"
        logs   = "tail -n 200 -f log"
        """);
    write("lc-web/run", "#!/bin/sh\necho \"first $GREETING\" >log\nprintf 'a\\033[2Jb\\n' >>log\n");
    assertTrue(directory.resolve("lc-web/run").toFile().setExecutable(true));
    write("lc-unit/service.clova.toml", "targets = [\"h1\", \"h2\"]\n");
    write("lc-unit/lc-unit.service", UNIT);
    clova = Clova.installed(directory);
    Run run = clova.run("apply", "--yes");
    assertEquals(0, run.status(), run.err());
  }

  @AfterAll
  static void nothingIsLeft() {
    Run run = clova.run("destroy", "lc-web", "lc-unit", "--yes");
    assertEquals(0, run.status(), run.err());
  }

  @Test
  void logsOfAllPlacementsAreOneStreamAndHarmless() {
    Run run = clova.run("logs", "lc-web", "lc-unit", "-n", "2");
    assertEquals(0, run.status(), run.err());
    for (String host : List.of("h1", "h2")) {
      assertTrue(run.out().contains("lc-web@" + host + "  | first hello\n"), run.out());
      assertTrue(run.out().contains("lc-web@" + host + "  | a\\u{1b}[2Jb\n"), run.out());
      assertTrue(run.out().contains("lc-unit@" + host + " | said by the unit\n"), run.out());
    }
  }

  @Test
  void readersEndWithWhoeverFollows() throws Exception {
    Process following =
        new ProcessBuilder(
                clova.launcher().toString(), "logs", "-f", "lc-web@h1", "lc-unit@h1", "--json")
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .start();
    try (var lines = following.inputReader()) {
      String said = "";
      for (String line = lines.readLine();
          line != null && said.isEmpty();
          line = lines.readLine()) {
        said = line.contains("said by the unit") ? line : "";
      }
      assertTrue(said.startsWith("{\"time\":\"2"), said);
      assertTrue(readers().contains("lc-unit.service"), "the reader runs");
      following.destroyForcibly();
      assertTrue(following.waitFor(10, TimeUnit.SECONDS));
    }
    String left = readers();
    for (int tries = 0; tries < 20 && !left.isBlank(); tries++) {
      left = readers();
    }
    assertEquals("", left.strip());
  }

  @Test
  void commandsRunWhereAndAsTheServiceDoes() {
    assertEquals(
        new Run(0, "plain\n/var/tmp\n", ""), clova.run("exec", "lc-unit@h2", "--", "id -un; pwd"));
    assertEquals(
        new Run(3, "hello\n/srv/clova/lc-web\n", "err\n"),
        clova.run("exec", "lc-web@h1", "--", "echo $GREETING; pwd; echo err >&2; exit 3"));
    assertEquals(
        new Run(0, "a  'b'\n", ""),
        clova.run("exec", "lc-web@h1", "--", "printf", "%s  %s\n", "a", "'b'"));
    Run several = clova.run("exec", "lc-web", "--", "true");
    assertEquals(64, several.status());
    assertTrue(several.err().contains("`lc-web@h1`, `lc-web@h2`"), several.err());
  }

  @Test
  void aCommandOnTargetsIsGroupedByThem() {
    Run run = clova.run("run", "--", "uname -n; [ $(uname -n) = h1 ]");
    assertEquals(1, run.status(), run.err());
    assertTrue(run.out().contains("h1\n  h1\n"), run.out());
    assertTrue(run.out().contains("h2\n  h2\n"), run.out());
    assertTrue(Pattern.compile("h2 +1 ").matcher(run.err()).find(), run.err());
    assertEquals(7, clova.run("run", "-t", "h1", "--", "exit 7").status());
    assertEquals("plain\n", output(clova.run("run", "-t", "h1", "--as", "plain", "--", "id -un")));
  }

  @Test
  void sshGoesWhereTheDefinitionSays() {
    assertEquals("h2\n", clova.run("ssh", "h2", "--", "uname", "-n").out());
  }

  private static String readers() {
    return output(
        clova.run(
            "run",
            "-t",
            "h1",
            "--",
            "ps -eo args | grep -e '[j]ournalctl.*lc-unit' -e '[t]ail -n 200 -f log' || :"));
  }

  /** Of one target, without its name. */
  private static String output(Run run) {
    return run.out().replaceFirst("h1\n", "").replace("  ", "");
  }

  private static void write(String path, String text) throws IOException {
    Path file = directory.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static String workspace() throws IOException {
    String fleet = Files.readString(Path.of(System.getenv("CLOVA_FLEET")));
    StringBuilder text =
        new StringBuilder(
            """
            [workspace]
            id = "0123456789logscommands"
            [defaults]
            user = "deploy"
            become = "sudo"
            identity = "%s"
            known_hosts = "%s"
            """
                .formatted(
                    find(fleet, "\"key\": \"([^\"]+)\""),
                    find(fleet, "\"knownHosts\": \"([^\"]+)\"")));
    for (String host : List.of("h1", "h2")) {
      String of = "\"name\": \"" + host + "\".*?";
      text.append("[targets.%s]\n".formatted(host));
      text.append("host = \"%s\"\n".formatted(find(fleet, of + "\"address\": \"([^\"]+)\"")));
      text.append("port = %s\n".formatted(find(fleet, of + "\"port\": ([0-9]+)")));
    }
    return text.toString();
  }

  private static String find(String fleet, String pattern) {
    Matcher found = Pattern.compile(pattern).matcher(fleet);
    assertTrue(found.find(), pattern);
    return found.group(1);
  }
}
