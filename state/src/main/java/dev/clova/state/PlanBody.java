package dev.clova.state;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** A plan as TOML, but for the head. */
final class PlanBody {

  private PlanBody() {}

  static String write(Plan plan) {
    TomlOut out = new TomlOut();
    out.blank().text("workspace", plan.workspaceId()).text("scope", plan.scope());
    out.flag("partial", plan.partial()).number("unchanged", plan.unchanged());
    out.table("guards");
    plan.guards().forEach(out::text);
    out.table("counts");
    counts(plan).forEach((name, count) -> out.number(name, count));
    plan.actions().forEach(action -> write(out, action));
    plan.unreached().forEach(unreached -> write(out, unreached));
    plan.cannotTell().forEach(unknown -> write(out, unknown));
    plan.drift().forEach(drift -> write(out, drift));
    return out.toString();
  }

  static Plan read(Members in) {
    Members counts = in.object("counts");
    Plan plan =
        new Plan(
            in.text("workspace"),
            in.text("scope"),
            in.flag("partial"),
            in.attributes("guards").values(),
            in.objectsIfAny("action", PlanBody::action),
            in.objectsIfAny("unreached", PlanBody::unreached),
            in.objectsIfAny("cannot_tell", PlanBody::cannotTell),
            in.objectsIfAny("drift", PlanBody::drift),
            in.count("unchanged"));
    counts(plan).keySet().forEach(counts::count);
    counts.end();
    in.end();
    return plan;
  }

  /** For who reads the file; all can be told from the rest of it. */
  private static SortedMap<String, Integer> counts(Plan plan) {
    Map<String, Integer> counts = new HashMap<>();
    for (Verb verb : Verb.values()) {
      counts.put(verb.word(), plan.count(verb));
    }
    counts.put("cannot_tell", plan.cannotTell().size());
    counts.put("unreached", plan.unreached().size());
    return Sorted.copy(counts);
  }

  private static void write(TomlOut out, PlannedAction action) {
    out.element("action").text("at", action.at().toString());
    out.term("do", action.verb()).term("why", action.reason());
    out.texts("because", action.because());
    out.tables("evidence", action.evidence().stream().map(PlanBody::inline).toList());
    if (action.effect() != Effect.NONE) {
      out.term("effect", action.effect());
    }
    if (action.risk() != Risk.NONE) {
      out.term("risk", action.risk());
    }
    out.number("wave", action.wave());
    out.text("seen", action.seen()).text("want", action.wanted());
    action.change().ifPresent(change -> PlanContent.write(out, change));
  }

  private static PlannedAction action(Members in) {
    PlannedAction action =
        new PlannedAction(
            in.address("at"),
            in.term("do", Verb.class),
            in.term("why", Reason.class),
            in.textsIfAny("because", Members::addressOf),
            in.objectsIfAny("evidence", PlanBody::evidence),
            in.termIfAny("effect", Effect.class).orElse(Effect.NONE),
            in.termIfAny("risk", Risk.class).orElse(Risk.NONE),
            in.count("wave"),
            in.text("seen"),
            in.text("want"),
            PlanContent.read(in));
    in.end();
    return action;
  }

  private static SortedMap<String, String> inline(Evidence fact) {
    Map<String, String> values = new HashMap<>();
    switch (fact) {
      case Evidence.Note(String text) -> values.put("note", text);
      case Evidence.Differs(String attribute, Optional<String> seen, Optional<String> wanted) -> {
        values.put("of", attribute);
        seen.ifPresent(value -> values.put("seen", value));
        wanted.ifPresent(value -> values.put("want", value));
      }
    }
    return Sorted.copy(values);
  }

  private static Evidence evidence(Members in) {
    Optional<String> note = in.textIfAny("note");
    Evidence fact =
        note.isPresent()
            ? Evidence.note(note.get())
            : Evidence.differs(in.text("of"), in.textIfAny("seen"), in.textIfAny("want"));
    in.end();
    return fact;
  }

  private static void write(TomlOut out, Unreached unreached) {
    out.element("unreached").text("target", unreached.target()).text("why", unreached.why());
  }

  private static Unreached unreached(Members in) {
    Unreached unreached = new Unreached(in.text("target"), in.text("why"));
    in.end();
    return unreached;
  }

  private static void write(TomlOut out, CannotTell unknown) {
    out.element("cannot_tell").text("at", unknown.at().toString());
    out.text("why", unknown.why()).text("needed", unknown.needed());
  }

  private static CannotTell cannotTell(Members in) {
    CannotTell unknown = new CannotTell(in.address("at"), in.text("why"), in.text("needed"));
    in.end();
    return unknown;
  }

  private static void write(TomlOut out, Drift drift) {
    List<SortedMap<String, String>> evidence = new ArrayList<>();
    drift.evidence().forEach(fact -> evidence.add(inline(fact)));
    out.element("drift").text("at", drift.at().toString()).tables("evidence", evidence);
  }

  private static Drift drift(Members in) {
    Drift drift = new Drift(in.address("at"), in.objectsIfAny("evidence", PlanBody::evidence));
    in.end();
    return drift;
  }
}
