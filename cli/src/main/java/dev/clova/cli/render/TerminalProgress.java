package dev.clova.cli.render;

import dev.clova.cli.console.LiveLines;
import dev.clova.cli.console.Palette;
import dev.clova.cli.console.Style;
import dev.clova.engine.ApplyReport;
import dev.clova.engine.PlanResult;
import dev.clova.engine.applying.ApplyEvent;
import dev.clova.state.Address;
import dev.clova.state.Placement;
import dev.clova.state.Verb;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/**
 * Progress on a terminal: a line for each busy target, drawn over as it changes, and above them
 * what has ended. Drawn ten times a second at most, however many events come.
 */
public final class TerminalProgress implements ApplyProgress {

  private static final Duration FRAME = Duration.ofMillis(100);
  private static final int MOST_LIVE = 12;
  private static final int VERB_WIDTH = 9;

  private final Palette palette;
  private final IntSupplier columns;
  private final InstantSource clock;
  private final LiveLines screen;
  private final ProgressBoard board = new ProgressBoard();
  private final List<String> ended = new ArrayList<>();
  private boolean closed;

  TerminalProgress(
      Consumer<String> terminal, IntSupplier columns, Palette palette, InstantSource clock) {
    this.palette = palette;
    this.columns = columns;
    this.clock = clock;
    this.screen = new LiveLines(terminal, columns);
  }

  /**
   * Begins to show.
   *
   * @param terminal writes a text as it is, at once
   * @param columns the terminal's width at the moment of asking
   * @param palette how to paint it
   * @param clock for how long things take
   */
  public static ApplyProgress start(
      Consumer<String> terminal, IntSupplier columns, Palette palette, InstantSource clock) {
    TerminalProgress progress = new TerminalProgress(terminal, columns, palette, clock);
    return new Ticking(progress, new Ticker(FRAME, progress::draw));
  }

  @Override
  public synchronized void accept(ApplyEvent event) {
    Duration took = board.note(event, clock.instant());
    switch (event) {
      case ApplyEvent.Connecting(String target) -> {}
      case ApplyEvent.Looked(String target) -> {}
      case ApplyEvent.Sending(String target, long sent, long total) -> {}
      case ApplyEvent.Began(Address at, Verb verb) -> {}
      case ApplyEvent.Finished(Placement placement) -> {}
      case ApplyEvent.Lost(String target, String why) -> told(Style.WARNING, "? lost", target, why);
      case ApplyEvent.Done(Address at, Verb verb) ->
          told(Marks.style(verb), Marks.mark(verb) + " " + verb.word(), at.toString(), time(took));
      case ApplyEvent.Failed(Address at, Verb verb, int status, String why) ->
          told(Style.ERROR, "! failed", at.toString(), verb.word() + ProgressWords.status(status));
      case ApplyEvent.Confirming(Placement at, Duration limit, String why) -> {
        if (!why.isEmpty()) {
          told(Style.WARNING, "? confirm", at.toString(), ProgressWords.confirming(limit, why));
        }
      }
      case ApplyEvent.TakenBack(Placement at, String why) ->
          told(
              Style.WARNING,
              "! back",
              at.toString(),
              "`%s` has taken the change back".formatted(at.target()));
      case ApplyEvent.Skipped(Placement placement, String why) ->
          told(Style.FAINT, "  skipped", placement.toString(), why);
    }
  }

  @Override
  public synchronized void planned(PlanResult result) {
    board.planned(result.plan(), clock.instant());
    draw();
  }

  @Override
  public void ended(ApplyReport report) {}

  @Override
  public synchronized void close() {
    screen.draw(List.copyOf(ended), List.of());
    ended.clear();
    closed = true;
  }

  synchronized void draw() {
    if (!closed) {
      screen.draw(List.copyOf(ended), live());
      ended.clear();
    }
  }

  private void told(Style style, String what, String where, String detail) {
    List<Span> spans = new ArrayList<>();
    spans.add(Span.plain("  "));
    spans.add(new Span(what, style));
    spans.add(Span.gap(VERB_WIDTH - what.length()));
    spans.add(Span.plain("  " + where));
    spans.add(new Span(detail.isEmpty() ? "" : "  " + ProgressWords.oneLine(detail), Style.FAINT));
    ended.add(new Line(spans).text(palette));
  }

  private static String time(Duration took) {
    return took.toMillis() < 1000 ? "" : Amounts.time(took);
  }

  private List<String> live() {
    List<TargetProgress> busy = board.busy();
    int names = busy.stream().mapToInt(target -> target.target().length()).max().orElse(0);
    Instant now = clock.instant();
    int width = Math.max(1, columns.getAsInt() - 1);
    List<String> lines = new ArrayList<>();
    for (TargetProgress target : busy.subList(0, Math.min(MOST_LIVE, busy.size()))) {
      lines.add(live(target, names, now).cut(width).text(palette));
    }
    if (busy.size() > MOST_LIVE) {
      String more = "  … and " + Amounts.of(busy.size() - MOST_LIVE, "more target");
      lines.add(Line.of(new Span(more, Style.FAINT)).cut(width).text(palette));
    }
    return lines;
  }

  private static Line live(TargetProgress target, int names, Instant now) {
    List<Span> spans = new ArrayList<>();
    spans.add(Span.plain("  "));
    spans.add(new Span(target.target(), Style.STRONG));
    spans.add(Span.gap(names - target.target().length() + 2));
    if (target.total() > 0) {
      spans.add(new Span(target.done() + "/" + target.total() + "  ", Style.FAINT));
    }
    spans.add(
        Span.plain(target.doing() + (target.detail().isEmpty() ? "" : " " + target.detail())));
    Duration so = Duration.between(target.since(), now);
    if (so.toSeconds() > 0) {
      spans.add(new Span("  " + Amounts.seconds(so), Style.FAINT));
    }
    return new Line(spans);
  }
}
