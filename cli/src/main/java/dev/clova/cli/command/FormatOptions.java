package dev.clova.cli.command;

import dev.clova.cli.render.Folding;
import dev.clova.cli.render.Format;
import dev.clova.cli.render.HtmlPlan;
import dev.clova.cli.render.JsonPlan;
import dev.clova.cli.render.MarkdownPlan;
import dev.clova.cli.render.MarkdownSize;
import dev.clova.cli.render.PlanView;
import dev.clova.engine.PlanResult;
import java.util.List;

/** In which format a plan or a report is asked for, and how much of it. */
final class FormatOptions {

  static final Flag BRIEF = Flag.of("Without the lines that change in files", "--brief");
  static final Flag FULL = Flag.of("With every line that changes in files", "--full");
  static final Setting<Format> FORMAT =
      Setting.choice(Format.class, "How it is written", "--format");
  static final Setting<Integer> MAX_SIZE =
      Setting.number(
          "CHARACTERS",
          MarkdownSize.LEAST,
          10_000_000,
          "How long the Markdown may be; 60000 if left out",
          "--max-size");
  static final List<Option> ALL = List.of(FORMAT, SharedOptions.JSON, MAX_SIZE, BRIEF, FULL);

  private FormatOptions() {}

  /** The format that the line asks for. */
  static Format of(Call call) {
    return call.has(SharedOptions.JSON) ? Format.JSON : call.value(FORMAT).orElse(Format.TEXT);
  }

  /** How long Markdown may be. */
  static MarkdownSize size(Call call) {
    return call.value(MAX_SIZE).map(MarkdownSize::new).orElse(MarkdownSize.COMMENT);
  }

  /** How much of contents is shown on a terminal. */
  static Folding folding(Call call) {
    if (call.has(BRIEF)) {
      return Folding.BRIEF;
    }
    return call.has(FULL) ? Folding.NOTHING : Folding.USUAL;
  }

  /**
   * A plan as the line asks for it.
   *
   * @param view the same for a terminal
   */
  static List<String> lines(Call call, PlanResult result, PlanView view) {
    return switch (of(call)) {
      case TEXT -> PlanCommand.text(call.console(), view);
      case MARKDOWN -> MarkdownPlan.lines(result, size(call));
      case JSON -> List.of(JsonPlan.document(result));
      case HTML -> HtmlPlan.lines(result);
    };
  }
}
