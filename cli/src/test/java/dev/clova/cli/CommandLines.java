package dev.clova.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Looks again and again at the arguments of every process of this machine, as anybody can. */
final class CommandLines implements AutoCloseable {

  private static final long PAUSE = 2_000_000;

  private final Map<String, String> seen = new ConcurrentHashMap<>();
  private final Thread watcher = new Thread(this::watchOn, "command-lines");
  private volatile boolean over;
  private final AtomicLong samples = new AtomicLong();

  private CommandLines() {}

  static CommandLines watch() {
    CommandLines lines = new CommandLines();
    lines.watcher.start();
    return lines;
  }

  /** Every command line that was there, by what tells it from others. */
  Map<String, String> seen() {
    return Map.copyOf(seen);
  }

  /** How often it was looked. */
  long samples() {
    return samples.get();
  }

  private void watchOn() {
    while (!over) {
      try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
        for (Path process : processes) {
          String line = line(process.resolve("cmdline"));
          seen.putIfAbsent(process.getFileName() + " " + line.hashCode(), line);
        }
        long unused = samples.incrementAndGet();
      } catch (IOException e) {
        return;
      }
      LockSupport.parkNanos(PAUSE);
    }
  }

  /** A process may have ended meanwhile. */
  private static String line(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }

  @Override
  public void close() {
    over = true;
    try {
      watcher.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
