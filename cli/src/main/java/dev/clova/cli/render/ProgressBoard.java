package dev.clova.cli.render;

import dev.clova.engine.applying.ApplyEvent;
import dev.clova.state.Address;
import dev.clova.state.Placement;
import dev.clova.state.Plan;
import dev.clova.state.Verb;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What every target is busy with, as the events tell. Not safe for threads: its owner is. */
final class ProgressBoard {

  private final SortedMap<String, TargetProgress> targets = new TreeMap<>();
  private final Map<Step, Instant> running = new HashMap<>();

  /** From here on, what counts are the plan's actions. */
  void planned(Plan plan, Instant now) {
    targets.clear();
    Map<String, Integer> totals = new TreeMap<>();
    plan.actions().forEach(a -> totals.merge(a.at().placement().target(), 1, Integer::sum));
    totals.forEach((target, total) -> targets.put(target, TargetProgress.idle(target, total, now)));
  }

  /** Takes note of an event; returns how long the action took that it ended, if it ended one. */
  Duration note(ApplyEvent event, Instant now) {
    return switch (event) {
      case ApplyEvent.Connecting(String target) -> doing(target, "connect", "", now);
      case ApplyEvent.Looked(String target) -> rest(target, now);
      case ApplyEvent.Lost(String target, String why) -> forget(target);
      case ApplyEvent.Sending(String target, long sent, long total) ->
          sent < total ? doing(target, "send", howFar(sent, total), now) : rest(target, now);
      case ApplyEvent.Began(Address at, Verb verb) -> begin(new Step(at, verb), now);
      case ApplyEvent.Done(Address at, Verb verb) -> end(new Step(at, verb), now);
      case ApplyEvent.Failed(Address at, Verb verb, int status, String why) ->
          end(new Step(at, verb), now);
      case ApplyEvent.Confirming(Placement at, Duration limit, String why) ->
          doing(at.target(), "confirm " + at.service(), "with a new connection", now);
      case ApplyEvent.TakenBack(Placement at, String why) -> rest(at.target(), now);
      case ApplyEvent.Skipped(Placement placement, String why) -> Duration.ZERO;
      case ApplyEvent.Finished(Placement placement) -> Duration.ZERO;
    };
  }

  /** The targets at which something goes on, by name. */
  List<TargetProgress> busy() {
    return targets.values().stream().filter(TargetProgress::isBusy).toList();
  }

  private Duration doing(String target, String what, String howFar, Instant now) {
    targets.put(target, at(target, now).doing(what, howFar, now));
    return Duration.ZERO;
  }

  private Duration forget(String target) {
    targets.remove(target);
    return Duration.ZERO;
  }

  private Duration begin(Step step, Instant now) {
    running.put(step, now);
    return doing(step.target(), step.words(), "", now);
  }

  private Duration end(Step step, Instant now) {
    Instant began = running.getOrDefault(step, now);
    running.remove(step);
    targets.put(step.target(), at(step.target(), now).oneMoreDone(now));
    rest(step.target(), now);
    return Duration.between(began, now);
  }

  /** A target that still runs other actions goes on to show the oldest of them. */
  private Duration rest(String target, Instant now) {
    TargetProgress idle = at(target, now).doing("", "", now);
    targets.put(
        target,
        running.entrySet().stream()
            .filter(entry -> entry.getKey().target().equals(target))
            .min(Map.Entry.<Step, Instant>comparingByValue().thenComparing(e -> e.getKey().words()))
            .map(oldest -> idle.doing(oldest.getKey().words(), "", oldest.getValue()))
            .orElse(idle));
    return Duration.ZERO;
  }

  private TargetProgress at(String target, Instant now) {
    return targets.getOrDefault(target, TargetProgress.idle(target, 0, now));
  }

  private static String howFar(long sent, long total) {
    return Amounts.bytes(sent) + " of " + Amounts.bytes(total);
  }

  /** An action by its name. */
  private record Step(Address at, Verb verb) {

    String target() {
      return at.placement().target();
    }

    String words() {
      String thing = at.kind().isEmpty() ? "" : ":" + PlanWords.within(at);
      return verb.word() + " " + at.placement().service() + thing;
    }
  }
}
