package dev.clova.engine.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class LineChangeProperties {

  @Property
  void theChangesMakeOneTextTheOther(
      @ForAll("texts") List<String> before, @ForAll("texts") List<String> after) {
    List<String> made = new ArrayList<>();
    int at = 0;
    for (LineChange change : LineChange.between(before, after)) {
      made.addAll(before.subList(at, change.oldFrom()));
      assertEquals(change.newFrom(), made.size());
      made.addAll(after.subList(change.newFrom(), change.newTo()));
      at = change.oldTo();
    }
    made.addAll(before.subList(at, before.size()));

    assertEquals(after, made);
  }

  @Property
  void noChangeIsEmptyOrBesideAnother(
      @ForAll("texts") List<String> before, @ForAll("texts") List<String> after) {
    int end = -1;
    for (LineChange change : LineChange.between(before, after)) {
      assertTrue(change.oldFrom() > end);
      assertTrue(change.oldTo() > change.oldFrom() || change.newTo() > change.newFrom());
      end = change.oldTo();
    }
  }

  @Provide
  Arbitrary<List<String>> texts() {
    return Arbitraries.of("a", "b", "c", "").list().ofMaxSize(30);
  }
}
