package dev.clova.cli.console;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The process's terminal, wherever its streams go: what is typed there is not echoed. Java's own
 * way needs standard output to be the terminal, too, and so would not work with {@code > file}.
 */
final class TerminalSecret implements HiddenInput {

  private static final File TERMINAL = new File("/dev/tty");
  private static final int LONGEST = 4096;

  @Override
  public Optional<char[]> line(Runnable asking) {
    Optional<String> settings = stty("-g");
    if (settings.isEmpty()) {
      return Optional.empty();
    }
    Thread restoring = new Thread(() -> stty(settings.get()));
    Runtime.getRuntime().addShutdownHook(restoring);
    try (InputStream in = new FileInputStream(TERMINAL)) {
      if (stty("-echo").isEmpty()) {
        return Optional.empty();
      }
      asking.run();
      return read(in);
    } catch (IOException e) {
      return Optional.empty();
    } finally {
      Optional<String> unused = stty(settings.get());
      Runtime.getRuntime().removeShutdownHook(restoring);
    }
  }

  /** A terminal hands over whole lines, so that nothing after this one is taken. */
  static Optional<char[]> read(InputStream in) {
    byte[] bytes = new byte[LONGEST];
    int length = 0;
    try {
      int next = in.read();
      if (next < 0) {
        return Optional.empty();
      }
      while (next >= 0 && next != '\n' && length < LONGEST) {
        bytes[length++] = (byte) next;
        next = in.read();
      }
      CharBuffer text = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(bytes, 0, length));
      char[] line = new char[text.remaining()];
      text.get(line);
      Arrays.fill(text.array(), '\0');
      return Optional.of(line);
    } catch (IOException e) {
      return Optional.empty();
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  /** Runs {@code stty} on the terminal; what it printed, or empty if it failed. */
  private static Optional<String> stty(String setting) {
    try {
      Process process =
          new ProcessBuilder("stty", setting)
              .redirectInput(Redirect.from(TERMINAL))
              .redirectError(Redirect.DISCARD)
              .start();
      String printed =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0
          ? Optional.of(printed)
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
