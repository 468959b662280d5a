package dev.clova.cli.render;

import dev.clova.cli.console.DisplayWidth;
import dev.clova.cli.console.Palette;
import dev.clova.cli.console.Paragraph;
import dev.clova.cli.console.Printable;
import dev.clova.cli.console.Style;
import dev.clova.state.Problem;
import dev.clova.state.SourcePosition;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The one layout of a problem: title, what is wrong, the source line with carets under what is
 * meant, what to do.
 *
 * <pre>
 * error: Unknown key
 *   `enabld` is not a key of `[systemd]`.
 *
 *   web/service.clova.toml:14:1
 *   14 | enabld = true
 *      | ^^^^^^
 *   hint: Did you mean `enabled`?
 * </pre>
 *
 * @param palette how to paint it
 * @param columns the width in character cells
 */
public record ProblemText(Palette palette, int columns) {

  /** More problems than this are only counted: the first ones say what to mend. */
  private static final int MOST = 20;

  private static final String INDENT = "  ";

  /** Problems that ended a command, in their order. */
  public List<String> errors(List<Problem> problems) {
    List<String> lines = new ArrayList<>();
    for (Problem problem : problems.subList(0, Math.min(MOST, problems.size()))) {
      lines.addAll(error(problem));
      lines.add("");
    }
    if (problems.size() > MOST) {
      lines.add("… and " + (problems.size() - MOST) + " more problems.");
    } else {
      lines.removeLast();
    }
    return List.copyOf(lines);
  }

  /** A problem that ended a command, or a part of it. */
  public List<String> error(Problem problem) {
    return lines(palette.paint(Style.ERROR, "error:"), problem);
  }

  /** A problem that did not keep a command from its work. */
  public List<String> warning(Problem problem) {
    return lines(palette.paint(Style.WARNING, "warning:"), problem);
  }

  private List<String> lines(String label, Problem problem) {
    List<String> lines = new ArrayList<>();
    lines.add(label + " " + palette.paint(Style.STRONG, problem.code().title()));
    indented(problem.detail(), "").forEach(lines::add);
    problem.at().ifPresent(at -> source(at, lines));
    if (!problem.hint().isEmpty()) {
      indented(problem.hint(), palette.paint(Style.HINT, "hint:") + " ").forEach(lines::add);
    }
    return List.copyOf(lines);
  }

  private List<String> indented(String text, String label) {
    String printable =
        text.lines().map(line -> Printable.of(line)).collect(Collectors.joining("\n"));
    int room = Math.min(columns, 100) - INDENT.length() - (label.isEmpty() ? 0 : "hint: ".length());
    List<String> lines = new ArrayList<>();
    for (String line : Paragraph.lines(printable, room)) {
      String margin =
          label.isEmpty() ? "" : lines.isEmpty() ? label : " ".repeat("hint: ".length());
      lines.add((INDENT + margin + line).stripTrailing());
    }
    return lines;
  }

  private void source(SourcePosition at, List<String> lines) {
    lines.add("");
    lines.add(INDENT + Printable.of(at.toString()));
    if (at.text().isBlank()) {
      return;
    }
    String number = Integer.toString(at.line());
    String blank = " ".repeat(number.length());
    Excerpt excerpt = Excerpt.of(at, columns - INDENT.length() - number.length() - 3);
    String bar = palette.paint(Style.FAINT, "|");
    lines.add(INDENT + palette.paint(Style.FAINT, number) + " " + bar + " " + excerpt.text());
    lines.add(
        INDENT
            + blank
            + " "
            + bar
            + " "
            + " ".repeat(excerpt.before())
            + palette.paint(Style.ERROR, "^".repeat(excerpt.meant())));
  }

  /**
   * The part of a source line that fits, around what is meant.
   *
   * @param text escaped
   * @param before the cells before what is meant
   * @param meant the cells of what is meant; at least 1
   */
  private record Excerpt(String text, int before, int meant) {

    private static final String CUT = "…";

    static Excerpt of(SourcePosition at, int room) {
      String line = at.text().replace('\t', ' ');
      int start = Math.clamp(at.column() - 1L, 0, line.length());
      int end = Math.clamp(start + (long) at.width(), start, line.length());
      String before = Printable.of(line.substring(0, start));
      String meant = Printable.of(line.substring(start, end));
      String after = Printable.of(line.substring(end));
      if (DisplayWidth.of(before + meant) >= room) {
        meant = DisplayWidth.cut(meant, room / 2);
        int kept = Math.max(0, room - DisplayWidth.of(meant) - 2);
        before = DisplayWidth.of(before) > kept ? CUT + tail(before, kept - 1) : before;
      }
      String shown = before + meant + after;
      if (DisplayWidth.of(shown) > room) {
        shown = DisplayWidth.cut(shown, room - 1) + CUT;
      }
      return new Excerpt(
          shown.stripTrailing(), DisplayWidth.of(before), Math.max(1, DisplayWidth.of(meant)));
    }

    private static String tail(String text, int cells) {
      int start = text.length();
      while (start > 0) {
        int previous = text.offsetByCodePoints(start, -1);
        if (DisplayWidth.of(text.substring(previous)) > cells) {
          break;
        }
        start = previous;
      }
      return text.substring(start);
    }
  }
}
