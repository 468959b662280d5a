package dev.clova.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A {@code clova} at work. */
public final class Running {

  private static final Duration LIMIT = Duration.ofMinutes(5);

  private final List<String> command;
  private final Process process;
  private final Path out;
  private final Path err;

  private Running(List<String> command, Process process, Path out, Path err) {
    this.command = command;
    this.process = process;
    this.out = out;
    this.err = err;
  }

  static Running start(List<String> command, Path directory, Map<String, String> environment) {
    try {
      Path out = Files.createTempFile("clova-out", "");
      Path err = Files.createTempFile("clova-err", "");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectInput(Path.of("/dev/null").toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      builder.environment().keySet().removeIf(name -> !name.equals("PATH") && !name.equals("HOME"));
      builder.environment().putAll(environment);
      return new Running(command, builder.start(), out, err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for its end. */
  public Clova.Run end() {
    try {
      if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
        throw new IllegalStateException(command + " did not end: " + Files.readString(err));
      }
      Clova.Run run = new Clova.Run(process.exitValue(), text(out), text(err));
      Files.delete(out);
      Files.delete(err);
      return run;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while " + command + " ran", e);
    }
  }

  /** What it has said so far. */
  public String said() {
    try {
      return text(err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its process. */
  public long pid() {
    return process.pid();
  }

  /** Waits until it has said something, or has ended. */
  public void awaitSaying(String text) {
    Eventually.holds("it says " + text, () -> said().contains(text) || !process.isAlive());
  }

  /** Whether it ends by itself within that time. */
  public boolean endsWithin(Duration time) {
    try {
      return process.waitFor(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while " + command + " ran", e);
    }
  }

  /** Ends it as {@code kill -9} does. */
  public void kill() {
    process.destroyForcibly();
  }

  /** Sends what Ctrl-C sends. */
  public void interrupt() {
    ShellRun.here("kill -INT " + process.pid()).orFail();
  }

  /** Sends what a machine that goes down sends. */
  public void terminate() {
    ShellRun.here("kill -TERM " + process.pid()).orFail();
  }

  /** A name that is not UTF-8 may be in it, and must not hide the rest. */
  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }
}
