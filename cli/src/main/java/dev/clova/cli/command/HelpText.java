package dev.clova.cli.command;

import dev.clova.cli.console.DisplayWidth;
import dev.clova.cli.console.Palette;
import dev.clova.cli.console.Paragraph;
import dev.clova.cli.console.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The layout of help: examples first, since most people look for no more than that.
 *
 * @param palette how to paint it
 * @param columns the width in character cells
 */
record HelpText(Palette palette, int columns) {

  private static final int WIDEST = 100;
  private static final int WIDEST_TERM = 30;

  /**
   * A term and what it means.
   *
   * @param term what may be typed
   * @param meaning running text
   */
  private record Line(String term, String meaning) {}

  /** The help of one command. */
  List<String> of(Chosen chosen) {
    Syntax syntax = chosen.command().syntax();
    List<String> lines = new ArrayList<>();
    section(lines, "Examples:", syntax.examples().stream().map(HelpText::line).toList());
    lines.add(heading("Usage:") + " " + usage(chosen.name(), syntax));
    lines.add("");
    lines.addAll(Paragraph.lines(syntax.purpose(), width()));
    lines.add("");
    if (!syntax.operands().help().isEmpty()) {
      Line operand = new Line(syntax.operands().label(), syntax.operands().help());
      section(lines, "Operands:", List.of(operand));
    }
    section(lines, "Options:", options(syntax.options()));
    section(lines, "Options of every command:", options(GlobalOptions.ALL));
    lines.removeLast();
    return lines;
  }

  /** A list of commands under a heading. */
  List<String> commands(String heading, List<Commands.Entry> entries) {
    List<String> lines = new ArrayList<>();
    section(
        lines,
        heading + ":",
        entries.stream().map(entry -> new Line(entry.name(), entry.summary())).toList());
    return lines;
  }

  private void section(List<String> lines, String heading, List<Line> section) {
    if (section.isEmpty()) {
      return;
    }
    lines.add(heading(heading));
    int indent =
        4
            + section.stream()
                .mapToInt(line -> DisplayWidth.of(line.term()))
                .filter(width -> width <= WIDEST_TERM)
                .max()
                .orElse(WIDEST_TERM);
    section.forEach(line -> lines.addAll(laidOut(line, indent)));
    lines.add("");
  }

  /** The meaning beside its term, or under one that is too wide. */
  private List<String> laidOut(Line line, int indent) {
    List<String> lines = new ArrayList<>();
    String margin = " ".repeat(indent);
    String start = "  " + line.term();
    if (start.length() > indent - 2) {
      lines.add(start);
      start = "";
    }
    for (String text : Paragraph.lines(line.meaning(), width() - indent)) {
      lines.add(start + margin.substring(start.length()) + text);
      start = "";
    }
    return lines;
  }

  private static Line line(Syntax.Example example) {
    return new Line(example.line(), example.meaning());
  }

  private static List<Line> options(List<Option> options) {
    return options.stream()
        .filter(option -> !option.help().isEmpty())
        .map(option -> new Line(names(option), meaning(option)))
        .toList();
  }

  /** Short names in one column, long ones in the next. */
  private static String names(Option option) {
    String names =
        option.names().stream().collect(Collectors.joining(", "))
            + (option instanceof Setting<?> setting ? " " + setting.label() : "");
    return names.startsWith("--") ? "    " + names : names;
  }

  private static String meaning(Option option) {
    return option.help() + (option.variable().isEmpty() ? "" : " [" + option.variable() + "]");
  }

  static String usage(String name, Syntax syntax) {
    return "clova"
        + (name.isEmpty() ? " COMMAND" : " " + name)
        + " [options]"
        + (syntax.operands().most() == 0 ? "" : " " + syntax.operands().synopsis());
  }

  private String heading(String text) {
    return palette.paint(Style.STRONG, text);
  }

  private int width() {
    return Math.min(columns, WIDEST);
  }
}
