package dev.clova.engine.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.eclipse.jgit.ignore.FastIgnoreRule;

class PathPatternProperties {

  @Property(tries = 5000)
  void theCommonFormsMatchAsTheLibraryDoes(
      @ForAll("patterns") String pattern, @ForAll("paths") String path, @ForAll boolean directory) {
    FastIgnoreRule rule = new FastIgnoreRule(pattern);
    boolean expected = !rule.isEmpty() && rule.isMatch(path, directory, true);

    boolean matches =
        PathPattern.of(pattern).map(own -> own.matches(path, directory)).orElse(false);

    assertEquals(expected, matches);
  }

  @Provide
  Arbitrary<String> patterns() {
    return Arbitraries.of("a", "ab", "*", "/", "*.b", ".b", "!", "#", " ", "a/b", "**", "/*", "?")
        .list()
        .ofMinSize(1)
        .ofMaxSize(4)
        .map(pieces -> String.join("", pieces));
  }

  @Provide
  Arbitrary<String> paths() {
    return Arbitraries.of("a", "ab", "b", "a.b", ".b", "aa")
        .list()
        .ofMinSize(1)
        .ofMaxSize(3)
        .map(names -> String.join("/", names));
  }
}
