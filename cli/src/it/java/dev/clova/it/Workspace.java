package dev.clova.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clova.it.Clova.Run;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/** A working directory whose services go to a folder of their own on hosts of the fleet. */
final class Workspace {

  private final Path directory;
  private final String root;
  private final StringBuilder targets = new StringBuilder();
  private String head = "";

  private Workspace(Path directory, String root) {
    this.directory = directory;
    this.root = root;
  }

  /**
   * A fresh one.
   *
   * @param directory an empty folder
   * @param name tells its services' folder on the hosts from those of other tests
   */
  static Workspace in(Path directory, String name, Fleet fleet) {
    Workspace made = new Workspace(directory, "/srv/clova-it/" + name);
    made.head =
        """
        [workspace]
        id = "acceptance-%s-00"

        [defaults]
        user        = "deploy"
        become      = "sudo"
        identity    = "%s"
        known_hosts = "%s"
        root        = "%s"
        """
            .formatted(name, fleet.key(), fleet.knownHosts(), made.root);
    return made;
  }

  /** Where its services are on a host. */
  String root() {
    return root;
  }

  /** Where it is here. */
  Path directory() {
    return directory;
  }

  /** Makes hosts its targets, with nothing there of an earlier run. */
  Workspace on(List<Host> hosts) {
    for (Host host : hosts) {
      clean(host);
      target(host.name(), host);
    }
    return this;
  }

  /** Makes a host its target under a name, with more lines of definition. */
  Workspace target(String name, Host host, String... lines) {
    targets.append(
        """

        [targets.%s]
        host = "%s"
        port = %d
        """
            .formatted(name, host.address(), host.port()));
    List.of(lines).forEach(line -> targets.append(line).append('\n'));
    write("clova.toml", head + targets);
    return this;
  }

  /** Makes what is there no target any more. */
  Workspace withoutTargets() {
    targets.setLength(0);
    return this;
  }

  private void clean(Host host) {
    host.told(
        """
        for pid in %1$s/*/data/pid; do [ ! -e "$pid" ] || kill "$(cat "$pid")" 2>/dev/null; done
        rm -rf %1$s
        """
            .formatted(root));
  }

  /** A service's definition. */
  Workspace service(String service, String definition) {
    return write(service + "/service.clova.toml", definition);
  }

  /** Writes a file; it is executable if it names its interpreter. */
  Workspace write(String name, String text) {
    try {
      Path file = directory.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
      boolean program = text.startsWith("#!");
      if (Files.isExecutable(file) != program && !file.toFile().setExecutable(program, false)) {
        throw new IllegalStateException("cannot set the mode of " + file);
      }
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Removes a file, or a folder with all in it. */
  Workspace remove(String name) {
    try {
      Files.walkFileTree(
          directory.resolve(name),
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.delete(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(
                Path folder, @org.jspecify.annotations.Nullable IOException failure)
                throws IOException {
              Files.delete(folder);
              return FileVisitResult.CONTINUE;
            }
          });
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Clova, in this directory. */
  Clova clova() {
    return Clova.installed(directory);
  }

  /** Runs Clova, which must end as expected; what it printed. */
  String expect(int status, String... arguments) {
    Run run = clova().run(arguments);
    assertEquals(status, run.status(), () -> String.join(" ", arguments) + "\n" + all(run));
    assertTrue(!all(run).contains("\tat "), () -> "a stack trace: " + all(run));
    return all(run);
  }

  /** The plan, which must have changes. */
  PlanTold plan(String... selection) {
    String[] words = new String[selection.length + 3];
    words[0] = "plan";
    words[1] = "--json";
    words[2] = "--detailed-exitcode";
    System.arraycopy(selection, 0, words, 3, selection.length);
    Run run = clova().run(words);
    assertEquals(2, run.status(), () -> all(run));
    return PlanTold.of(run.out());
  }

  /** Plans and applies, which must go well. */
  void apply() {
    expect(0, "apply", "--yes");
  }

  /** Nothing is left to do. */
  void assertSettled() {
    String told = expect(0, "plan", "--detailed-exitcode");
    assertTrue(told.startsWith("No changes."), told);
  }

  private static String all(Run run) {
    return run.out() + run.err();
  }
}
