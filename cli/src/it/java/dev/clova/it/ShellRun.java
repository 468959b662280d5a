package dev.clova.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a program without anything of Clova in it came to.
 *
 * @param status its exit status
 * @param output what it printed, errors included
 */
record ShellRun(int status, String output) {

  /** A line of shell on this machine. */
  static ShellRun here(String script) {
    return of(List.of("/bin/sh", "-c", script), "");
  }

  /** A program of this machine with something to read. */
  static ShellRun of(List<String> command, String input) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      try (OutputStream in = process.getOutputStream()) {
        in.write(input.getBytes(StandardCharsets.UTF_8));
      }
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new ShellRun(process.waitFor(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while " + command + " ran", e);
    }
  }

  /** The output of what must have gone well. */
  String orFail() {
    assertEquals(0, status, output);
    return output;
  }
}
