package dev.clova.cli.render;

import dev.clova.engine.PlanResult;
import dev.clova.state.ContentChange;
import dev.clova.state.ContentVersion;
import dev.clova.state.Drift;
import dev.clova.state.Evidence;
import dev.clova.state.JsonOut;
import dev.clova.state.Placement;
import dev.clova.state.Plan;
import dev.clova.state.PlannedAction;
import dev.clova.state.Problem;
import dev.clova.state.TextLine;
import dev.clova.state.Unreached;
import dev.clova.state.Verb;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A plan for other programs, whole and unfolded. Additions raise the minor number of the format and
 * readers ignore names that they do not know; anything else raises the major number.
 */
public final class JsonPlan {

  /** The format that is written. */
  public static final String FORMAT = "clova.plan/1.0";

  private JsonPlan() {}

  /** The plan as one JSON document, without a line end. */
  public static String document(PlanResult result) {
    return JsonOut.document(out -> members(out, result));
  }

  /** The plan's members, for an object that has others too. */
  static void members(JsonOut out, PlanResult result) {
    Plan plan = result.plan();
    out.text("format", FORMAT).text("plan", plan.id().text()).text("digest", plan.digest().hex());
    out.text("workspace", plan.workspaceId()).text("scope", plan.scope());
    out.flag("partial", plan.partial());
    out.flag("complete", plan.unreached().isEmpty() && plan.cannotTell().isEmpty());
    out.flag("applyable", result.blockers().isEmpty() && !plan.isEmpty() && !plan.isUnseen());
    out.object("guards", guards -> plan.guards().forEach(guards::text));
    out.object("counts", counts -> counts(counts, plan));
    out.number("unchanged", plan.unchanged());
    out.objects("unreached", plan.unreached(), JsonPlan::unreached);
    out.objects(
        "cannot_tell",
        plan.cannotTell(),
        (unknown, it) ->
            unknown
                .text("at", it.at().toString())
                .text("why", it.why())
                .text("needs", it.needed()));
    Set<?> touched = plan.actions().stream().map(PlannedAction::at).collect(Collectors.toSet());
    out.objects("drift", plan.drift(), (drift, it) -> drift(drift, it, touched.contains(it.at())));
    out.objects("actions", ordered(plan), JsonPlan::action);
    out.objects("policies", result.verdicts(), RuleText::members);
    out.objects("blockers", result.blockers(), JsonPlan::problem);
    out.objects("warnings", result.warnings(), JsonPlan::problem);
    out.texts("notes", result.notes());
  }

  /** By placement, and within one as they are done. */
  private static List<PlannedAction> ordered(Plan plan) {
    SortedMap<Placement, List<PlannedAction>> placements =
        plan.actions().stream()
            .collect(
                Collectors.groupingBy(
                    action -> action.at().placement(), TreeMap::new, Collectors.toList()));
    return placements.values().stream()
        .flatMap(actions -> actions.stream().sorted(PlanOrder.of(actions)))
        .toList();
  }

  /** A problem's members. */
  static void problem(JsonOut out, Problem problem) {
    out.text("code", problem.code().name().toLowerCase(Locale.ROOT));
    out.text("title", problem.code().title());
    out.text("at", problem.at());
    out.text("text", problem.detail()).text("hint", problem.hint());
  }

  /** A lost target's members. */
  static void unreached(JsonOut out, Unreached lost) {
    out.text("target", lost.target()).text("why", lost.why());
  }

  private static void counts(JsonOut out, Plan plan) {
    for (Verb verb : Verb.values()) {
      out.number(verb.word(), plan.count(verb));
    }
  }

  private static void drift(JsonOut out, Drift drift, boolean relevant) {
    out.text("at", drift.at().toString()).flag("relevant", relevant);
    out.objects("evidence", drift.evidence(), JsonPlan::evidence);
  }

  private static void action(JsonOut out, PlannedAction action) {
    out.text("at", action.at().toString());
    out.term("do", action.verb()).term("why", action.reason());
    out.texts("because", action.because());
    out.number("wave", action.wave());
    out.term("effect", action.effect()).term("risk", action.risk());
    out.text("seen", action.seen()).text("wanted", action.wanted());
    out.objects("evidence", action.evidence(), JsonPlan::evidence);
    action.change().ifPresent(change -> out.object("change", it -> change(it, change)));
  }

  private static void evidence(JsonOut out, Evidence fact) {
    switch (fact) {
      case Evidence.Note(String text) -> out.text("note", text);
      case Evidence.Differs(String attribute, Optional<String> seen, Optional<String> wanted) ->
          out.text("attribute", attribute).text("seen", seen).text("wanted", wanted);
    }
  }

  private static void change(JsonOut out, ContentChange change) {
    change.old().ifPresent(version -> out.object("old", it -> version(it, version)));
    change.wanted().ifPresent(version -> out.object("new", it -> version(it, version)));
    out.rows("lines", change.lines().stream().map(JsonPlan::line).toList());
    out.texts("notes", change.notes()).flag("truncated", change.truncated());
  }

  private static void version(JsonOut out, ContentVersion version) {
    out.text("digest", version.digest()).number("size", version.size());
    out.text("mode", version.mode());
  }

  private static List<String> line(TextLine line) {
    String sort =
        switch (line.sort()) {
          case HUNK -> "@";
          case CONTEXT -> "=";
          case OLD -> "-";
          case NEW -> "+";
        };
    return List.of(sort, line.text());
  }
}
