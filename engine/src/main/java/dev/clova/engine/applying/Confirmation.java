package dev.clova.engine.applying;

import dev.clova.engine.remote.FrameList;
import dev.clova.engine.remote.Reply;
import dev.clova.engine.remote.Request;
import dev.clova.engine.remote.Session;
import dev.clova.engine.remote.Sessions;
import dev.clova.state.ClovaException;
import dev.clova.state.Placement;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Confirms a change that is on probation, over a connection that is made after it, with the login
 * and the rights that the next command needs. If there is none in time, waits until the target has
 * taken the change back by itself.
 */
final class Confirmation {

  /**
   * Before the first attempt: a server that was told to read its settings again, or a network that
   * is set up anew, may still let in who will not be let in a moment later.
   */
  private static final Duration SETTLING = Duration.ofSeconds(2);

  /** Between two attempts. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** How long a target may be out of reach once it should have taken the change back. */
  private static final Duration SILENCE = Duration.ofMinutes(2);

  /** How it ended. */
  sealed interface Verdict {

    /**
     * The change stays.
     *
     * @param held whether all of it was made, well or not, as its receipt says
     */
    record Confirmed(boolean held) implements Verdict {}

    /**
     * The change is gone again.
     *
     * @param why why no new connection confirmed it
     * @param report what the target did
     * @param reply how that was told
     */
    record TakenBack(String why, BatchReport report, Reply reply) implements Verdict {}

    /** Nobody knows. */
    record Open(String why) implements Verdict {}
  }

  private static final Verdict INTERRUPTED = new Verdict.Open("Clova was told to end");

  private final Sessions sessions;
  private final Batch.Part part;
  private final Batch back;
  private final Placement placement;
  private final Duration limit;
  private final Consumer<ApplyEvent> events;
  private String why = "";

  /**
   * @param part what was changed, with what the target does by itself
   */
  Confirmation(Sessions sessions, Batch.Part part, Consumer<ApplyEvent> events) {
    this.sessions = sessions;
    this.part = part;
    this.back = part.back().orElseThrow();
    this.placement = part.work().placement();
    this.limit = part.work().probation().orElseThrow().limit();
    this.events = events;
  }

  /**
   * Blocks until it is known.
   *
   * @param open the session over the connection of before
   */
  Verdict await(Session open) {
    events.accept(new ApplyEvent.Confirming(placement, limit, ""));
    long heard = System.nanoTime();
    if (isInterruptedWithin(SETTLING)) {
      return INTERRUPTED;
    }
    while (System.nanoTime() - heard < limit.plus(SILENCE).toNanos()) {
      Optional<Verdict> verdict = Optional.empty();
      try (Session fresh = sessions.anew(placement.target())) {
        String answer = ask(fresh, true);
        heard = System.nanoTime();
        verdict = verdict(answer, fresh);
      } catch (ClovaException e) {
        refused(e.problems().getFirst().detail());
      }
      if (verdict.isEmpty() && System.nanoTime() - heard > limit.toNanos()) {
        verdict = overTheOld(open);
      }
      if (verdict.isPresent()) {
        return verdict.get();
      }
      if (isInterruptedWithin(PAUSE)) {
        return INTERRUPTED;
      }
    }
    return new Verdict.Open(
        "no new connection since the change, also after `%s` should have taken it back: %s"
            .formatted(placement.target(), why));
  }

  /** It may still be there, and knows at least whether the change is gone. */
  private Optional<Verdict> overTheOld(Session open) {
    try {
      return verdict(ask(open, false), open);
    } catch (ClovaException e) {
      return Optional.empty();
    }
  }

  private void refused(String reason) {
    if (!reason.equals(why)) {
      why = reason;
      events.accept(new ApplyEvent.Confirming(placement, limit, reason));
    }
  }

  private String ask(Session session, boolean confirms) {
    FrameList answer = session.ask(Request.of(ProbationScript.ask(part, confirms)));
    return answer.all().isEmpty()
        ? ""
        : answer.all().getFirst().frame().kind()
            + String.join("", answer.all().getFirst().frame().arguments());
  }

  private Optional<Verdict> verdict(String answer, Session session) {
    return switch (answer) {
      case "confirmed" -> Optional.of(new Verdict.Confirmed(false));
      case "confirmedheld" -> Optional.of(new Verdict.Confirmed(true));
      case "returned" -> {
        BatchReport report = new BatchReport(back, event -> {});
        Reply reply = session.shell().run(Request.of(ProbationScript.told(back)), report);
        yield Optional.of(new Verdict.TakenBack(why, report, reply));
      }
      case "returning", "working", "armed" -> Optional.empty();
      default ->
          Optional.of(
              new Verdict.Open("`%s` knows nothing of its change".formatted(placement.target())));
    };
  }

  private static boolean isInterruptedWithin(Duration time) {
    try {
      Thread.sleep(time);
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
