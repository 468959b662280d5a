package dev.clova.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same repository and the same targets give the same bytes to everybody. */
class SamePlanTest {

  @TempDir Path place;

  @Test
  void whoPlansAndWhereAndWhenDoesNotShow() throws Exception {
    Surroundings alice =
        new Surroundings("alice", "en", "US", Map.of("TZ", "UTC", "LANG", "C", "COLUMNS", "60"));
    Surroundings bob =
        new Surroundings("bob", "tr", "TR", Map.of("TZ", "Asia/Tokyo", "LANG", "tr_TR.UTF-8"));
    Surroundings carol =
        new Surroundings("carol", "ar", "EG", Map.of("TZ", "America/St_Johns", "CI", "true"));

    List<String> expected = written(alice, workspace("alice", 1), List.of());
    assertTrue(expected.getFirst().contains("## Clova plan for `site`: "), expected.getFirst());
    assertEquals(expected, written(bob, workspace("bob", 2), List.of()));
    Path third = workspace("carol", 3);
    assertEquals(
        expected, written(carol, third, List.of("0 -C %s apply other --yes".formatted(third))));
  }

  /** What is printed in every format, then the plan file. */
  private List<String> written(Surroundings who, Path workspace, List<String> before)
      throws IOException, InterruptedException {
    Path file = place.resolve(who.user() + ".plan.toml");
    Path commands = place.resolve(who.user() + ".commands");
    List<String> lines = new ArrayList<>(before);
    lines.add("0 -C %s plan site --out %s --format markdown".formatted(workspace, file));
    lines.add("0 -C %s plan site --json".formatted(workspace));
    lines.add("0 -C %s show %s --format html".formatted(workspace, file));
    Files.write(commands, lines);
    Path out = place.resolve(who.user() + ".out");
    Path err = place.resolve(who.user() + ".err");
    ProcessBuilder process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Duser.name=" + who.user(),
                "-Duser.language=" + who.language(),
                "-Duser.country=" + who.country(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.clova.cli.Rehearsal",
                commands.toString())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    process.environment().clear();
    process.environment().putAll(who.environment());
    process.environment().put("PATH", System.getenv("PATH"));
    Path home = Files.createDirectory(place.resolve(who.user() + ".home"));
    process.environment().put("HOME", home.toString());
    assertEquals(0, process.start().waitFor(), () -> said(err));
    String printed = Files.readString(out);
    return List.of(printed.substring(printed.indexOf("<!-- clova ")), Files.readString(file));
  }

  private static String said(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** A checkout whose files came in an order of its own. */
  private Path workspace(String name, int seed) throws IOException {
    Path root = Files.createDirectory(place.resolve(name));
    Files.writeString(
        root.resolve("clova.toml"),
        """
        [workspace]
        id = "k3v9t2mqsameplan0000"

        [targets.here]
        connection = "local"
        root = "%s"
        """
            .formatted(place.resolve("target")));
    List<String> files = new ArrayList<>();
    files.add("site/service.clova.toml");
    files.add("other/service.clova.toml");
    files.add("other/readme.md");
    IntStream.range(0, 12)
        .forEach(i -> files.add("site/pages-" + i % 3 + "/İstanbul-" + i + ".html"));
    Collections.shuffle(files, new Random(seed));
    for (String file : files) {
      Path path = root.resolve(file);
      Files.createDirectories(path.resolveSibling("."));
      Files.writeString(
          path, file.endsWith(".toml") ? "targets = [\"here\"]\n" : "title of " + file + "\n");
    }
    return root;
  }

  /**
   * Somebody's machine.
   *
   * @param user who it is
   * @param language of the messages
   * @param country of the numbers
   * @param environment the variables
   */
  private record Surroundings(
      String user, String language, String country, Map<String, String> environment) {}
}
