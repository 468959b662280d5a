package dev.clova.engine.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clova.engine.tree.SourceWalk.FoundFile;
import dev.clova.state.ClovaException;
import dev.clova.state.Digest;
import dev.clova.state.Problem;
import dev.clova.state.TreeEntry;
import dev.clova.state.TreeEntry.FileEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading files that do not keep still, lie deep, or have names that the locale does not know. */
class SourceReadingTest {

  private final Path temporary;
  private final SourceFolder folder;

  SourceReadingTest(@TempDir Path temporary) {
    this.temporary = temporary;
    this.folder = new SourceFolder(temporary);
  }

  @Test
  void aFileThatChangesWhileItIsReadIsAFault() throws IOException {
    folder.write("same", "1").write("grown", "1").write("other", "1").write("shorter", "12");
    folder.write("gone", "1").write("linked", "1");
    List<FoundFile> found = new ArrayList<>();
    for (String path : List.of("same", "grown", "other", "shorter", "gone", "linked")) {
      FileStamp stamp = FileStamp.of(folder.directory().resolve(path));
      found.add(new FoundFile(path, stamp, 0644));
    }
    folder.write("grown", "12").write("shorter", "1");
    Files.writeString(temporary.resolve("new"), "2");
    Files.move(temporary.resolve("new"), folder.directory().resolve("other2"));
    Files.delete(folder.directory().resolve("other"));
    Files.move(folder.directory().resolve("other2"), folder.directory().resolve("other"));
    Files.delete(folder.directory().resolve("gone"));
    Files.delete(folder.directory().resolve("linked"));
    folder.link("linked", "same");

    SourceFaults faults = new SourceFaults("blog");
    var known = new FileHashes(folder.directory(), 1).of(found, faults);

    assertEquals(List.of("same"), List.copyOf(known.keySet()));
    assertEquals(
        List.of(
            "`blog/gone` cannot be read: it is gone.",
            "`blog/grown` changed while it was read.",
            "`blog/linked` cannot be read: it is no regular file any more.",
            "`blog/other` changed while it was read.",
            "`blog/shorter` changed while it was read."),
        assertThrows(ClovaException.class, faults::throwIfAny).problems().stream()
            .map(Problem::detail)
            .toList());
  }

  @Test
  void manyFilesAreHashedAsFewAre() throws IOException {
    for (int i = 0; i < 300; i++) {
      folder.write("d" + i % 7 + "/f" + i, "content " + i);
    }

    List<TreeEntry> entries = folder.tree().tree().entries();

    for (int i = 0; i < 300; i++) {
      FileEntry expected =
          new FileEntry(
              "d" + i % 7 + "/f" + i, 0644, ("content " + i).length(), Digest.of("content " + i));
      assertTrue(entries.contains(expected));
    }
  }

  @Test
  void deepDirectoriesAreRead() throws IOException {
    String deep = "d/".repeat(900) + "file";
    folder.write(deep, "");

    LocalTree tree = folder.tree();

    assertEquals(900, tree.tree().directories());
    assertTrue(tree.tree().find(deep).isPresent());
    // A temporary folder resolves each path of what it removes, which takes its time for so many.
    Path at = folder.directory().resolve(deep);
    while (!at.equals(folder.directory())) {
      Files.delete(at);
      at = Objects.requireNonNull(at.getParent());
    }
  }

  @Test
  void namesSurviveALocaleThatDoesNotKnowThem() throws Exception {
    folder.write("é/ä.txt", "x").write("日本", "y").link("ß", "é/ä.txt").write("plain", "z");

    for (String locale : List.of("C", "C.UTF-8")) {
      List<String> said = underLocale(locale);

      assertEquals(
          List.of("plain", "ß -> é/ä.txt", "é", "é/ä.txt", "日本", "packed"),
          said.subList(1, said.size()));
      assertEquals(locale.equals("C.UTF-8"), said.getFirst().equals("UTF-8"));
    }
  }

  private List<String> underLocale(String locale) throws Exception {
    ProcessBuilder java =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            PlainLocale.class.getName(),
            temporary.toString());
    java.environment().keySet().removeIf(name -> name.startsWith("LC_"));
    java.environment().put("LC_ALL", locale);
    Process process = java.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    return said.lines().toList();
  }
}
