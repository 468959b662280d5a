package dev.clova.cli.render;

import dev.clova.cli.console.Palette;
import dev.clova.cli.console.Printable;
import dev.clova.cli.console.Style;
import dev.clova.engine.DriftReport;
import dev.clova.engine.PlanResult;
import dev.clova.state.Address;
import dev.clova.state.ContentChange;
import dev.clova.state.Drift;
import dev.clova.state.Evidence;
import dev.clova.state.JsonOut;
import dev.clova.state.PlannedAction;
import dev.clova.state.Problem;
import dev.clova.state.TextLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Differences as unified diffs: from what a target has to what is defined, or was left there. */
public final class DiffText {

  private static final String NOTHING = "/dev/null";

  private final Palette palette;
  private final List<String> lines = new ArrayList<>();

  private DiffText(Palette palette) {
    this.palette = palette;
  }

  /** What differs from the definition; what has no lines is told in a sentence each. */
  public static List<String> lines(PlanResult result, Palette palette) {
    DiffText text = new DiffText(palette);
    for (PlannedAction action : result.plan().actions()) {
      if (action.change().filter(change -> !change.lines().isEmpty()).isPresent()) {
        text.change(action.at(), action.change().get(), "target", "definition");
      } else {
        text.sentence(action.at(), words(action));
      }
    }
    result.plan().cannotTell().forEach(it -> text.sentence(it.at(), "cannot tell: " + it.why()));
    return text.lines;
  }

  /** What is not as it was left, with the lines that an apply would put back. */
  public static List<String> lines(DriftReport report, Palette palette) {
    DiffText text = new DiffText(palette);
    for (Drift drift : report.drift()) {
      text.sentence(drift.at(), words(drift.evidence()));
      Optional.ofNullable(report.changes().get(drift.at()))
          .filter(change -> !change.lines().isEmpty())
          .ifPresent(change -> text.change(drift.at(), change, "target", "definition"));
    }
    return text.lines;
  }

  /** How one file changes here. */
  public static List<String> lines(String address, ContentChange change, Palette palette) {
    DiffText text = new DiffText(palette);
    Address at = Address.parse(address).orElseThrow();
    text.change(at, change, "here", "target");
    return text.lines;
  }

  /** Drift for programs. */
  public static String json(DriftReport report) {
    return JsonOut.document(
        out ->
            out.text("format", "clova.drift/1")
                .objects(
                    "drift",
                    report.drift(),
                    (one, drift) ->
                        one.text("at", drift.at().toString())
                            .texts(
                                "evidence",
                                drift.evidence().stream().map(PlanWords::driftEvidence).toList()))
                .texts("unreached", report.unreached().stream().map(Problem::detail).toList()));
  }

  private void change(Address at, ContentChange change, String from, String to) {
    String name = Printable.of(at.toString());
    lines.add(
        palette.paint(
            Style.STRONG, "--- " + (change.old().isPresent() ? name + "\t" + from : NOTHING)));
    lines.add(
        palette.paint(
            Style.STRONG, "+++ " + (change.wanted().isPresent() ? name + "\t" + to : NOTHING)));
    change.lines().forEach(line -> lines.add(line(line)));
    change.notes().forEach(note -> lines.add(palette.paint(Style.FAINT, "\\ " + note)));
  }

  private String line(TextLine line) {
    String text = Printable.of(line.text().replace("\t", "        "));
    return switch (line.sort()) {
      case HUNK -> palette.paint(Style.HINT, "@@ " + text + " @@");
      case CONTEXT -> " " + text;
      case OLD -> palette.paint(Style.REMOVED, "-" + text);
      case NEW -> palette.paint(Style.ADDED, "+" + text);
    };
  }

  private void sentence(Address at, String words) {
    lines.add(palette.paint(Style.STRONG, Printable.of(at.toString())) + ": " + words);
  }

  private static String words(PlannedAction action) {
    String facts = words(action.evidence());
    String reason = PlanWords.reason(action.reason());
    return action.verb().word() + ", " + reason + (facts.isEmpty() ? "" : ": " + facts);
  }

  private static String words(List<Evidence> evidence) {
    return evidence.stream()
        .map(PlanWords::driftEvidence)
        .map(Printable::of)
        .collect(Collectors.joining("; "));
  }
}
