package dev.clova.state;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One thing that a plan would do. It is data for people and for comparison: what carries it out is
 * worked out anew when it is applied.
 *
 * @param at what it is done to
 * @param verb what is done
 * @param reason why
 * @param because the other addresses that this follows from, sorted: changed inputs, dependencies
 * @param evidence the facts behind the reason, in the order they are to be read
 * @param effect what it does to the running service
 * @param risk what may be lost for good
 * @param wave its place in the order, from 1; actions of one wave do not wait for each other
 * @param seen fingerprint of what was observed there; empty if nothing is there
 * @param wanted digest of what is to be there; empty if nothing is to be
 * @param change the change of content, where the action has one
 */
public record PlannedAction(
    Address at,
    Verb verb,
    Reason reason,
    List<Address> because,
    List<Evidence> evidence,
    Effect effect,
    Risk risk,
    int wave,
    String seen,
    String wanted,
    Optional<ContentChange> change)
    implements Comparable<PlannedAction> {

  private static final Comparator<PlannedAction> ORDER =
      Comparator.comparing(PlannedAction::at).thenComparing(PlannedAction::verb);

  /** Copies the lists and sorts {@code because}; waves count from 1. */
  public PlannedAction {
    if (wave < 1) {
      throw new IllegalArgumentException("waves count from 1");
    }
    because = because.stream().sorted().distinct().toList();
    evidence = List.copyOf(evidence);
  }

  /** An action of the first wave, without effect, risk, evidence or content. */
  public static PlannedAction of(Address at, Verb verb, Reason reason, String seen, String wanted) {
    return new PlannedAction(
        at,
        verb,
        reason,
        List.of(),
        List.of(),
        Effect.NONE,
        Risk.NONE,
        1,
        seen,
        wanted,
        Optional.empty());
  }

  /** The same, following from other addresses. */
  public PlannedAction because(List<Address> others) {
    return new PlannedAction(
        at, verb, reason, others, evidence, effect, risk, wave, seen, wanted, change);
  }

  /** The same with these facts. */
  public PlannedAction evidence(List<Evidence> facts) {
    return new PlannedAction(
        at, verb, reason, because, facts, effect, risk, wave, seen, wanted, change);
  }

  /** The same with another effect. */
  public PlannedAction effect(Effect other) {
    return new PlannedAction(
        at, verb, reason, because, evidence, other, risk, wave, seen, wanted, change);
  }

  /** The same with another risk. */
  public PlannedAction risk(Risk other) {
    return new PlannedAction(
        at, verb, reason, because, evidence, effect, other, wave, seen, wanted, change);
  }

  /** The same at another place in the order. */
  public PlannedAction wave(int other) {
    return new PlannedAction(
        at, verb, reason, because, evidence, effect, risk, other, seen, wanted, change);
  }

  /** The same with a change of content. */
  public PlannedAction change(ContentChange content) {
    return new PlannedAction(
        at,
        verb,
        reason,
        because,
        evidence,
        effect,
        risk,
        wave,
        seen,
        wanted,
        Optional.of(content));
  }

  /** By address, then verb. */
  @Override
  public int compareTo(PlannedAction other) {
    return ORDER.compare(this, other);
  }

  /**
   * Whether this is what the other one says, or less of it: the same thing done on the same grounds
   * with the same content, where fewer others may have led to it and its place in the order may
   * have moved up.
   */
  public boolean isWithin(PlannedAction other) {
    return at.equals(other.at)
        && verb == other.verb
        && reason == other.reason
        && effect.compareTo(other.effect) <= 0
        && risk.compareTo(other.risk) <= 0
        && seen.equals(other.seen)
        && wanted.equals(other.wanted)
        && change.equals(other.change)
        && evidence.equals(other.evidence)
        && other.because.containsAll(because);
  }

  void into(Canonical canonical) {
    canonical.text(at.toString()).text(verb.word()).text(reason.word()).texts(because);
    canonical.number(evidence.size());
    evidence.forEach(fact -> into(canonical, fact));
    canonical.text(effect.word()).text(risk.word()).number(wave).text(seen).text(wanted);
    canonical.flag(change.isPresent());
    change.ifPresent(content -> content.into(canonical));
  }

  private static void into(Canonical canonical, Evidence fact) {
    switch (fact) {
      case Evidence.Note(String text) -> canonical.text("note").text(text);
      case Evidence.Differs(String attribute, Optional<String> seen, Optional<String> wanted) -> {
        canonical.text("differs").text(attribute);
        canonical.texts(seen.stream().toList()).texts(wanted.stream().toList());
      }
    }
  }
}
