package dev.clova.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clova.it.Clova.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packages as they lie in the archive, and the script that starts them. */
class LauncherIT {

  private static final String VERSION = "clova " + System.getProperty("clova.build.version") + "\n";

  @TempDir Path directory;

  @Test
  void versionIsAllThatIsPrinted() {
    assertEquals(new Run(0, VERSION, ""), Clova.installed(directory).run("version"));
  }

  @Test
  void statusIsPassedOn() {
    Run run = Clova.installed(directory).run("nonsense");
    assertEquals(64, run.status());
    assertEquals("", run.out());
    assertTrue(run.err().startsWith("error: Wrong use\n"));
  }

  @Test
  void linkToTheLauncherStartsItToo() throws IOException {
    Clova clova = Clova.installed(directory);
    Path there = Files.createDirectory(directory.resolve("a folder"));
    Path absolute = Files.createSymbolicLink(there.resolve("clova"), clova.launcher());
    Path relative = Files.createSymbolicLink(directory.resolve("clova"), Path.of("a folder/clova"));
    assertEquals(new Run(0, VERSION, ""), clova.through(absolute).run("version"));
    assertEquals(new Run(0, VERSION, ""), clova.through(relative).run("version"));
  }

  @Test
  void namesThatAreNotAsciiWorkInEveryLocale() throws IOException {
    Files.createDirectory(directory.resolve("größe"));
    for (String locale : List.of("C", "POSIX", "C.UTF-8")) {
      Clova clova = Clova.installed(directory).with("LC_ALL", locale);
      assertEquals(new Run(0, VERSION, ""), clova.run("-C", "größe", "version"));
    }
    Run run = Clova.installed(directory).run("grüße");
    assertTrue(run.err().contains("`clova grüße`"), run.err());
  }

  @Test
  void otherProgramsJavaOptionsAreNotMinded() {
    Clova clova =
        Clova.installed(directory)
            .with("JAVA_TOOL_OPTIONS", "-Dsomething=else")
            .with("JDK_JAVA_OPTIONS", "--no-such-option");
    assertEquals(new Run(0, VERSION, ""), clova.run("version"));
  }

  @Test
  void ownJavaOptionsArePassedOn() {
    Clova clova = Clova.installed(directory).with("CLOVA_JAVA_OPTS", "-Xmx64m -showversion");
    Run run = clova.run("version");
    assertEquals(VERSION, run.out());
    assertTrue(run.err().contains("Runtime Environment"));
  }

  /** Counted and not timed: what is read from the jar makes every start slower. */
  @Test
  void classesComeFromTheCache() throws IOException {
    Path log = directory.resolve("classes.log");
    Clova clova =
        Clova.installed(directory).with("CLOVA_JAVA_OPTS", "-Xlog:class+load:file=" + log);
    assertEquals(0, clova.run("version", "--json").status());
    try (Stream<String> lines = Files.lines(log)) {
      List<String> fromTheJar = lines.filter(line -> line.contains("source: file:")).toList();
      assertEquals(List.of(), fromTheJar);
    }
    try (Stream<String> lines = Files.lines(log)) {
      assertTrue(
          lines
                  .filter(line -> line.contains("picocli"))
                  .filter(line -> line.contains("shared objects file"))
                  .count()
              > 50);
    }
  }

  @Test
  void cacheThatIsNotThereIsNotMissed() throws IOException {
    Path home = Clova.installed(directory).launcher().resolve("../..").normalize();
    Path copy = Files.createDirectory(directory.resolve("copy"));
    Files.createDirectory(copy.resolve("bin"));
    Files.createSymbolicLink(copy.resolve("runtime"), home.resolve("runtime"));
    Files.createDirectory(copy.resolve("lib"));
    for (String kind : List.of(".jar", ".jvm")) {
      for (Path file : files(home.resolve("lib"), kind)) {
        Files.createSymbolicLink(copy.resolve("lib").resolve(file.getFileName()), file);
      }
    }
    Path launcher = Files.copy(home.resolve("bin/clova"), copy.resolve("bin/clova"));
    Clova clova = Clova.installed(directory).through(launcher);
    assertEquals(new Run(0, VERSION, ""), clova.run("version"));
  }

  @Test
  void cacheAndJarHaveTheSameName() throws IOException {
    Path lib = Clova.installed(directory).launcher().resolve("../../lib").normalize();
    List<String> caches =
        files(lib, ".aot").stream().map(path -> path.toString().replace(".aot", "")).toList();
    List<String> jars =
        files(lib, ".jar").stream().map(path -> path.toString().replace(".jar", "")).toList();
    assertEquals(1, jars.size());
    assertEquals(jars, caches);
  }

  @Test
  void portablePackageTakesTheJdkOfTheMachine() {
    Clova clova = Clova.portable(directory).with("JAVA_HOME", System.getProperty("java.home"));
    assertEquals(new Run(0, VERSION, ""), clova.run("version"));
  }

  @Test
  void portablePackageSaysWhichJavaItNeeds() throws IOException {
    Path bin = Files.createDirectory(directory.resolve("bin"));
    Path java =
        Files.writeString(
            bin.resolve("java"), "#!/bin/sh\necho '  java.specification.version = 17' >&2\n");
    assertTrue(java.toFile().setExecutable(true));
    Clova clova =
        Clova.portable(directory)
            .with("PATH", bin + ":/usr/bin:/bin")
            .with("CLOVA_JDKS", directory.toString());
    Run run = clova.run("version");
    assertEquals(1, run.status());
    assertTrue(run.err().contains(java + " is Java 17; Clova needs 25"), run.err());
  }

  private static List<Path> files(Path folder, String suffix) throws IOException {
    try (Stream<Path> paths = Files.list(folder)) {
      return paths.filter(path -> path.toString().endsWith(suffix)).toList();
    }
  }
}
