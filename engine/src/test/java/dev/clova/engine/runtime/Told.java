package dev.clova.engine.runtime;

import dev.clova.engine.kind.Finding;
import dev.clova.engine.step.Action;
import dev.clova.engine.step.Step;
import dev.clova.state.Effect;
import dev.clova.state.Evidence;
import dev.clova.state.PlannedAction;
import dev.clova.state.Risk;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A finding as lines that a person can read, for comparing with a case. */
final class Told {

  private Told() {}

  static List<String> of(Finding finding) {
    List<String> lines = new ArrayList<>();
    for (Step step : finding.steps()) {
      step.claims().forEach(claim -> claim(claim, lines));
      step.actions().forEach(action -> lines.add("    " + action(action)));
    }
    finding.drift().forEach(drift -> lines.add("drift " + drift.at()));
    finding
        .cannotTell()
        .forEach(
            told ->
                lines.add(
                    "cannot tell " + told.at() + ": " + told.why() + "; needs " + told.needed()));
    if (finding.blocked()) {
      lines.add("blocked");
    }
    return lines;
  }

  private static void claim(PlannedAction claim, List<String> lines) {
    String because =
        claim.because().isEmpty()
            ? ""
            : " because "
                + claim.because().stream().map(Object::toString).collect(Collectors.joining(" "));
    String effect = claim.effect() == Effect.NONE ? "" : " effect " + claim.effect().word();
    String risk = claim.risk() == Risk.NONE ? "" : " risk " + claim.risk().word();
    lines.add(
        claim.verb().word()
            + " "
            + claim.at()
            + " "
            + claim.reason().word()
            + because
            + effect
            + risk);
    claim.evidence().forEach(fact -> lines.add("  " + fact(fact)));
  }

  private static String fact(Evidence fact) {
    return switch (fact) {
      case Evidence.Note(String text) -> text;
      case Evidence.Differs differs ->
          "%s: %s -> %s"
              .formatted(
                  differs.attribute(), differs.seen().orElse("-"), differs.wanted().orElse("-"));
    };
  }

  private static String action(Action action) {
    return switch (action) {
      case Action.PutTree _ -> "tree";
      case Action.TakeBack _ -> "take back";
      case Action.PutFile file -> "put " + file.folder().orElse(".") + "/" + file.name();
      case Action.RemoveFile file -> "remove " + file.folder().orElse(".") + "/" + file.name();
      case Action.Script(var text) -> "script " + last(text.toString());
      case Action.Command command -> "run " + command.what();
      case Action.Await await -> "await " + await.what();
      case Action.Learn learn -> "learn " + learn.at();
    };
  }

  /** The functions come first; what is called is below them. */
  private static String last(String text) {
    String calls = text.substring(text.lastIndexOf("\n}\n") + 1);
    return calls.lines().filter(line -> !line.equals("}")).collect(Collectors.joining("; "));
  }
}
