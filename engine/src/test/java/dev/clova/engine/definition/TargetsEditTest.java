package dev.clova.engine.definition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.clova.state.ClovaException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a service's {@code targets} read after it has moved. */
class TargetsEditTest {

  private static final String WORKSPACE =
      """
      [workspace]
      id = "k3v9t2mqa8wz"
      [targets.a]
      tags = ["web"]
      [targets.b]
      tags = ["web"]
      [targets.c]
      [targets.d]
      """;

  @TempDir private Path folder;

  @Test
  void nameIsReplacedWhereItStands() {
    assertMoves("a", "c", "targets = [\"a\"]\n", "targets = [\"c\"]\n");
    assertMoves(
        "a",
        "c",
        "targets=[ 'a' ,'b' ] # home\nafter = []",
        "targets=[ 'c' ,'b' ] # home\nafter = []");
  }

  @Test
  void everyLineKeepsItsComment() {
    assertMoves(
        "b",
        "d",
        """
        # where it lives
        targets = [
          "a",   # the first
          "b",   # the other
        ]
        description = "x"
        """,
        """
        # where it lives
        targets = [
          "a",   # the first
          "d",   # the other
        ]
        description = "x"
        """);
  }

  @Test
  void whatComesByTagIsLeftOutByName() {
    assertMoves("a", "c", "targets = [\"tag:web\"]\n", "targets = [\"tag:web\", \"c\", \"!a\"]\n");
  }

  @Test
  void everywhereButHere() {
    assertMoves("a", "d", "targets = [\"*\", \"!d\"]\n", "targets = [\"*\", \"!a\"]\n");
  }

  @Test
  void nameThatComesAnywayIsTakenOut() {
    assertMoves(
        "c",
        "b",
        "targets = [\n  \"tag:web\",\n  \"!b\", # not yet\n  \"c\"\n]\n",
        "targets = [\n  \"tag:web\",\n  \"b\"\n]\n");
  }

  @Test
  void newLineLooksLikeTheOneBefore() {
    assertMoves(
        "a",
        "c",
        "targets = [\r\n\t\"tag:web\" # all\r\n]\r\n",
        "targets = [\r\n\t\"tag:web\", # all\r\n\t\"c\",\r\n\t\"!a\"\r\n]\r\n");
  }

  @Test
  void unusualLayoutIsLeftToPeople() {
    String toml = "targets = [\n  \"a\" # here\n  , \"b\"\n]\n";
    assertThrows(ClovaException.class, () -> moved("a", "c", toml));
    assertThrows(ClovaException.class, () -> moved("a", "c", "targets = [\"\"\"a\"\"\"]\n"));
  }

  private void assertMoves(String from, String to, String before, String after) {
    assertEquals(after, moved(from, to, before));
  }

  private String moved(String from, String to, String toml) {
    Definitions definitions =
        new WorkingDirectory(folder).with("clova.toml", WORKSPACE).service("blog", toml).read();
    return TargetsEdit.moved(definitions, "blog", toml, new TreeMap<>(Map.of(from, to)));
  }
}
