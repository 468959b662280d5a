package dev.clova.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.clova.state.TreeEntry.DirectoryEntry;
import dev.clova.state.TreeEntry.FileEntry;
import dev.clova.state.TreeEntry.LinkEntry;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

class TreeCodecProperties {

  private static final Origin ORIGIN =
      new Origin("The test's list", ProblemCode.STATE_DAMAGED, "Look again.");

  @Property(tries = 300)
  void whatWasWrittenIsRead(@ForAll("entries") List<TreeEntry> entries) {
    Tree tree = Tree.of(entries);

    Tree read = read(TreeCodec.encode(tree));

    assertEquals(tree.entries(), read.entries());
    assertEquals(Digest.of(TreeCodec.encode(tree)), read.digest());
  }

  @Property(tries = 300)
  void theOrderOfTheEntriesDoesNotMatter(
      @ForAll("entries") List<TreeEntry> entries, @ForAll Random random) {
    List<TreeEntry> shuffled = new ArrayList<>(entries);
    Collections.shuffle(shuffled, random);

    assertEquals(Tree.of(entries).digest(), Tree.of(shuffled).digest());
  }

  @Property(tries = 300)
  void whatIsCutOffIsNoTree(@ForAll("entries") List<TreeEntry> entries, @ForAll Random random) {
    byte[] encoded = TreeCodec.encode(Tree.of(entries));
    byte[] cut = Arrays.copyOf(encoded, random.nextInt(encoded.length));

    assertThrows(ClovaException.class, () -> read(cut));
  }

  @Property(tries = 2000)
  void damageIsAnotherTreeOrAProblem(
      @ForAll("entries") List<TreeEntry> entries, @ForAll Random random) {
    byte[] encoded = TreeCodec.encode(Tree.of(entries));
    encoded[random.nextInt(encoded.length)] ^= (byte) (1 << random.nextInt(8));

    try {
      Tree read = read(encoded);
      assertEquals(read.entries(), read(TreeCodec.encode(read)).entries());
    } catch (ClovaException e) {
      assertEquals(ProblemCode.STATE_DAMAGED, e.problems().getFirst().code());
    }
  }

  @Provide
  Arbitrary<List<TreeEntry>> entries() {
    return Combinators.combine(entry(), path())
        .as(TreeCodecProperties::at)
        .list()
        .ofMaxSize(30)
        .map(TreeCodecProperties::grown);
  }

  private static Arbitrary<TreeEntry> entry() {
    Arbitrary<Integer> mode = Arbitraries.integers().between(0, TreeEntry.MODE_BITS);
    return Arbitraries.oneOf(
        mode.map(bits -> new DirectoryEntry("x", bits)),
        Combinators.combine(mode, Arbitraries.longs().between(0, 1L << 40))
            .as((bits, size) -> new FileEntry("x", bits, size, Digest.of("" + size))),
        name().map(text -> new LinkEntry("x", "../" + text)));
  }

  private static Arbitrary<String> path() {
    return name().list().ofMinSize(1).ofMaxSize(4).map(names -> String.join("/", names));
  }

  private static Arbitrary<String> name() {
    return Arbitraries.frequencyOf(
        Tuple.of(3, Arbitraries.of("a", "b", "c", "a b", "-", "'", "*")),
        Tuple.of(
            1,
            Arbitraries.strings()
                .withChars("ab\t\n\r\\ \u0001\u00e9\u4e2d")
                .ofMinLength(1)
                .ofMaxLength(12)));
  }

  private static TreeEntry at(TreeEntry entry, String path) {
    return switch (entry) {
      case FileEntry file -> new FileEntry(path, file.mode(), file.size(), file.digest());
      case DirectoryEntry directory -> new DirectoryEntry(path, directory.mode());
      case LinkEntry link -> new LinkEntry(path, link.linkTarget());
    };
  }

  /** Gives each entry the directories that it needs, which win over what else has their path. */
  private static List<TreeEntry> grown(List<TreeEntry> entries) {
    Map<String, TreeEntry> grown = new LinkedHashMap<>();
    entries.forEach(entry -> grown.put(entry.path(), entry));
    entries.stream()
        .map(entry -> TreePath.parent(entry.path()))
        .flatMap(
            parent -> Stream.iterate(parent, p -> p.isPresent(), p -> TreePath.parent(p.get())))
        .forEach(parent -> grown.put(parent.get(), new DirectoryEntry(parent.get(), 0755)));
    return List.copyOf(grown.values());
  }

  private static Tree read(byte[] bytes) {
    return TreeCodec.read(new ByteArrayInputStream(bytes), ORIGIN);
  }
}
