package dev.clova.engine.remote;

import dev.clova.engine.transport.Connection;
import dev.clova.engine.transport.RemoteProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** Runs commands under a login shell of this machine, as an SSH server would. */
final class LocalConnection implements Connection {

  private final List<String> login;
  private final Map<String, String> environment;
  private final boolean killing;
  private final List<Process> processes = new CopyOnWriteArrayList<>();

  /** A login shell, such as {@code fish} or {@code bash --rcfile x}, in a group of its own. */
  static LocalConnection of(String... login) {
    return new LocalConnection(List.of(login), Map.of(), true);
  }

  private LocalConnection(List<String> login, Map<String, String> environment, boolean killing) {
    this.login = login;
    this.environment = environment;
    this.killing = killing;
  }

  /** The same, but a command that is closed only sees the end of its input, as over SSH. */
  LocalConnection sparing() {
    return new LocalConnection(login, environment, false);
  }

  LocalConnection with(String name, String value) {
    Map<String, String> more = new HashMap<>(environment);
    more.put(name, value);
    return new LocalConnection(login, more, killing);
  }

  @Override
  public RemoteProcess start(String command) {
    List<String> words = new ArrayList<>(login);
    words.add("-c");
    words.add(command);
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().putAll(environment);
    try {
      Process process = builder.start();
      processes.add(process);
      return new Started(process, killing);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The processes that were started, the oldest first. */
  List<Process> processes() {
    return processes;
  }

  @Override
  public void close() {
    for (Process process : processes) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private record Started(Process process, boolean killing) implements RemoteProcess {

    @Override
    public OutputStream input() {
      return process.getOutputStream();
    }

    @Override
    public InputStream output() {
      return process.getInputStream();
    }

    @Override
    public InputStream error() {
      return process.getErrorStream();
    }

    @Override
    public OptionalInt exitStatus(Duration limit) {
      try {
        boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        // Java tells a signal as 128 and its number, SSH as no status at all.
        return ended && process.exitValue() < 128
            ? OptionalInt.of(process.exitValue())
            : OptionalInt.empty();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return OptionalInt.empty();
      }
    }

    @Override
    public void close() {
      try {
        process.getOutputStream().close();
      } catch (IOException e) {
        // The process is gone already.
        process.destroy();
      }
      if (killing) {
        process.destroy();
      }
    }
  }
}
