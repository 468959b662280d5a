package dev.clova.engine.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathPatternsTest {

  /** A trailing slash of a path marks it as a directory. */
  @ParameterizedTest
  @CsvSource({
    "drafts/,      drafts/,        true",
    "drafts/,      a/drafts/,      true",
    "drafts/,      drafts,         false",
    "cache,        cache,          true",
    "cache,        a/b/cache/,     true",
    "cache,        mycache,        false",
    "cache,        cache2,         false",
    "*.psd,        a.psd,          true",
    "*.psd,        a/b.psd,        true",
    "*.psd,        .psd,           true",
    "*.psd,        a.psdx,         false",
    "/build,       build,          true",
    "/build,       a/build,        false",
    "a/b,          a/b,            true",
    "a/b,          c/a/b,          false",
    "/a/b/,        a/b/,           true",
    "/a/b/,        a/b,            false",
    "bin/*,        bin/run,        true",
    "bin/*,        bin/a/run,      false",
    "bin/*,        bin/,           false",
    "bin/*,        a/bin/run,      false",
    "**/logs/,     logs/,          true",
    "**/logs/,     a/b/logs/,      true",
    "a/**/z,       a/z,            true",
    "a/**/z,       a/b/c/z,        true",
    "img?.png,     img1.png,       true",
    "img?.png,     img12.png,      false",
    "[ab].txt,     b.txt,          true",
    "[!ab].txt,    b.txt,          false",
    "\\#x,         #x,             true",
    "\\!x,         !x,             true",
    "#x,           #x,             false",
    "'a b',        'a b',          true",
    "*,            anything,       true",
    "*,            a/b,            true",
    "é*,           été,            true",
  })
  void patternsMatchAsGitDoes(String pattern, String path, boolean matches) {
    boolean directory = path.endsWith("/");
    String bare = directory ? path.substring(0, path.length() - 1) : path;

    assertEquals(matches, PathPatterns.of(List.of(pattern)).take(bare, directory));
  }

  @Test
  void theLastMatchCounts() {
    PathPatterns patterns = PathPatterns.of(List.of("*.log", "!keep.log", "old/keep.log"));

    assertTrue(patterns.take("a.log", false));
    assertFalse(patterns.take("keep.log", false));
    assertFalse(patterns.take("a/keep.log", false));
    assertTrue(patterns.take("old/keep.log", false));
  }

  @Test
  void anchoredPatternsBeginAtTheTop() {
    PathPatterns patterns = PathPatterns.anchored(List.of("data/", "*.db", "**/cache/", "!x.db"));

    assertTrue(patterns.take("data", true));
    assertFalse(patterns.take("src/data", true));
    assertTrue(patterns.take("a.db", false));
    assertFalse(patterns.take("x.db", false));
    assertFalse(patterns.take("a/a.db", false));
    assertTrue(patterns.take("a/b/cache", true));
  }
}
