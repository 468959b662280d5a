package dev.clova.cli.render;

import dev.clova.engine.PlanResult;
import dev.clova.state.Address;
import dev.clova.state.CannotTell;
import dev.clova.state.ContentChange;
import dev.clova.state.ContentVersion;
import dev.clova.state.Drift;
import dev.clova.state.Effect;
import dev.clova.state.Evidence;
import dev.clova.state.Placement;
import dev.clova.state.Plan;
import dev.clova.state.PlannedAction;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import dev.clova.state.Reason;
import dev.clova.state.Risk;
import dev.clova.state.TextLine;
import dev.clova.state.Unreached;
import dev.clova.state.Verb;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Random plans whose texts hold whatever a file name or a file may hold. */
final class PlanArbitraries {

  private PlanArbitraries() {}

  static Arbitrary<PlanResult> results() {
    return results(texts());
  }

  /** The same with these texts. */
  static Arbitrary<PlanResult> results(Arbitrary<String> texts) {
    Arbitrary<List<String>> notes = texts.list().ofMaxSize(2);
    Arbitrary<List<Problem>> problems =
        texts.map(text -> Problem.of(ProblemCode.REFUSED, text, text)).list().ofMaxSize(1);
    return Combinators.combine(plans(texts), problems, notes, problems)
        .as(
            (plan, warnings, said, blockers) ->
                new PlanResult(plan, warnings, said, blockers, List.of()));
  }

  /** Any text in one line; half of them ordinary, half with what could steer a terminal. */
  static Arbitrary<String> texts() {
    Arbitrary<String> odd =
        Arbitraries.strings()
            .all()
            .ofMaxLength(60)
            .map(text -> text.replace("\n", "\u001b[31m").replace("\r", "\u009b2J"));
    return Arbitraries.oneOf(names(), odd, Arbitraries.of("日本語 テキスト", "a\tb ", "\u202e\u0007"));
  }

  private static Arbitrary<String> names() {
    return Arbitraries.strings().withChars("abc./ -@:").ofMaxLength(70);
  }

  private static Arbitrary<Plan> plans(Arbitrary<String> texts) {
    return Combinators.combine(
            texts,
            Arbitraries.of(true, false),
            actions(texts)
                .list()
                .uniqueElements(action -> action.at() + action.verb().word())
                .ofMaxSize(12),
            texts.map(text -> new Unreached(text, text)).list().ofMaxSize(2),
            addresses(texts).map(at -> new CannotTell(at, "why", "")).list().ofMaxSize(2),
            Combinators.combine(addresses(texts), facts(texts)).as(Drift::new).list().ofMaxSize(5),
            Arbitraries.integers().between(0, 5000))
        .as(
            (scope, partial, actions, unreached, unknown, drift, unchanged) ->
                new Plan(
                    "w",
                    scope,
                    partial,
                    new TreeMap<>(),
                    actions,
                    unreached,
                    unknown,
                    drift,
                    unchanged));
  }

  private static Arbitrary<PlannedAction> actions(Arbitrary<String> texts) {
    Arbitrary<PlannedAction> bare =
        Combinators.combine(
                addresses(texts),
                Arbitraries.of(Verb.class),
                Arbitraries.of(Reason.class),
                facts(texts))
            .as(
                (at, verb, reason, facts) ->
                    PlannedAction.of(at, verb, reason, "s", "w").evidence(facts));
    return Combinators.combine(
            bare,
            Arbitraries.of(Effect.class),
            Arbitraries.of(Risk.class),
            addresses(texts).list().ofMaxSize(9),
            Arbitraries.integers().between(1, 4),
            changes(texts).optional())
        .as(
            (action, effect, risk, because, wave, change) -> {
              PlannedAction full = action.effect(effect).risk(risk).because(because).wave(wave);
              return change.map(full::change).orElse(full);
            });
  }

  private static Arbitrary<Address> addresses(Arbitrary<String> texts) {
    Arbitrary<Placement> placements =
        Combinators.combine(Arbitraries.of("blog", "db"), Arbitraries.of("web-1", "web-2", "x.y"))
            .as(Placement::new);
    return Combinators.combine(placements, Arbitraries.of("", "sync", "run", "package"), texts)
        .as((placement, kind, name) -> new Address(placement, kind, kind.isEmpty() ? "" : name));
  }

  private static Arbitrary<List<Evidence>> facts(Arbitrary<String> texts) {
    Arbitrary<Evidence> fact =
        Arbitraries.oneOf(
            texts.map(Evidence::note),
            Combinators.combine(texts, texts.optional(), texts.optional())
                .as((name, seen, wanted) -> Evidence.differs(name, seen, wanted)));
    return fact.list().ofMaxSize(3);
  }

  private static Arbitrary<ContentChange> changes(Arbitrary<String> texts) {
    Arbitrary<ContentVersion> versions =
        Combinators.combine(Arbitraries.longs().greaterOrEqual(0), texts, texts)
            .as(ContentVersion::new);
    Arbitrary<TextLine> lines =
        Combinators.combine(Arbitraries.of(TextLine.Sort.class), texts).as(TextLine::new);
    return Combinators.combine(
            versions.optional(), versions, lines.list().ofMaxSize(12), texts.list().ofMaxSize(1))
        .as(
            (old, wanted, text, notes) ->
                new ContentChange(
                    old,
                    old.isPresent() && notes.isEmpty() ? Optional.empty() : Optional.of(wanted),
                    text,
                    notes,
                    false));
  }
}
