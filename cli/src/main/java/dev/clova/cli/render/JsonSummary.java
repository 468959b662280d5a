package dev.clova.cli.render;

import dev.clova.engine.ApplyReport;
import dev.clova.engine.applying.PlacementOutcome;
import dev.clova.state.JsonOut;
import dev.clova.state.Placement;
import java.util.Map;
import java.util.Optional;

/** What an apply came to, for other programs. */
final class JsonSummary {

  private JsonSummary() {}

  /** The members of a summary; without a report, of one that was given up before there was one. */
  static void members(JsonOut out, Optional<ApplyReport> report) {
    out.text("outcome", report.map(JsonSummary::outcome).orElse("not_applied"));
    report.ifPresent(it -> members(out, it));
  }

  /** How it ended, and how many placements ended in which way. */
  static void tally(JsonOut out, ApplyReport report) {
    Tally tally = Tally.of(report);
    out.text("outcome", outcome(report)).number("exit", ExitRule.of(report).code());
    out.number("done", tally.done()).number("failed", tally.failed());
    out.number("unknown", tally.unknown()).number("skipped", tally.skipped());
  }

  private static void members(JsonOut out, ApplyReport report) {
    Tally tally = Tally.of(report);
    out.text("plan", report.applied().plan().id().text());
    out.number("exit", ExitRule.of(report).code());
    out.number("done", tally.done()).number("failed", tally.failed());
    out.number("unknown", tally.unknown()).number("skipped", tally.skipped());
    out.number("duration_ms", report.duration().toMillis());
    out.objects("placements", report.outcomes().entrySet(), JsonSummary::placement);
    out.objects("unreached", report.applied().plan().unreached(), JsonPlan::unreached);
    out.objects("problems", report.problems(), JsonPlan::problem);
  }

  private static String outcome(ApplyReport report) {
    if (report.interrupted()) {
      return "interrupted";
    }
    if (report.isComplete()) {
      return "done";
    }
    return Tally.of(report).done() > 0 ? "partly" : "failed";
  }

  private static void placement(JsonOut out, Map.Entry<Placement, PlacementOutcome> entry) {
    out.text("at", entry.getKey().toString());
    switch (entry.getValue()) {
      case PlacementOutcome.Done done -> out.text("outcome", "done");
      case PlacementOutcome.Skipped(String why) -> out.text("outcome", "skipped").text("why", why);
      case PlacementOutcome.Unknown(String why) -> out.text("outcome", "unknown").text("why", why);
      case PlacementOutcome.Returned(var cause) ->
          returned(out.text("outcome", "rolled_back"), cause);
      case PlacementOutcome.Failed failed -> failed(out.text("outcome", "failed"), failed);
    }
  }

  private static void returned(JsonOut out, PlacementOutcome.Cause cause) {
    switch (cause) {
      case PlacementOutcome.Cause.Failure(var failed) -> failed(out, failed);
      case PlacementOutcome.Cause.Unconfirmed(String why) -> out.text("unconfirmed", why);
      case PlacementOutcome.Cause.Others() -> {}
    }
  }

  private static void failed(JsonOut out, PlacementOutcome.Failed failed) {
    out.text("failed_at", failed.at().toString()).term("do", failed.verb());
    JsonProgress.status(out.text("command", failed.command()), failed.status())
        .text("output", failed.output());
    if (!failed.log().isEmpty()) {
      out.text("log", failed.log());
    }
  }
}
