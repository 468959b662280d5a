package dev.clova.engine.planning;

import dev.clova.state.Hold;
import dev.clova.state.Placement;
import dev.clova.state.PlacementRecord;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The hold on a placement: what it means for a plan, and in which words.
 *
 * @param placement which
 * @param hold what is recorded
 * @param now by the controller's clock
 */
record Holding(Placement placement, Optional<Hold> hold, Instant now) {

  static Holding of(Placement placement, Optional<PlacementRecord> record, Instant now) {
    return new Holding(placement, record.flatMap(PlacementRecord::hold), now);
  }

  /** Whether the placement is to be left as it is. */
  boolean isHeld() {
    return hold.isPresent() && !hold.get().isOver(now);
  }

  /** Whether a hold is recorded that has ended by itself. */
  boolean isOver() {
    return hold.isPresent() && hold.get().isOver(now);
  }

  /** What to tell of it beside the plan. */
  String note() {
    Hold known = hold.orElseThrow();
    return isOver()
        ? "The hold of `%s` by %s ended at %s."
            .formatted(placement, known.who(), time(known.until().orElse(now)))
        : "`%s` is held: stopped by %s, %s%s%s. `clova start %s` lifts it."
            .formatted(
                placement,
                known.who(),
                time(known.since()),
                known.until().map(end -> ", until " + time(end)).orElse(""),
                known.why().isEmpty() ? "" : ", " + known.why(),
                placement);
  }

  /** The hold that stopping leaves: the one there is, if it says the same. */
  Hold taken(HoldTerms terms, String who) {
    return hold.filter(
            known ->
                isHeld() && known.why().equals(terms.why()) && known.until().equals(terms.until()))
        .orElse(new Hold(who, now, terms.why(), terms.until()));
  }

  /** A hold that begins, as evidence in a plan: nothing of it depends on who asks, or when. */
  static String words(HoldTerms terms) {
    return "held"
        + terms.until().map(end -> " until " + time(end)).orElse("")
        + (terms.why().isEmpty() ? "" : ": " + terms.why());
  }

  private static String time(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
