package dev.clova.cli.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.clova.state.TextLine;
import java.util.List;
import org.junit.jupiter.api.Test;

final class NearnessTest {

  private static final List<TextLine> LINES =
      List.of(
          TextLine.hunk("line 1"),
          TextLine.context("a"),
          TextLine.context("b"),
          TextLine.old("c"),
          TextLine.context("d"),
          TextLine.context("e"),
          TextLine.context("f"),
          TextLine.wanted("g"),
          TextLine.context("h"),
          TextLine.context("i"));

  @Test
  void whatIsFarFromAChangeIsLeftOutAndMarked() {
    assertEquals(
        List.of(
            TextLine.hunk("line 1"),
            TextLine.context("b"),
            TextLine.old("c"),
            TextLine.context("d"),
            TextLine.hunk("…"),
            TextLine.context("f"),
            TextLine.wanted("g"),
            TextLine.context("h")),
        Nearness.within(1, LINES));
  }

  @Test
  void allOfItIsAllOfIt() {
    assertSame(LINES, Nearness.within(Integer.MAX_VALUE, LINES));
    assertEquals(LINES, Nearness.within(3, LINES));
  }
}
