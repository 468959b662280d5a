package dev.clova.state;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.arbitraries.StringArbitrary;

/** Values as odd as the formats allow. */
final class Generated {

  private static final Arbitrary<String> ODD =
      Arbitraries.of(
          "",
          " ",
          "\t",
          "\n",
          "\r\n",
          "'''",
          "''''",
          "\"\"\"",
          "\\",
          "\\u0041",
          "\u0000",
          "\u001b[31m",
          "\u007f",
          "\u202etxt",
          "\ufeff",
          "\u2028",
          "ä",
          "\ud83d\ude00",
          "a\u0301",
          "|",
          "new| x",
          "@ 1",
          "true",
          "}\n}\n",
          "#",
          "[x]",
          "=");

  private Generated() {}

  static Arbitrary<String> text() {
    StringArbitrary plain =
        Arbitraries.strings()
            .withCharRange(' ', '~')
            .withCharRange('\u00a0', '\u2fff')
            .ofMaxLength(9);
    return Combinators.combine(plain, ODD, plain).as((before, odd, after) -> before + odd + after);
  }

  static Arbitrary<String> line() {
    return text().map(text -> text.replace("\n", "\r"));
  }

  static Arbitrary<String> word() {
    return Arbitraries.strings().withCharRange('a', 'z').ofMinLength(1).ofMaxLength(6);
  }

  static Arbitrary<Digest> digest() {
    return text().map(Digest::of);
  }

  static Arbitrary<Instant> instant() {
    return Arbitraries.longs().between(0, 4_000_000_000_000L).map(Instant::ofEpochMilli);
  }

  static Arbitrary<Attributes> attributes() {
    return Arbitraries.maps(text(), text()).ofMaxSize(4).map(Attributes::of);
  }

  static Arbitrary<Placement> placement() {
    return Combinators.combine(word(), word()).as(Placement::new);
  }

  static Arbitrary<Address> address(Placement placement) {
    return Combinators.combine(word(), text())
        .as((kind, name) -> Address.of(placement, kind, name));
  }

  static Arbitrary<Address> address() {
    return placement().flatMap(Generated::address);
  }

  static Arbitrary<PlacementRecord> record() {
    return placement().flatMap(Generated::record);
  }

  static Arbitrary<PlacementRecord> record(Placement placement) {
    Arbitrary<PlacementRecord> bare =
        Combinators.combine(home(), instant(), text(), Arbitraries.longs().between(0, 1L << 50))
            .as(
                (home, when, plan, generation) ->
                    PlacementRecord.first(placement, home, when, plan).withGeneration(generation));
    return Combinators.combine(
            bare,
            runtime(),
            digest().optional(),
            Arbitraries.of(true, false),
            text().optional(),
            hold().optional(),
            Arbitraries.maps(address(placement), attributes()).ofMaxSize(3))
        .as(Generated::record);
  }

  static Arbitrary<State> state() {
    return Combinators.combine(
            text(),
            Arbitraries.longs().between(0, 1L << 50),
            record().list().ofMaxSize(3),
            apply().list().ofMaxSize(3))
        .as(
            (lineage, serial, records, applies) -> {
              State state = State.first(lineage).withSerial(serial);
              for (PlacementRecord record : records) {
                state = state.with(record.withReceipt(Optional.of(Digest.of(lineage))));
              }
              for (ApplyRecord apply : applies) {
                state = state.with(apply);
              }
              return state;
            });
  }

  static Arbitrary<JournalRecord> journalRecord() {
    return Arbitraries.oneOf(
        Combinators.combine(text(), text(), instant(), text())
            .as(JournalRecord.ApplyStarted::new)
            .map(JournalRecord.class::cast),
        Combinators.combine(Arbitraries.longs(), text(), operation().list().ofMaxSize(3))
            .as(JournalRecord.Intent::new),
        Combinators.combine(
                Arbitraries.longs(), Arbitraries.of(OperationOutcome.class), text(), instant())
            .as(JournalRecord.Result::new),
        record().map(JournalRecord.Recorded::new),
        placement().map(JournalRecord.Dropped::new),
        Combinators.combine(Arbitraries.of(ApplyOutcome.class), instant())
            .as(JournalRecord.ApplyEnded::new));
  }

  static Arbitrary<Plan> plan() {
    Arbitrary<List<PlannedAction>> actions =
        action().list().uniqueElements(action -> action.at() + action.verb().word()).ofMaxSize(4);
    return Combinators.combine(
            text(), text(), attributes(), actions, cannotTell(), drift(), unreached())
        .as(
            (workspace, scope, guards, planned, unknown, drift, unreached) ->
                new Plan(
                    workspace,
                    scope,
                    scope.isBlank(),
                    guards.values(),
                    planned,
                    unreached,
                    unknown,
                    drift,
                    planned.size()));
  }

