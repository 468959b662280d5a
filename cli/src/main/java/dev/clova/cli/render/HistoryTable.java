package dev.clova.cli.render;

import dev.clova.cli.console.Palette;
import dev.clova.cli.console.Style;
import dev.clova.cli.console.Table.Cell;
import dev.clova.engine.Past;
import dev.clova.state.ApplyRecord;
import dev.clova.state.JsonOut;
import dev.clova.state.Placement;
import dev.clova.state.Receipt;
import dev.clova.state.Revision;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What was done, apply by apply, and what lies on the targets. */
public final class HistoryTable {

  private static final String FORMAT = "clova.history/1";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
  private static final int SHORT_ID = 8;
  private static final int SHORT_COMMIT = 7;

  private HistoryTable() {}

  /**
   * The tables.
   *
   * @param zone where the reader lives
   */
  public static List<String> lines(Past past, ZoneId zone, Palette palette, int columns) {
    List<String> lines = new ArrayList<>();
    if (past.applies().isEmpty()) {
      lines.add("Nothing was applied from here yet.");
    } else {
      lines.addAll(
          new Grid<>("APPLY", past.applies(), apply -> shortened(apply.id(), SHORT_ID))
              .column("WHEN", Grid.ALWAYS, apply -> Grid.cell(time(apply.started(), zone)))
              .column("OUTCOME", Grid.ALWAYS, HistoryTable::outcome)
              .column("TOOK", 2, apply -> Grid.cell(Amounts.time(took(apply))))
              .column("WHO", 4, apply -> Grid.cell(apply.who()))
              .column("COMMIT", 5, apply -> Grid.cell(commit(apply.revision())))
              .column("PLAN", 1, apply -> Grid.cell(apply.plan()))
              .lines(HistoryTable::what, palette, columns));
    }
    if (!past.receipts().isEmpty()) {
      lines.add("");
      lines.addAll(
          new Grid<>("ON TARGETS", List.copyOf(past.receipts().entrySet()), HistoryTable::at)
              .column("WHEN", Grid.ALWAYS, one -> Grid.cell(time(applied(one), zone)))
              .column("WHO", 2, one -> Grid.cell(one.getValue().writer()))
              .column("PLAN", 1, one -> Grid.cell(one.getValue().record().plan()))
              .column("RECEIPT", 1, one -> Grid.cell("" + one.getValue().generation()))
              .lines(one -> "", palette, columns));
    }
    return lines;
  }

  /** One apply, told at length. */
  public static List<String> details(ApplyRecord apply, ZoneId zone, Palette palette, int columns) {
    List<String> lines = new ArrayList<>();
    lines.add(palette.paint(Style.STRONG, "Apply " + apply.id()));
    lines.add("  plan      " + apply.plan());
    lines.add("  outcome   " + palette.paint(style(apply), word(apply)));
    lines.add("  began     " + time(apply.started(), zone) + ", took " + Amounts.time(took(apply)));
    lines.add("  by        " + ForeignText.line(apply.who()));
    lines.add("  commit    " + apply.revision().map(HistoryTable::whole).orElse("not known"));
    lines.add(
        "  actions   %d done, %d failed, %d skipped"
            .formatted(apply.done(), apply.failed(), apply.skipped()));
    String placements =
        apply.placements().stream().map(Placement::toString).collect(Collectors.joining(", "));
    List<Span> text = List.of(Span.plain(placements));
    lines.addAll(
        Line.texts(Flow.fill(columns, List.of(Span.plain("  touched   ")), 12, text), palette));
    return lines;
  }

  /** All of it for programs. */
  public static String json(Past past) {
    return JsonOut.document(
        out ->
            out.text("format", FORMAT)
                .objects("applies", past.applies(), HistoryTable::members)
                .objects("receipts", past.receipts().entrySet(), HistoryTable::members)
                .texts("unreached", past.unreached().stream().map(p -> p.detail()).toList()));
  }

  /** One apply for programs. */
  public static String json(ApplyRecord apply) {
    return JsonOut.document(
        out -> {
          out.text("format", "clova.apply/1");
          members(out, apply);
        });
  }

  private static void members(JsonOut out, ApplyRecord apply) {
    out.text("id", apply.id()).text("plan", apply.plan()).text("who", apply.who());
    out.text("started", apply.started().toString()).text("ended", apply.ended().toString());
    out.number("milliseconds", took(apply).toMillis()).term("outcome", apply.outcome());
    out.text("commit", apply.revision().map(Revision::commit));
    apply.revision().ifPresent(revision -> out.flag("dirty", revision.dirty()));
    out.number("done", apply.done()).number("failed", apply.failed());
    out.number("skipped", apply.skipped()).texts("placements", apply.placements());
  }

  private static void members(JsonOut out, Map.Entry<Placement, Receipt> one) {
    Receipt receipt = one.getValue();
    out.text("at", at(one)).text("applied", applied(one).toString());
    out.text("who", receipt.writer()).text("plan", receipt.record().plan());
    out.number("generation", receipt.generation());
  }

  private static String at(Map.Entry<Placement, Receipt> one) {
    return one.getKey().toString();
  }

  private static Instant applied(Map.Entry<Placement, Receipt> one) {
    return one.getValue().record().applied();
  }

  private static Cell outcome(ApplyRecord apply) {
    return Grid.cell(style(apply), word(apply));
  }

  private static Style style(ApplyRecord apply) {
    return switch (apply.outcome()) {
      case DONE -> Style.ADDED;
      case PARTLY, INTERRUPTED, ROLLED_BACK -> Style.WARNING;
      case FAILED -> Style.REMOVED;
    };
  }

  private static String word(ApplyRecord apply) {
    return apply.outcome().word().replace('_', ' ');
  }

  private static String what(ApplyRecord apply) {
    List<Placement> all = apply.placements();
    String first = all.stream().limit(3).map(Placement::toString).collect(Collectors.joining(", "));
    return all.size() > 3 ? first + " and " + (all.size() - 3) + " more" : first;
  }

  static String commit(Optional<Revision> revision) {
    return revision
        .map(known -> shortened(known.commit(), SHORT_COMMIT) + (known.dirty() ? "+" : ""))
        .orElse("");
  }

  private static String whole(Revision revision) {
    return revision.commit() + (revision.dirty() ? ", with changes that were not committed" : "");
  }

  private static String shortened(String text, int length) {
    return text.substring(0, Math.min(length, text.length()));
  }

  private static Duration took(ApplyRecord apply) {
    return Duration.between(apply.started(), apply.ended());
  }

  static String time(Instant at, ZoneId zone) {
    return TIME.format(at.atZone(zone));
  }
}
