package dev.clova.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.clova.state.TreeEntry.DirectoryEntry;
import dev.clova.state.TreeEntry.FileEntry;
import dev.clova.state.TreeEntry.LinkEntry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TreeTest {

  private static final Digest DIGEST = Digest.of("content");

  @Test
  void countsWhatItHolds() {
    Tree tree =
        Tree.of(
            List.of(
                new LinkEntry("current", "conf/a"),
                new FileEntry("conf/b", 0600, 4, DIGEST),
                new FileEntry("conf/a", 0644, 3, DIGEST),
                new DirectoryEntry("conf", 0755)));

    assertEquals(2, tree.files());
    assertEquals(1, tree.directories());
    assertEquals(1, tree.links());
    assertEquals(7, tree.totalBytes());
    assertEquals(Optional.of(new FileEntry("conf/b", 0600, 4, DIGEST)), tree.find("conf/b"));
    assertEquals(Optional.empty(), tree.find("conf/c"));
    assertEquals(Optional.empty(), tree.find("../conf"));
  }

  @Test
  void pathsAreInTheOrderOfTheirBytes() {
    List<String> ordered = List.of("a", "a b", "a-b", "a/b", "ab", "é", "\uFFFD", "😀");

    assertEquals(ordered, ordered.reversed().stream().sorted(TreePath.ORDER).toList());
  }

  @Test
  void theTextOfATreeIsFixed() {
    Tree tree =
        Tree.of(
            List.of(
                new DirectoryEntry("a b", 0755),
                new FileEntry("a b/x\ny", 04711, 3, DIGEST),
                new LinkEntry("l\\", "a b/t\tu")));

    assertEquals(
        """
        clova-tree 1
        d\t755\ta b
        f\t4711\t3\t%s\ta b/x\\ny
        l\ta b/t\\tu\tl\\\\
        end 3
        """
            .formatted(DIGEST.hex()),
        new String(TreeCodec.encode(tree), StandardCharsets.UTF_8));
    assertEquals(Digest.of(TreeCodec.encode(tree)), tree.digest());
  }

  @Test
  void aTreeHoldsEachPathOnceAndInItsDirectory() {
    FileEntry file = new FileEntry("a", 0644, 0, DIGEST);
    assertThrows(IllegalArgumentException.class, () -> Tree.of(List.of(file, file)));
    FileEntry below = new FileEntry("a/b", 0644, 0, DIGEST);
    assertThrows(IllegalArgumentException.class, () -> Tree.of(List.of(below)));
    assertThrows(IllegalArgumentException.class, () -> Tree.of(List.of(file, below)));
    LinkEntry link = new LinkEntry("a", "/etc");
    assertThrows(IllegalArgumentException.class, () -> Tree.of(List.of(link, below)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "/", "/a", "a/", "a//b", ".", "..", "./a", "a/..", "a/../b", "a/./b", "a\0b", "a\uD800",
        "\uDC80"
      })
  void aPathStaysInItsDirectory(String path) {
    assertThrows(IllegalArgumentException.class, () -> TreePath.check(path));
  }

  @Test
  void namesAndPathsHaveALimit() {
    assertEquals("é".repeat(127), TreePath.check("é".repeat(127)));
    assertThrows(IllegalArgumentException.class, () -> TreePath.check("é".repeat(128)));
    String deep = "abcdefg/".repeat(511) + "abcdefg";
    assertEquals(4095, TreePath.check(deep).length());
    assertThrows(IllegalArgumentException.class, () -> TreePath.check(deep + "h"));
  }

  @Test
  void bytesThatAreNoTextSurvive() {
    byte[] bytes = new byte[255];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i + 1);
    }
    assertEquals(
        List.of(TreePath.decode(bytes)),
        List.of(TreePath.decode(TreePath.encode(TreePath.decode(bytes)))));
    assertEquals(
        "caf\\xe9", TreePath.show(TreePath.decode(new byte[] {'c', 'a', 'f', (byte) 0xE9})));
    assertEquals("a\\u{a}b\\u{202e}", TreePath.show("a\nb\u202e"));
  }
}
