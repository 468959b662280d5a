package dev.clova.cli.render;

import dev.clova.cli.console.Printable;
import dev.clova.cli.render.PlanView.ContentLine;
import dev.clova.cli.render.PlanView.ContentLines;
import dev.clova.state.TextLine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The lines of a file's change as a block of code in Markdown, with the marks in the first column,
 * where forges colour them. What is no line of the file begins with a backslash, as git has it.
 */
final class MarkdownFence {

  private static final int LEAST = 3;
  private static final int LONGEST = 400;

  private MarkdownFence() {}

  /** The block's lines; its fence is longer than any row of backticks within. */
  static List<String> of(ContentLines content) {
    List<String> lines = new ArrayList<>();
    content.lines().forEach(line -> add(line, lines));
    if (content.left() > 0) {
      lines.add(remark(Amounts.of(content.left(), "more line") + " not shown"));
    }
    content.notes().forEach(note -> lines.add(remark(note)));
    while (lines.size() > 1 && lines.getLast().isEmpty()) {
      lines.removeLast();
    }
    return fenced("diff", lines);
  }

  /** What a command said, as it said it. */
  static List<String> said(List<String> output) {
    return fenced("text", output.stream().map(line -> printable(line)).toList());
  }

  private static List<String> fenced(String language, List<String> lines) {
    int longest = lines.stream().mapToInt(MarkdownText::longestRun).max().orElse(0);
    String fence = "`".repeat(Math.max(LEAST, longest + 1));
    List<String> block = new ArrayList<>();
    block.add(fence + language);
    block.addAll(lines);
    block.add(fence);
    return block;
  }

  private static void add(ContentLine line, List<String> lines) {
    String text = withoutReturn(line);
    if (line.sort() == TextLine.Sort.HUNK) {
      lines.add("@@ " + printable(text) + " @@");
    } else {
      lines.add((Marks.mark(line.sort()) + printable(text)).stripTrailing());
    }
    if (text.length() > LONGEST) {
      lines.add(remark(Amounts.of(text.length() - LONGEST, "more character") + " not shown"));
    }
    if (!line.note().isEmpty()) {
      lines.add(remark(line.note()));
    }
  }

  private static String withoutReturn(ContentLine line) {
    String text = line.text();
    return line.note().contains("CR at the end") && text.endsWith("\r")
        ? text.substring(0, text.length() - 1)
        : text;
  }

  private static String remark(String text) {
    return "\\ " + printable(text);
  }

  /** Tabs stay what they are. */
  private static String printable(String text) {
    String cut = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    return Arrays.stream(cut.split("\t", -1)).map(Printable::of).collect(Collectors.joining("\t"));
  }
}
