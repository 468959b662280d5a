package dev.clova.engine.definition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clova.state.ClovaException;
import dev.clova.state.Problem;
import dev.clova.state.SourcePosition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class DefinitionProperties {

  private static final Path CASES = Path.of("src/test/resources/definition");
  private static final Duration SLOWEST = Duration.ofSeconds(10);

  private static byte[] sample() {
    return """
        description = "The \\u0062log" # a comment
        targets = ["a", '!b', "tag:x"]
        after   = [
          "other",
        ]
        vars = { a = 1, b = [1.5, true, 0x1F], "c d" = { e = 2026-11-23 } }
        [sync]
        mode = { "bin/*" = "0755" }
        [env]
        A = \"""
        {{ vars.a }}\"""
        B = '''x'''
        [[on_change]]
        files = ["*.conf"]
        action = "run: ./x"
        [health]
        tcp = "localhost:80"
        timeout = "1m"
        """
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Nothing but problems, each with a place that is in the file. */
  private static void check(byte[] bytes) {
    long begin = System.nanoTime();
    Problems problems = new Problems();
    TomlFile.parse(bytes, "s/service.clova.toml", problems)
        .ifPresent(
            toml -> {
              new ServiceReader(Path.of("/nonexistent"), "s", toml, problems).read();
              Problems others = new Problems();
              new WorkspaceReader(Path.of("/nonexistent"), toml, others).targets();
            });
    assertTrue(Duration.ofNanos(System.nanoTime() - begin).compareTo(SLOWEST) < 0);
    if (!problems.isEmpty()) {
      ClovaException thrown = problems.exception();
      assertTrue(thrown.problems().size() <= 21);
      thrown.problems().forEach(DefinitionProperties::assertTold);
    }
  }

  private static void assertTold(Problem problem) {
    SourcePosition at = problem.at().orElseThrow();
    assertTrue(at.line() >= 1 && at.column() >= 1 && at.width() >= 1, at.toString());
    int length = at.text().codePointCount(0, at.text().length());
    assertTrue(at.column() <= length + 1, at + " of " + at.text());
    assertTrue(at.column() + at.width() <= length + 2, at + "+" + at.width() + " " + at.text());
    assertTrue(problem.detail().endsWith("."), problem.detail());
    assertFalse(problem.detail().contains("null"), problem.detail());
  }

  @Example
  void everyTruncationIsToldOrRead() {
    byte[] whole = sample();
    for (int length = 0; length <= whole.length; length++) {
      check(Arrays.copyOf(whole, length));
    }
  }

  @Example
  void everyFlippedBitIsToldOrRead() {
    byte[] whole = sample();
    for (int bit = 0; bit < whole.length * 8; bit++) {
      byte[] flipped = whole.clone();
      flipped[bit / 8] ^= (byte) (1 << (bit % 8));
      check(flipped);
    }
  }

  @Example
  void everyTruncationOfEveryCaseIsToldOrRead() throws IOException {
    try (var files = Files.list(CASES)) {
      for (Path file : files.sorted().toList()) {
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length <= whole.length; length += 499) {
          check(Arrays.copyOf(whole, length));
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  @Property(tries = 500)
  void anyMutationIsToldOrRead(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int changes) {
    Random random = new Random(seed);
    byte[] bytes = sample();
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(3)) {
        case 0 -> bytes[at] = (byte) random.nextInt(256);
        case 1 -> bytes[at] = (byte) "[]{}\"'=.,#\n\\ 0a".charAt(random.nextInt(15));
        default -> {
          int to = random.nextInt(bytes.length);
          int length = Math.min(random.nextInt(30), bytes.length - Math.max(at, to));
          System.arraycopy(bytes.clone(), at, bytes, to, length);
        }
      }
    }
    check(bytes);
  }

  @Property(tries = 300)
  void anyBytesAreToldOrRead(@ForAll byte[] bytes) {
    check(bytes);
  }

  @Property(tries = 300)
  void targetsDoNotDependOnTheOrderOfPatterns(
      @ForAll("patterns") @Size(max = 6) List<String> patterns, @ForAll long seed) {
    SortedMap<String, TargetDefinition> targets = targets();
    List<String> shuffled = new ArrayList<>(patterns);
    Collections.shuffle(shuffled, new Random(seed));
    assertEquals(resolve(targets, patterns), resolve(targets, shuffled));
  }

  @Property(tries = 300)
  void targetsAreWhatThePatternsSay(@ForAll("patterns") @Size(max = 6) List<String> patterns) {
    TreeSet<String> expected = new TreeSet<>();
    for (TargetDefinition target : targets().values()) {
      boolean isChosen = patterns.stream().anyMatch(pattern -> names(pattern, target));
      boolean isLeftOut =
          patterns.stream()
              .anyMatch(pattern -> pattern.startsWith("!") && names(pattern.substring(1), target));
      if (isChosen && !isLeftOut) {
        expected.add(target.name());
      }
    }
    assertEquals(List.copyOf(expected), resolve(targets(), patterns));
  }

  private static boolean names(String pattern, TargetDefinition target) {
    return pattern.equals("*")
        || pattern.equals(target.name())
        || (pattern.startsWith("tag:") && target.tags().contains(pattern.substring(4)));
  }

  @Provide
  Arbitrary<List<String>> patterns() {
    Arbitrary<String> bare = Arbitraries.of("*", "t0", "t1", "t2", "tag:even", "tag:odd");
    return Arbitraries.oneOf(bare, bare.map(pattern -> "!" + pattern)).list();
  }

  private static SortedMap<String, TargetDefinition> targets() {
    StringBuilder toml = new StringBuilder();
    IntStream.range(0, 5)
        .forEach(
            i ->
                toml.append("[targets.t" + i + "]\n")
                    .append("tags = [\"" + (i % 2 == 0 ? "even" : "odd") + "\"]\n"));
    Problems problems = new Problems();
    byte[] bytes = toml.toString().getBytes(StandardCharsets.UTF_8);
    TomlFile file = TomlFile.parse(bytes, "clova.toml", problems).orElseThrow();
    return new WorkspaceReader(Path.of("/"), file, problems).targets();
  }

  private static List<String> resolve(
      SortedMap<String, TargetDefinition> targets, List<String> patterns) {
    List<TextAt> written = new ArrayList<>();
    for (String pattern : patterns) {
      written.add(new TextAt(pattern, new SourcePosition("f", 1, 1, pattern, 1)));
    }
    return new TargetPatterns(targets).resolve(written, new Problems());
  }
}
