package dev.clova.cli.render;

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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Progress for logs and pipes: a line for everything that ends, with its placement in front, and
 * every half a minute a line for each target that is still busy with the same.
 */
public final class PlainProgress implements ApplyProgress {

  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration HEARTBEAT = Duration.ofSeconds(30);
  private static final int WIDEST_PREFIX = 34;
  private static final int WORD_WIDTH = 9;

  private final Consumer<String> out;
  private final Palette palette;
  private final InstantSource clock;
  private final ProgressBoard board = new ProgressBoard();
  private final Map<String, Instant> spoken = new HashMap<>();
  private int prefix = 12;

  PlainProgress(Consumer<String> out, Palette palette, InstantSource clock) {
    this.out = out;
    this.palette = palette;
    this.clock = clock;
  }

  /**
   * Begins to tell.
   *
   * @param out takes a line without its end
   * @param palette how to paint it
   * @param clock for how long things take
   */
  public static ApplyProgress start(Consumer<String> out, Palette palette, InstantSource clock) {
    PlainProgress progress = new PlainProgress(out, palette, clock);
    return new Ticking(progress, new Ticker(LOOK, progress::beat));
  }

  @Override
  public synchronized void accept(ApplyEvent event) {
    Duration took = board.note(event, clock.instant());
    switch (event) {
      case ApplyEvent.Connecting(String target) -> spoken.put(target, clock.instant());
      case ApplyEvent.Looked(String target) -> {}
      case ApplyEvent.Sending(String target, long sent, long total) -> {}
      case ApplyEvent.Began(Address at, Verb verb) -> {}
      case ApplyEvent.Lost(String target, String why) ->
          tell(target, target, Style.WARNING, "lost", why);
      case ApplyEvent.Done(Address at, Verb verb) ->
          tell(at, Marks.style(verb), verb.word(), PlanWords.within(at) + time(took));
      case ApplyEvent.Failed(Address at, Verb verb, int status, String why) -> {
        String what = verb.word() + " " + PlanWords.within(at) + ProgressWords.status(status);
        tell(at, Style.ERROR, "failed", what);
        why.lines().forEach(line -> tell(at, Style.ERROR, "", line));
      }
      case ApplyEvent.Confirming(Placement at, Duration limit, String why) ->
          tell(
              at.toString(),
              at.target(),
              why.isEmpty() ? Style.FAINT : Style.WARNING,
              "confirm",
              ProgressWords.confirming(limit, why));
      case ApplyEvent.TakenBack(Placement at, String why) ->
          tell(
              at.toString(),
              at.target(),
              Style.WARNING,
              "back",
              "`%s` has taken the change back".formatted(at.target()));
      case ApplyEvent.Skipped(Placement at, String why) ->
          tell(at.toString(), at.target(), Style.WARNING, "skipped", ProgressWords.oneLine(why));
      case ApplyEvent.Finished(Placement at) ->
          tell(at.toString(), at.target(), Style.ADDED, "done", "");
    }
  }

  @Override
  public synchronized void planned(PlanResult result) {
    board.planned(result.plan(), clock.instant());
    prefix =
        result.plan().actions().stream()
            .mapToInt(action -> Span.plain("[" + action.at().placement() + "]").width())
            .map(width -> Math.min(width, WIDEST_PREFIX))
            .max()
            .orElse(prefix);
  }

  @Override
  public void ended(ApplyReport report) {}

  @Override
  public void close() {}

  /** Speaks of whoever has been silent for too long. */
  synchronized void beat() {
    Instant now = clock.instant();
    for (TargetProgress target : board.busy()) {
      Instant last = spoken.getOrDefault(target.target(), target.since());
      Instant silent = last.isAfter(target.since()) ? last : target.since();
      if (Duration.between(silent, now).compareTo(HEARTBEAT) >= 0) {
        Duration so = Duration.between(target.since(), now);
        String detail = target.detail().isEmpty() ? "" : " " + target.detail();
        String what = target.doing() + detail + ", " + Amounts.seconds(so);
        tell(target.target(), target.target(), Style.FAINT, "busy", what);
      }
    }
  }

  private static String time(Duration took) {
    return took.toMillis() < 1000 ? "" : ", " + Amounts.time(took);
  }

  private void tell(Address at, Style style, String word, String text) {
    tell(at.placement().toString(), at.placement().target(), style, word, text);
  }

  private void tell(String who, String target, Style style, String word, String text) {
    spoken.put(target, clock.instant());
    Span name = new Span("[" + who + "]", Style.FAINT);
    Span gap = Span.gap(Math.max(0, prefix - name.width()) + 2);
    Span said = new Span(word, style);
    Span rest = Span.plain(" ".repeat(Math.max(0, WORD_WIDTH - word.length())) + text);
    out.accept(new Line(List.of(name, gap, said, rest)).text(palette));
  }
}
