package dev.clova.engine.applying;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.clova.engine.remote.ScriptText;
import dev.clova.engine.remote.ShellText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a new connection is told, whatever became of the one before it. */
class ProbationScriptTest {

  private static final String TOKEN = "0123";
  private static final String DIGEST = "4567";
  private static final String BEFORE = "1 2 89 1\n{}";
  private static final String AFTER = "1 2 " + DIGEST + " 2\n{}";

  private final Path root;
  private final Path back;
  private final Path own;

  ProbationScriptTest(@TempDir Path root) throws IOException {
    this.root = root;
    back = Files.createDirectories(root.resolve(".clova/unconfirmed/blog"));
    own = Files.createDirectories(root.resolve(".clova/services/blog"));
    Files.writeString(own.resolve("receipt"), BEFORE);
    Files.createDirectory(own.resolve("pending"));
    Files.writeString(own.resolve("pending/change"), "");
  }

  private String confirm(String shell) throws Exception {
    ShellText script =
        ShellText.lines(
            ShellText.of("frame() { printf '@%s\\n' \"$*\"; }"),
            ScriptText.LOOK,
            ScriptText.CHANGE,
            ProbationScript.functions(),
            ShellText.set("ROOT", root.toString()),
            ShellText.set("TOKEN", TOKEN),
            ShellText.set("SERVICE", "blog"),
            ShellText.of("clova_confirm new ").plus(ShellText.words(List.of("00", DIGEST))));
    List<String> command = new ArrayList<>(List.of(shell.split(" ")));
    command.addAll(List.of("-c", script.toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private void armed() throws IOException {
    Files.writeString(back.resolve("armed." + TOKEN), "");
    Files.writeString(back.resolve("held"), AFTER);
    Files.writeString(back.resolve("listing"), "listing");
    Files.writeString(own.resolve("pending/tree"), "tree");
  }

  private void assertConfirmed(String answer) throws IOException {
    assertEquals("@confirmed held\n", answer);
    assertEquals(AFTER, Files.readString(own.resolve("receipt")));
    assertEquals("listing", Files.readString(own.resolve("listing")));
    assertEquals("tree", Files.readString(own.resolve("tree")));
    assertFalse(Files.exists(own.resolve("pending")));
    assertFalse(Files.exists(back));
  }

  @ParameterizedTest
  @ValueSource(strings = {"dash", "bash", "busybox sh"})
  void whatWasConfirmedStaysAndSaysSoToWhoeverAsksAgain(String shell) throws Exception {
    armed();
    assertConfirmed(confirm(shell));
    assertConfirmed(confirm(shell));
  }

  @ParameterizedTest
  @ValueSource(strings = {"dash", "bash", "busybox sh"})
  void whatIsOfSomebodyElseIsNotTakenForIt(String shell) throws Exception {
    Files.delete(own.resolve("pending/change"));
    assertEquals("@lost\n", confirm(shell));
  }

  /** What was making the change is gone, and did not say that it was at its end. */
  @ParameterizedTest
  @ValueSource(strings = {"dash", "bash", "busybox sh"})
  void whatNobodyMakesAnyMoreIsWaitedForAsLongAsItsTimerLives(String shell) throws Exception {
    armed();
    Files.writeString(back.resolve("working"), "1 1 gone\n");
    Files.writeString(back.resolve("timer"), alive());
    assertEquals("@working\n", confirm(shell));
    Files.writeString(back.resolve("timer"), "1 1 gone\n");
    assertEquals("@lost\n", confirm(shell));
    Files.writeString(back.resolve("working"), alive());
    assertEquals("@working\n", confirm(shell));
    assertEquals(BEFORE, Files.readString(own.resolve("receipt")));
  }

  /** A process that lives, as it would tell of itself. */
  private static String alive() throws IOException {
    String stat = Files.readString(Path.of("/proc/self/stat"));
    String started = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[19];
    String boot = Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
    return "%d %s %s\n".formatted(ProcessHandle.current().pid(), started, boot);
  }

  /** Nobody would ever take it back, or say so. */
  @ParameterizedTest
  @ValueSource(strings = {"dash", "bash", "busybox sh"})
  void whatIsLeftOfOneIsNotWaitedFor(String shell) throws Exception {
    Files.writeString(back.resolve("timer"), "1 1 gone\n");
    assertEquals("@lost\n", confirm(shell));
    assertEquals(BEFORE, Files.readString(own.resolve("receipt")));
  }

  /** The link breaks while the disk takes its time, and the shell with it. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6})
  void aConfirmationThatWasCutOffIsRepeated(int calls) throws Exception {
    armed();
    Path tools = Files.createDirectories(root.resolve("tools"));
    for (String tool : List.of("mv", "rm", "sync")) {
      Path cut = tools.resolve(tool);
      Files.writeString(
          cut,
          """
          #!/bin/sh
          echo >>%1$s/calls
          [ "$(wc -l <%1$s/calls)" -le %2$d ] || { kill -KILL $PPID; exit 1; }
          PATH=${PATH#*:}
          exec %3$s "$@"
          """
              .formatted(tools, calls, tool));
      assertEquals(true, cut.toFile().setExecutable(true));
    }
    String first = confirm("env PATH=" + tools + ":" + System.getenv("PATH") + " dash");
    assertEquals("", first);
    assertConfirmed(confirm("dash"));
  }
}
