package dev.clova.engine.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.clova.state.TreeEntry;
import dev.clova.state.TreeEntry.DirectoryEntry;
import dev.clova.state.TreeEntry.LinkEntry;
import dev.clova.state.TreePath;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple3;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;

/** Odd names and contents through real tools of two userlands. */
class StageArchiveProperties {

  private Path temporary = Path.of("");

  @BeforeTry
  void makeFolder() throws Exception {
    temporary = Files.createTempDirectory("archive");
  }

  @AfterTry
  void removeFolder() throws Exception {
    new ProcessBuilder("rm", "-r", temporary.toString()).start().waitFor();
  }

  @Property(tries = 60)
  void whatIsPackedIsUnpacked(
      @ForAll("files") List<Tuple3<String, Integer, String>> files, @ForAll boolean busybox)
      throws Exception {
    LocalTree tree = tree(files);

    Unpacked unpacked = Unpacked.of(tree, temporary, busybox ? Unpacked.BUSYBOX : Unpacked.GNU);

    unpacked.verify();
    assertEquals(tree.tree().entries(), unpacked.tree().entries());
  }

  @Provide
  Arbitrary<List<Tuple3<String, Integer, String>>> files() {
    Arbitrary<String> path =
        name().list().ofMinSize(1).ofMaxSize(4).map(names -> String.join("/", names));
    // The owner must be able to clean up after the test without being root.
    Arbitrary<Integer> mode = Arbitraries.integers().between(0, 0177).map(bits -> 0600 | bits);
    Arbitrary<String> content = Arbitraries.strings().ofMaxLength(1500);
    return Combinators.combine(path, mode, content).as(Tuple::of).list().ofMaxSize(8);
  }

  private static Arbitrary<String> name() {
    Arbitrary<String> odd =
        Arbitraries.strings()
            .withChars("ab -'\"$`*;\\\n\t\r~#%\u0001\u00e9\u4e2d")
            .ofMinLength(1)
            .ofMaxLength(10);
    Arbitrary<String> longest = Arbitraries.integers().between(90, 255).map("n"::repeat);
    return Arbitraries.frequencyOf(
        Tuple.of(3, Arbitraries.of("a", "b")), Tuple.of(3, odd), Tuple.of(1, longest));
  }

  /** Files, and for a share of them links; with the directories that they need. */
  private static LocalTree tree(List<Tuple3<String, Integer, String>> files) {
    Map<String, TreeEntry> entries = new LinkedHashMap<>();
    for (Tuple3<String, Integer, String> file : files) {
      Optional<String> parent = TreePath.parent(file.get1());
      while (parent.isPresent()) {
        entries.put(parent.get(), new DirectoryEntry(parent.get(), 0755));
        parent = TreePath.parent(parent.get());
      }
    }
    files.stream()
        .filter(
            file -> file.get2() % 4 == 0 && !file.get3().isEmpty() && file.get3().length() < 1300)
        .filter(file -> file.get3().indexOf('\0') < 0 && file.get3().indexOf('/') < 0)
        .filter(file -> StandardCharsets.UTF_8.newEncoder().canEncode(file.get3()))
        .forEach(file -> entries.putIfAbsent(file.get1(), new LinkEntry(file.get1(), file.get3())));
    ServiceSource source = new ServiceSource("blog", Path.of("nowhere"), "blog");
    LocalTree tree = LocalTree.of(source, entries.values());
    for (Tuple3<String, Integer, String> file : files) {
      if (tree.tree().find(file.get1()).isEmpty()) {
        tree = tree.with(file.get1(), file.get2(), file.get3().getBytes(StandardCharsets.UTF_8));
      }
    }
    return tree;
  }
}
