package dev.clova.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A place in the code at which tests let the process die. Before and after each call that changes
 * something stands one, so that "killed at any moment" can be tried at every one of them. In
 * production it is an empty method.
 *
 * <p>The system property {@code clova.crash} arms it, before the first use: {@code record:FILE}
 * adds a line {@code name#n} to the file for the n-th time that a point is passed; {@code
 * halt:NAME#N} ends the process at once, with status 137, when it passes the point for the N-th
 * time.
 */
public final class CrashPoint {

  private static final boolean ARMED = System.getProperty("clova.crash") != null;

  private CrashPoint() {}

  /** Passes the point of this name. */
  public static void hit(String name) {
    if (ARMED) {
      Armed.hit(name);
    }
  }

  /** Loaded by tests only. The counts have to outlive every object of the code under test. */
  private static final class Armed {

    private static final int KILLED = 137;

    private static final String RECORD = "record:";

    private static final String HALT = "halt:";

    private static final String MODE = System.getProperty("clova.crash", "");

    private static final Map<String, Integer> HITS = new ConcurrentHashMap<>();

    static void hit(String name) {
      String nth = name + "#" + HITS.merge(name, 1, Integer::sum);
      if (MODE.startsWith(RECORD)) {
        append(Path.of(MODE.substring(RECORD.length())), nth + "\n");
      }
      if (MODE.equals(HALT + nth)) {
        Runtime.getRuntime().halt(KILLED);
      }
    }

    private static void append(Path file, String line) {
      byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
      try {
        Files.write(file, bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
