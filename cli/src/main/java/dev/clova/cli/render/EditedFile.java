package dev.clova.cli.render;

import dev.clova.cli.console.Palette;
import dev.clova.cli.console.Style;
import dev.clova.state.ContentChange;
import java.util.ArrayList;
import java.util.List;

/** Draws what a command changes in a definition file, as plans draw what changes on targets. */
public final class EditedFile {

  private EditedFile() {}

  /**
   * The file's name and the lines that differ.
   *
   * @param palette how to paint it
   * @param columns the width in character cells
   */
  public static List<String> lines(
      String file, ContentChange change, Palette palette, int columns) {
    List<Line> lines = new ArrayList<>();
    lines.add(Line.of(new Span(file, Style.STRONG)));
    new PlanContent(Folding.NOTHING)
        .of(change)
        .ifPresent(content -> lines.addAll(ContentText.lines(content, Math.max(40, columns))));
    lines.add(Line.BLANK);
    return Line.texts(lines, palette);
  }
}
