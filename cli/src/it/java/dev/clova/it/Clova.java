package dev.clova.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A {@code clova} to run as a user would, through its launcher.
 *
 * @param launcher the launcher to call
 * @param directory the working directory
 * @param environment variables on top of an almost empty environment
 */
public record Clova(Path launcher, Path directory, Map<String, String> environment) {

  /**
   * How a run ended.
   *
   * @param status the exit status
   * @param out all of the output
   * @param err all of the error output
   */
  public record Run(int status, String out, String err) {}

  /** Copies the environment. */
  public Clova {
    environment = Map.copyOf(environment);
  }

  /** The package with its own runtime that the build has just made. */
  public static Clova installed(Path directory) {
    return new Clova(folder("-").resolve("bin/clova"), directory, Map.of());
  }

  /** The package for any JDK. */
  public static Clova portable(Path directory) {
    return new Clova(folder("").resolve("bin/clova"), directory, Map.of());
  }

  /** The same with a variable. */
  public Clova with(String name, String value) {
    Map<String, String> more = new TreeMap<>(environment);
    more.put(name, value);
    return new Clova(launcher, directory, more);
  }

  /** The same through another launcher. */
  public Clova through(Path otherLauncher) {
    return new Clova(otherLauncher, directory, environment);
  }

  /** Runs it without a terminal and with nothing to read, to its end. */
  public Run run(String... arguments) {
    return start(arguments).end();
  }

  /** Starts it likewise, and does not wait. */
  public Running start(String... arguments) {
    return start(List.of(), arguments);
  }

  /** The same, but it hears of interrupts, also if whatever runs the tests ignores them. */
  public Running startInterruptible(String... arguments) {
    return start(List.of("env", "--default-signal=INT"), arguments);
  }

  private Running start(List<String> through, String... arguments) {
    List<String> command = new ArrayList<>(through);
    command.add(launcher.toString());
    command.addAll(List.of(arguments));
    return Running.start(command, directory, environment);
  }

  private static Path folder(String suffix) {
    String name = "clova-" + System.getProperty("clova.build.version") + suffix;
    try (Stream<Path> made = Files.list(Path.of(System.getProperty("clova.build.directory")))) {
      return made.filter(Files::isDirectory)
          .filter(path -> suffix.isEmpty() ? path.endsWith(name) : startsWith(path, name))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("no package: run mvn package"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean startsWith(Path path, String name) {
    return path.getFileName().toString().startsWith(name);
  }
}
