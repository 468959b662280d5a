package dev.clova.engine.definition;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a list of targets looks like: the change means what was asked, and touches only it. */
class TargetsEditProperties {

  private static final List<String> NAMES = List.of("a", "b", "c", "d", "e");
  private static final String BEFORE = "description = \"x, [y]\" # targets = [\n";
  private static final String AFTER = "\nafter = [ ] # \"a\"\n[env]\nA = '''\n\"a\", ]'''\n";

  /** A list of targets as somebody might have written it. */
  record Layout(List<String> patterns, List<Integer> styles, boolean trailing, String end) {

    String toml() {
      StringBuilder list = new StringBuilder("targets = [");
      for (int i = 0; i < patterns.size(); i++) {
        int style = styles.get(i % styles.size());
        char quote = style % 2 == 0 ? '"' : '\'';
        list.append(
            switch (style / 2) {
              case 0 -> "";
              case 1 -> " ";
              case 2 -> end + "  ";
              default -> " # \"a\", [" + end + "\t";
            });
        list.append(quote).append(patterns.get(i)).append(quote);
        list.append(style == 3 ? " " : "");
        list.append(i < patterns.size() - 1 || trailing ? "," : "");
      }
      boolean open = !patterns.isEmpty() && styles.getFirst() > 3;
      return list.append(open ? " # last ]" + end : "").append("]").toString();
    }
  }

  @Property(tries = 400)
  void everythingElseStaysToTheByte(
      @ForAll("layouts") Layout layout, @ForAll("moves") SortedMap<String, String> chosen)
      throws IOException {
    String list = layout.toml();
    Path folder = Files.createTempDirectory("clova-targets");
    Definitions definitions = read(folder, BEFORE + list + AFTER);
    List<String> on = definitions.service("blog").targets();
    SortedMap<String, String> moves = new TreeMap<>(chosen);
    moves.entrySet().removeIf(m -> !on.contains(m.getKey()) || on.contains(m.getValue()));
    TreeSet<String> wanted = new TreeSet<>(on);
    wanted.removeAll(moves.keySet());
    wanted.addAll(moves.values());

    String edited = TargetsEdit.moved(definitions, "blog", BEFORE + list + AFTER, moves);

    assertEquals(BEFORE, edited.substring(0, BEFORE.length()));
    assertEquals(AFTER, edited.substring(edited.length() - AFTER.length()));
    assertEquals(List.copyOf(wanted), read(folder, edited).service("blog").targets());
    if (moves.isEmpty()) {
      assertEquals(BEFORE + list + AFTER, edited);
    }
    delete(folder);
  }

  private static Definitions read(Path folder, String toml) {
    WorkingDirectory directory = WorkingDirectory.in(folder, NAMES.toArray(String[]::new));
    String workspace = "[workspace]\nid = \"k3v9t2mqa8wz\"\n";
    StringBuilder targets = new StringBuilder(workspace);
    NAMES.forEach(
        name ->
            targets.append(
                "[targets.%s]\ntags = [\"%s\"]\n"
                    .formatted(name, name.compareTo("c") < 0 ? "web" : "db")));
    return directory.with("clova.toml", targets.toString()).service("blog", toml).read();
  }

  @Provide
  Arbitrary<Layout> layouts() {
    Arbitrary<List<String>> patterns =
        Arbitraries.of("a", "b", "c", "d", "e", "tag:web", "tag:db", "*", "!a", "!d")
            .list()
            .uniqueElements()
            .ofMaxSize(5)
            .filter(list -> list.isEmpty() || list.stream().anyMatch(p -> !p.startsWith("!")));
    return Combinators.combine(
            patterns,
            Arbitraries.integers().between(0, 7).list().ofMinSize(1).ofMaxSize(5),
            Arbitraries.of(true, false),
            Arbitraries.of("\n", "\r\n"))
        .as(Layout::new);
  }

  @Provide
  Arbitrary<SortedMap<String, String>> moves() {
    return Combinators.combine(
            Arbitraries.of(NAMES).list().uniqueElements().ofMaxSize(2),
            Arbitraries.of(NAMES).list().uniqueElements().ofSize(2))
        .as(
            (from, to) -> {
              SortedMap<String, String> moves = new TreeMap<>();
              for (int i = 0; i < from.size(); i++) {
                moves.put(from.get(i), to.get(i));
              }
              return moves;
            });
  }

  private static void delete(Path folder) throws IOException {
    List<Path> all = new ArrayList<>();
    try (var walk = Files.walk(folder)) {
      walk.forEach(all::add);
    }
    for (Path path : all.reversed()) {
      Files.delete(Objects.requireNonNull(path));
    }
  }
}
