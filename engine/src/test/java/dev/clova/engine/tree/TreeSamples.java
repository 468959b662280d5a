package dev.clova.engine.tree;

import dev.clova.state.TreeEntry;
import dev.clova.state.TreeEntry.DirectoryEntry;
import dev.clova.state.TreeEntry.LinkEntry;
import dev.clova.state.TreePath;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Random trees, with their contents in memory. */
public final class TreeSamples {

  private TreeSamples() {}

  /**
   * A file to be, or a link if its mode is a multiple of four and its content can be one's text.
   *
   * @param path where
   * @param mode permission bits
   * @param content the file's text, or the link's
   */
  public record Sample(String path, int mode, String content) {

    private boolean isLink() {
      return mode % 4 == 0
          && !content.isEmpty()
          && content.length() < 1300
          && content.indexOf('\0') < 0
          && content.indexOf('/') < 0
          && StandardCharsets.UTF_8.newEncoder().canEncode(content);
    }
  }

  /** Paths of few names, so that trees have much in common. */
  public static Arbitrary<List<Sample>> alike() {
    Arbitrary<String> name = Arbitraries.of("a", "a-b", "b", "b c", "-r", "$(x)", "\\'", "é");
    return samples(name, Arbitraries.of("x", "y", "xx", ""), 10);
  }

  /** Odd names and contents. */
  public static Arbitrary<List<Sample>> odd() {
    Arbitrary<String> odd =
        Arbitraries.strings()
            .withChars("ab -'\"$`*;\\\n\t\r~#%\u0001\u00e9\u4e2d")
            .ofMinLength(1)
            .ofMaxLength(10);
    Arbitrary<String> longest = Arbitraries.integers().between(90, 255).map("n"::repeat);
    Arbitrary<String> name =
        Arbitraries.frequencyOf(
            Tuple.of(3, Arbitraries.of("a", "b")), Tuple.of(3, odd), Tuple.of(1, longest));
    return samples(name, Arbitraries.strings().ofMaxLength(1500), 8);
  }

  private static Arbitrary<List<Sample>> samples(
      Arbitrary<String> name, Arbitrary<String> content, int most) {
    Arbitrary<String> path =
        name.list().ofMinSize(1).ofMaxSize(4).map(names -> String.join("/", names));
    // The owner must be able to clean up after the test without being root.
    Arbitrary<Integer> mode = Arbitraries.integers().between(0, 0177).map(bits -> 0600 | bits);
    return Combinators.combine(path, mode, content).as(Sample::new).list().ofMaxSize(most);
  }

  /** A tree of samples, with the directories that they need; these win over files. */
  public static LocalTree tree(List<Sample> samples) {
    Map<String, TreeEntry> entries = new LinkedHashMap<>();
    for (Sample sample : samples) {
      Optional<String> parent = TreePath.parent(sample.path());
      while (parent.isPresent()) {
        int mode = 0700 | (sample.content().length() % 8);
        entries.putIfAbsent(parent.get(), new DirectoryEntry(parent.get(), mode));
        parent = TreePath.parent(parent.get());
      }
    }
    samples.stream()
        .filter(Sample::isLink)
        .forEach(
            sample ->
                entries.putIfAbsent(sample.path(), new LinkEntry(sample.path(), sample.content())));
    ServiceSource source = new ServiceSource("blog", Path.of("nowhere"), "blog");
    LocalTree tree = LocalTree.of(source, entries.values());
    for (Sample sample : samples) {
      if (tree.tree().find(sample.path()).isEmpty()) {
        byte[] content = sample.content().getBytes(StandardCharsets.UTF_8);
        tree = tree.with(sample.path(), sample.mode(), content);
      }
    }
    return tree;
  }
}
