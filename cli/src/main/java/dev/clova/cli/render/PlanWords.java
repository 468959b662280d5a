package dev.clova.cli.render;

import dev.clova.engine.PlanResult;
import dev.clova.state.Address;
import dev.clova.state.Effect;
import dev.clova.state.Evidence;
import dev.clova.state.Guard;
import dev.clova.state.Plan;
import dev.clova.state.PlanId;
import dev.clova.state.Problem;
import dev.clova.state.Reason;
import dev.clova.state.Risk;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The words for what a plan holds; every format uses these. */
final class PlanWords {

  private PlanWords() {}

  static String title(PlanResult result) {
    Plan plan = result.plan();
    String against =
        plan.isUnseen() ? "Against what is recorded, without a look at any target: " : "";
    return against + verdict(result, plan);
  }

  private static String verdict(PlanResult result, Plan plan) {
    if (plan.isEmpty()) {
      return result.blockers().isEmpty() ? nothing(plan) : blocked(result.blockers());
    }
    return changes(plan, !result.blockers().isEmpty());
  }

  /** Where nothing could be planned, that is not to be taken for nothing to do. */
  private static String blocked(List<Problem> blockers) {
    return "This may not be applied: "
        + (blockers.size() == 1
            ? blockers.getFirst().detail().replaceFirst("\\.$", "")
            : Amounts.of(blockers.size(), "thing") + " are in the way");
  }

  private static String nothing(Plan plan) {
    String within = plan.scope().isEmpty() ? "" : " in " + plan.scope();
    if (plan.unchanged() == 0) {
      return "No changes. There is nothing" + within + " to look at.";
    }
    return "No changes. "
        + Amounts.of(plan.unchanged(), "thing")
        + within
        + (plan.unchanged() == 1 ? " is" : " are")
        + " as defined.";
  }

  /** How much a plan changes: {@code 9 changes to 3 services on 2 targets}. */
  static String extent(Plan plan) {
    SortedSet<String> services = new TreeSet<>();
    SortedSet<String> targets = new TreeSet<>();
    plan.actions().forEach(action -> services.add(action.at().placement().service()));
    plan.actions().forEach(action -> targets.add(action.at().placement().target()));
    return Amounts.of(plan.actions().size(), "change")
        + " to "
        + Amounts.of(services.size(), "service")
        + " on "
        + Amounts.of(targets.size(), "target");
  }

  private static String changes(Plan plan, boolean blocked) {
    String unreached =
        plan.unreached().isEmpty()
            ? ""
            : "; " + Amounts.of(plan.unreached().size(), "target") + " not reached";
    return extent(plan) + unreached + (blocked ? "; this may not be applied" : "");
  }

  /** The command that carries out this plan and no other. */
  static String applyCommand(Plan plan, PlanId id) {
    String scope =
        plan.scope().isEmpty()
            ? ""
            : Arrays.stream(plan.scope().split(" "))
                .map(PlanWords::typed)
                .collect(Collectors.joining(" ", " ", ""));
    return "clova apply" + scope + " --expect " + id + allowances(plan);
  }

  /** The command that carries out a plan in a file. */
  static String applyCommand(Plan plan, Path file) {
    return "clova apply " + typed(file.toString()) + allowances(plan);
  }

  /** What has to be typed again, since no plan can allow it by itself. */
  private static String allowances(Plan plan) {
    String asked =
        Stream.of("destroy", "purge", "adopt")
            .filter(what -> plan.guards().containsKey(new Guard(Guard.Sort.ASKED, what).text()))
            .map(what -> " --" + what)
            .collect(Collectors.joining());
    String risks =
        plan.actions().stream()
            .map(action -> action.risk())
            .filter(PlanWords::needsAllowance)
            .distinct()
            .sorted()
            .map(risk -> " --allow " + risk.word())
            .collect(Collectors.joining());
    return asked + risks;
  }

  private static String typed(String word) {
    return word.matches("[-A-Za-z0-9@:._/,=+]*") ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  /** Whether an action of this risk is not done unless somebody says so. */
  static boolean needsAllowance(Risk risk) {
    return switch (risk) {
      case NONE, CONTENT_LOST -> false;
      case DATA_LOST, IRREVERSIBLE -> true;
    };
  }

  static String reason(Reason reason) {
    return switch (reason) {
      case NOT_PRESENT -> "not present";
      case CONTENT_DIFFERS -> "content differs";
      case ATTRIBUTES_DIFFER -> "attributes differ";
      case INPUT_CHANGED -> "input changed";
      case IMAGE_CHANGED -> "image changed";
      case SECRET_CHANGED -> "secret changed";
      case DEFINITION_CHANGED -> "definition changed";
      case DRIFTED -> "changed outside Clova";
      case NOT_DECLARED -> "no longer declared";
      case PLACEMENT_CHANGED -> "placement changed";
      case RENAMED -> "renamed";
      case DEPENDENCY -> "dependency";
      case REQUESTED -> "requested";
      case NOT_RUNNING -> "not running";
      case UNHEALTHY -> "unhealthy";
    };
  }

  /** What is not already said by the verb; empty for no effect. */
  static String effect(Effect effect) {
    return switch (effect) {
      case NONE -> "";
      case RELOAD -> "reloads the service";
      case RESTART -> "restarts the service";
      case DOWNTIME -> "downtime";
    };
  }

  static String risk(Risk risk) {
    return switch (risk) {
      case NONE -> "";
      case CONTENT_LOST -> "content is lost";
      case DATA_LOST -> "data is lost";
      case IRREVERSIBLE -> "cannot be undone";
    };
  }

  static String evidence(Evidence fact) {
    return switch (fact) {
      case Evidence.Note(String text) -> text;
      case Evidence.Differs(String attribute, Optional<String> seen, Optional<String> wanted) ->
          attribute + " " + arrow(seen.orElse("(none)"), wanted.orElse("(none)"));
    };
  }

  /** The same read backwards: what Clova left, and what is there now. */
  static String driftEvidence(Evidence fact) {
    return switch (fact) {
      case Evidence.Note(String text) -> text;
      case Evidence.Differs(String attribute, Optional<String> seen, Optional<String> wanted) ->
          attribute + " " + arrow(wanted.orElse("(none)"), seen.orElse("(none)"));
    };
  }

  static String arrow(String before, String after) {
    return before + " -> " + after;
  }

  /** An address within its placement: {@code sync/compose.yml}; the service for the whole of it. */
  static String within(Address at) {
    return at.kind().isEmpty()
        ? at.placement().service()
        : at.toString().substring(at.placement().toString().length() + 1);
  }

  /** Another address, as short as it can be told beside this one. */
  static String beside(Address at, Address other, boolean manyTargets) {
    if (other.placement().equals(at.placement())) {
      return within(other);
    }
    boolean sameTarget = other.placement().target().equals(at.placement().target());
    return manyTargets && sameTarget
        ? other.placement().service() + "@*" + (other.kind().isEmpty() ? "" : ":" + within(other))
        : other.toString();
  }
}
