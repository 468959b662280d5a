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

/** Single files outside a service's directory, which are kept and come back. */
class KeptScriptTest {

  private final Path root;

  KeptScriptTest(@TempDir Path root) throws IOException {
    this.root = root.toRealPath();
  }

  private void run(String shell, ShellText text) throws Exception {
    ShellText script =
        ShellText.lines(
            ScriptText.LOOK,
            ScriptText.CHANGE,
            ShellText.set("TOKEN", "0123"),
            ShellText.set("KEPT", root.resolve("kept").toString()),
            text);
    List<String> command = new ArrayList<>(List.of(shell.split(" ", -1)));
    command.addAll(List.of("-c", script.toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals("", said);
    assertEquals(0, process.waitFor());
  }

  @ParameterizedTest
  @ValueSource(strings = {"dash", "bash", "busybox sh"})
  void aFileComesBackWithTheFolderThatWentWithIt(String shell) throws Exception {
    Path folder = Files.createDirectory(root.resolve("web.service.d"));
    Path file = Files.writeString(folder.resolve("clova.conf"), "[Service]\n");
    ShellText at = ShellText.path(folder.toString());
    run(
        shell,
        ShellText.of("cd ").plus(at).plus(" && clova_keep_outside clova.conf && rm clova.conf"));
    Files.delete(folder);

    run(shell, ShellText.of("clova_file_back ").plus(at).plus(" clova.conf"));
    assertEquals("[Service]\n", Files.readString(file));

    Files.delete(file);
    Files.delete(folder);
    run(shell, ShellText.of("clova_file_back ").plus(at).plus(" other.conf"));
    assertFalse(Files.exists(folder));
  }
}
