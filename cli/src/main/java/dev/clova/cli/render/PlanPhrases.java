package dev.clova.cli.render;

import dev.clova.cli.render.PlanView.Phrase;
import dev.clova.cli.render.PlanView.Phrase.About;
import dev.clova.state.ContentChange;
import dev.clova.state.ContentVersion;
import dev.clova.state.Drift;
import dev.clova.state.Effect;
import dev.clova.state.Evidence;
import dev.clova.state.PlannedAction;
import dev.clova.state.Reason;
import dev.clova.state.TextLine;
import dev.clova.state.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says in a few words why an action is planned and what it does. */
final class PlanPhrases {

  private static final int NAMED = 6;

  private final PlannedAction action;
  private final Optional<Drift> drift;
  private final List<Phrase> phrases = new ArrayList<>();

  PlanPhrases(PlannedAction action, Optional<Drift> drift) {
    this.action = action;
    this.drift = drift;
  }

  List<Phrase> phrases(boolean manyTargets) {
    if (action.reason() != Reason.DRIFTED || drift.isEmpty()) {
      add(About.REASON, PlanWords.reason(action.reason()) + because(manyTargets));
    }
    drift.ifPresent(found -> add(About.DRIFT, driftText(found)));
    action.evidence().forEach(fact -> add(About.FACT, PlanWords.evidence(fact)));
    action.change().ifPresent(this::content);
    if (!isSaidByVerb(action.verb(), action.effect())) {
      add(About.EFFECT, PlanWords.effect(action.effect()));
    }
    add(About.RISK, PlanWords.risk(action.risk()));
    return List.copyOf(phrases);
  }

  private String because(boolean manyTargets) {
    if (action.because().isEmpty()) {
      return "";
    }
    List<String> inputs =
        action.because().stream()
            .map(other -> PlanWords.beside(action.at(), other, manyTargets))
            .toList();
    int named = inputs.size() <= NAMED + 1 ? inputs.size() : NAMED;
    String more = named < inputs.size() ? " and " + (inputs.size() - named) + " more" : "";
    return ": " + String.join(", ", inputs.subList(0, named)) + more;
  }

  private static String driftText(Drift found) {
    return PlanWords.reason(Reason.DRIFTED)
        + (found.evidence().isEmpty()
            ? ""
            : found.evidence().stream()
                .map(PlanWords::driftEvidence)
                .collect(Collectors.joining(", ", " (", ")")));
  }

  private void content(ContentChange change) {
    Optional<ContentVersion> old = change.old();
    Optional<ContentVersion> wanted = change.wanted();
    if (old.isPresent() && wanted.isPresent()) {
      both(change, old.get(), wanted.get());
    } else {
      wanted.ifPresent(version -> add(About.FACT, Amounts.bytes(version.size())));
      old.ifPresent(version -> add(About.FACT, "was " + Amounts.bytes(version.size())));
    }
  }

  private void both(ContentChange change, ContentVersion old, ContentVersion wanted) {
    if (!change.lines().isEmpty()) {
      add(
          About.FACT,
          "+" + count(change, TextLine.Sort.NEW) + " -" + count(change, TextLine.Sort.OLD));
    }
    boolean sameSize = Amounts.bytes(old.size()).equals(Amounts.bytes(wanted.size()));
    if (!sameSize) {
      add(About.FACT, PlanWords.arrow(Amounts.bytes(old.size()), Amounts.bytes(wanted.size())));
    } else if (change.lines().isEmpty() && !old.digest().equals(wanted.digest())) {
      add(About.FACT, PlanWords.arrow(brief(old.digest()), brief(wanted.digest())));
    }
    boolean modeIsTold =
        action.evidence().stream()
            .anyMatch(fact -> fact instanceof Evidence.Differs d && d.attribute().equals("mode"));
    if (!old.mode().equals(wanted.mode()) && !modeIsTold) {
      add(About.FACT, "mode " + PlanWords.arrow(mode(old), mode(wanted)));
    }
  }

  private static long count(ContentChange change, TextLine.Sort sort) {
    return change.lines().stream().filter(line -> line.sort() == sort).count();
  }

  private static String mode(ContentVersion version) {
    return version.mode().isEmpty() ? "(none)" : version.mode();
  }

  private static String brief(String digest) {
    return digest.substring(0, Math.min(10, digest.length()));
  }

  private static boolean isSaidByVerb(Verb verb, Effect effect) {
    return (verb == Verb.RESTART && effect == Effect.RESTART)
        || (verb == Verb.RELOAD && effect == Effect.RELOAD);
  }

  private void add(About about, String text) {
    if (!text.isEmpty()) {
      phrases.add(new Phrase(about, text));
    }
  }
}