  private static Arbitrary<PlannedAction> action() {
    Arbitrary<PlannedAction> bare =
        Combinators.combine(
                address(), Arbitraries.of(Verb.class), Arbitraries.of(Reason.class), text(), text())
            .as(PlannedAction::of);
    return Combinators.combine(
            bare,
            address().list().ofMaxSize(2),
            evidence().list().ofMaxSize(3),
            Arbitraries.of(Effect.class),
            Arbitraries.of(Risk.class),
            Arbitraries.integers().between(1, 99),
            content().optional())
        .as(
            (action, because, evidence, effect, risk, wave, content) -> {
              PlannedAction whole =
                  action.because(because).evidence(evidence).effect(effect).risk(risk).wave(wave);
              return content.map(whole::change).orElse(whole);
            });
  }

  private static Arbitrary<ContentChange> content() {
    Arbitrary<ContentVersion> version =
        Combinators.combine(Arbitraries.longs().between(0, 1L << 50), text(), text())
            .as(ContentVersion::new);
    Arbitrary<TextLine> line =
        Combinators.combine(Arbitraries.of(TextLine.Sort.class), line()).as(TextLine::new);
    return Combinators.combine(
            version,
            version.optional(),
            line.list().ofMaxSize(6),
            text().list().ofMaxSize(2),
            Arbitraries.of(true, false))
        .as(
            (one, other, lines, notes, truncated) ->
                truncated
                    ? new ContentChange(Optional.of(one), other, lines, notes, true)
                    : new ContentChange(other, Optional.of(one), lines, notes, false));
  }

  private static Arbitrary<Evidence> evidence() {
    return Arbitraries.oneOf(
        text().map(Evidence::note),
        Combinators.combine(text(), text().optional(), text().optional())
            .as((name, seen, wanted) -> Evidence.differs(name, seen, wanted)));
  }

  private static Arbitrary<List<CannotTell>> cannotTell() {
    return Combinators.combine(address(), text(), text()).as(CannotTell::new).list().ofMaxSize(2);
  }

  private static Arbitrary<List<Unreached>> unreached() {
    return Combinators.combine(text(), text()).as(Unreached::new).list().ofMaxSize(2);
  }

  private static Arbitrary<List<Drift>> drift() {
    return Combinators.combine(address(), evidence().list().ofMaxSize(2))
        .as(Drift::new)
        .list()
        .ofMaxSize(2);
  }

  private static PlacementRecord record(
      PlacementRecord bare,
      RuntimeRecord runtime,
      Optional<Digest> tree,
      boolean isProtected,
      Optional<String> taint,
      Optional<Hold> hold,
      Map<Address, Attributes> resources) {
    return bare.withRuntime(runtime)
        .withTree(tree)
        .withProtection(isProtected)
        .withTaint(taint)
        .withHold(hold)
        .withResources(resources);
  }

  private static Arbitrary<Home> home() {
    return Combinators.combine(text(), text(), text(), text(), attributes()).as(Home::new);
  }

  private static Arbitrary<RuntimeRecord> runtime() {
    Arbitrary<List<String>> persist = text().list().ofMaxSize(3);
    return Combinators.combine(text(), attributes(), persist, digest().optional(), text())
        .as(RuntimeRecord::new);
  }

  private static Arbitrary<Hold> hold() {
    return Combinators.combine(text(), instant(), text(), instant().optional()).as(Hold::new);
  }

  private static Arbitrary<JournalRecord.Operation> operation() {
    return Combinators.combine(Arbitraries.longs(), address(), Arbitraries.of(Verb.class))
        .as(JournalRecord.Operation::new);
  }

  private static Arbitrary<ApplyRecord> apply() {
    Arbitrary<Integer> count = Arbitraries.integers().greaterOrEqual(0);
    return Combinators.combine(
            text(),
            text(),
            instant(),
            Arbitraries.of(ApplyOutcome.class),
            count,
            placement().list().ofMaxSize(2))
        .as(
            (id, who, when, outcome, number, placements) ->
                new ApplyRecord(
                    id,
                    "p",
                    who,
                    when,
                    when,
                    outcome,
                    number,
                    0,
                    number,
                    placements,
                    number % 2 == 0
                        ? Optional.empty()
                        : Optional.of(new Revision("0123abcd".repeat(5), number % 3 == 0))));
  }
}
