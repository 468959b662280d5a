package dev.clova.engine.applying;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

/** What was kept comes back also where there is no room for another copy of it. */
class FullDiskTest {

  private final Path here;
  private final Path old;
  private final Path tools;

  FullDiskTest(@TempDir Path folder) throws IOException {
    here = Files.createDirectories(folder.resolve("here"));
    old = Files.createDirectories(folder.resolve("old"));
    tools = Files.createDirectories(folder.resolve("tools"));
    Files.writeString(here.resolve("conf"), "after");
    Files.writeString(old.resolve("conf"), "before");
    Files.createSymbolicLink(old.resolve("link"), Path.of("conf"));
    Files.createSymbolicLink(here.resolve("link"), Path.of("other"));
    full("cp");
  }

  /** A tool that writes the beginning of a file, and no more. */
  private void full(String tool) throws IOException {
    Path failing = tools.resolve(tool);
    Files.writeString(
        failing,
        """
        #!/bin/sh
        for to; do :; done
        : >"$to"
        echo 'No space left on device' >&2
        exit 1
        """);
    assertTrue(failing.toFile().setExecutable(true));
  }

  private String takeBack(String shell) throws Exception {
    ShellText script =
        ShellText.lines(
            ScriptText.CHANGE,
            ShellText.set("TOKEN", "0123"),
            ShellText.set("OLD", old.toString()),
            ShellText.of("clova_take_back conf link; echo $?"));
    List<String> command = new ArrayList<>(List.of("env", "PATH=" + tools + ":/usr/bin:/bin"));
    command.addAll(List.of(shell.split(" ")));
    command.addAll(List.of("-c", script.toString()));
    Process process =
        new ProcessBuilder(command).directory(here.toFile()).redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"dash", "bash"})
  void itTakesNoRoom(String shell) throws Exception {
    assertEquals("0\n", takeBack(shell));
    assertEquals("before", Files.readString(here.resolve("conf")));
    assertEquals(Path.of("conf"), Files.readSymbolicLink(here.resolve("link")));
    assertFalse(Files.exists(here.resolve(".clova-0123")));
  }

  /**
   * To a rename, two names of one file are nothing to do; the tools differ in what they do then.
   */
  @ParameterizedTest
  @ValueSource(strings = {"mv", "busybox mv"})
  void whatHadNotChangedLeavesNothing(String tool) throws Exception {
    Files.delete(here.resolve("conf"));
    Files.createLink(here.resolve("conf"), old.resolve("conf"));
    Path mv = tools.resolve("mv");
    Files.writeString(mv, "#!/bin/sh\nPATH=/usr/bin:/bin exec %s \"$@\"\n".formatted(tool));
    assertTrue(mv.toFile().setExecutable(true));
    assertEquals("0\n", takeBack("dash"));
    assertEquals("before", Files.readString(here.resolve("conf")));
    assertFalse(Files.exists(here.resolve(".clova-0123")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"dash", "bash"})
  void whatDoesNotComeBackSaysWhy(String shell) throws Exception {
    full("ln");
    Files.delete(old.resolve("conf"));
    Files.createSymbolicLink(old.resolve("conf"), Path.of("link"));
    Files.delete(here.resolve("conf"));
    Files.createSymbolicLink(here.resolve("conf"), Path.of("after"));
    assertEquals("No space left on device1\n", takeBack(shell));
    assertEquals(Path.of("after"), Files.readSymbolicLink(here.resolve("conf")));
    assertFalse(Files.exists(here.resolve(".clova-0123")));
  }
}
