package dev.clova.engine.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.clova.engine.remote.ScriptText;
import dev.clova.engine.remote.ShellText;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RuntimeScriptsTest {

  private static final Pattern FUNCTION = Pattern.compile("(?m)^([a-z_]+)\\(\\) [({]$");

  private static final List<ShellText> SCRIPTS =
      List.of(
          ScriptText.SYSTEMD_LOOK,
          ScriptText.SYSTEMD_CHANGE,
          ScriptText.COMPOSE_LOOK,
          ScriptText.COMPOSE_CHANGE,
          ScriptText.LOOK,
          ScriptText.CHANGE,
          ScriptText.PROBATION,
          ScriptText.MOVE,
          ScriptText.HEALTH,
          ScriptText.VITALS,
          ScriptText.USE,
          ScriptText.CHECK,
          ScriptText.CLAIM,
          ScriptText.READONLY,
          ScriptText.ATTEND);

  @ParameterizedTest
  @ValueSource(strings = {"/bin/sh -n", "/bin/dash -n", "/bin/busybox sh -n"})
  void everyShellReadsTheFunctions(String shell) {
    List<String> words = List.of(shell.split(" ", -1));
    assumeTrue(Files.isExecutable(Path.of(words.getFirst())), shell);
    for (ShellText script : SCRIPTS) {
      assertEquals("", errors(words, script));
    }
  }

  /** Those that meet in one shell would take each other's place. */
  @Test
  void noTwoScriptsNameAFunctionAlike() {
    List<String> names =
        SCRIPTS.stream()
            .flatMap(script -> FUNCTION.matcher(script.toString()).results())
            .map(found -> found.group(1))
            .sorted()
            .toList();
    assertEquals(names.stream().distinct().toList(), names);
  }

  private static String errors(List<String> shell, ShellText script) {
    try {
      Process process = new ProcessBuilder(shell).redirectErrorStream(true).start();
      try (OutputStream in = process.getOutputStream()) {
        in.write(script.toString().getBytes(StandardCharsets.UTF_8));
      }
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
