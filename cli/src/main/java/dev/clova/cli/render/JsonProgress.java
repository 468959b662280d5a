package dev.clova.cli.render;

import dev.clova.engine.ApplyReport;
import dev.clova.engine.PlanResult;
import dev.clova.engine.applying.ApplyEvent;
import dev.clova.state.Address;
import dev.clova.state.JsonOut;
import dev.clova.state.Placement;
import dev.clova.state.Verb;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Progress for other programs, one JSON object a line: the first tells the version, the last, in
 * any case and once only, is the summary.
 */
public final class JsonProgress implements ApplyProgress {

  /** The format that is written. */
  public static final String FORMAT = "clova.events/1.0";

  private static final Duration BETWEEN_SENDINGS = Duration.ofSeconds(1);

  private final Consumer<String> out;
  private final InstantSource clock;
  private final Map<String, Instant> sending = new HashMap<>();
  private Optional<ApplyReport> report = Optional.empty();
  private boolean closed;

  private JsonProgress(Consumer<String> out, InstantSource clock) {
    this.out = out;
    this.clock = clock;
  }

  /**
   * Begins with the version.
   *
   * @param out takes a line without its end
   * @param clova this program's version
   * @param clock for not telling too often how much has been sent
   */
  public static ApplyProgress start(Consumer<String> out, String clova, InstantSource clock) {
    JsonProgress progress = new JsonProgress(out, clock);
    progress.tell("version", it -> it.text("format", FORMAT).text("clova", clova));
    return progress;
  }

  @Override
  public synchronized void accept(ApplyEvent event) {
    switch (event) {
      case ApplyEvent.Connecting(String target) -> tell("target_connecting", target, "");
      case ApplyEvent.Looked(String target) -> tell("target_looked", target, "");
      case ApplyEvent.Lost(String target, String why) -> tell("target_lost", target, why);
      case ApplyEvent.Sending(String target, long sent, long total) -> sent(target, sent, total);
      case ApplyEvent.Began(Address at, Verb verb) ->
          tell("action_start", it -> step(it, at, verb));
      case ApplyEvent.Done(Address at, Verb verb) -> tell("action_done", it -> step(it, at, verb));
      case ApplyEvent.Failed(Address at, Verb verb, int status, String why) ->
          tell("action_failed", it -> status(step(it, at, verb), status).text("why", why));
      case ApplyEvent.Confirming(Placement placement, Duration limit, String why) ->
          tell(
              "placement_confirming",
              it ->
                  it.text("at", placement.toString())
                      .number("within", limit.toSeconds())
                      .text("why", Optional.of(why).filter(w -> !w.isEmpty())));
      case ApplyEvent.TakenBack(Placement placement, String why) ->
          tell("placement_taken_back", it -> it.text("at", placement.toString()).text("why", why));
      case ApplyEvent.Skipped(Placement placement, String why) ->
          tell("placement_skipped", it -> it.text("at", placement.toString()).text("why", why));
      case ApplyEvent.Finished(Placement placement) ->
          tell("placement_done", it -> it.text("at", placement.toString()));
    }
  }

  @Override
  public synchronized void planned(PlanResult result) {
    tell("plan", it -> it.object("plan", plan -> JsonPlan.members(plan, result)));
  }

  @Override
  public synchronized void ended(ApplyReport ended) {
    report = Optional.of(ended);
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      tell("summary", it -> JsonSummary.members(it, report));
      closed = true;
    }
  }

  private void sent(String target, long sent, long total) {
    Instant now = clock.instant();
    Instant next = sending.getOrDefault(target, Instant.MIN);
    if (sent >= total || !now.isBefore(next)) {
      sending.put(target, now.plus(BETWEEN_SENDINGS));
      tell(
          "target_sending",
          it -> it.text("target", target).number("sent", sent).number("total", total));
    }
  }

  private void tell(String type, String target, String why) {
    tell(
        type,
        it -> it.text("target", target).text("why", Optional.of(why).filter(w -> !w.isEmpty())));
  }

  private void tell(String type, Consumer<JsonOut> members) {
    if (!closed) {
      out.accept(JsonOut.event(it -> members.accept(it.text("type", type))));
    }
  }

  private static JsonOut step(JsonOut out, Address at, Verb verb) {
    return out.text("at", at.toString()).term("do", verb);
  }

  /** Left out where there is none. */
  static JsonOut status(JsonOut out, int status) {
    return status < 0 ? out : out.number("status", status);
  }
}
