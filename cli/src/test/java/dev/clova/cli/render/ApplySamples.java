package dev.clova.cli.render;

import dev.clova.engine.ApplyReport;
import dev.clova.engine.PlanResult;
import dev.clova.engine.applying.ApplyEvent;
import dev.clova.engine.applying.PlacementOutcome;
import dev.clova.state.Address;
import dev.clova.state.Placement;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import dev.clova.state.Verb;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Applies that ended in every way, and what was heard of them. */
final class ApplySamples {

  static final Placement BLOG = PlanSamples.BLOG;
  static final Placement METRICS = new Placement("metrics", "web-1");
  static final Placement SHOP = new Placement("shop", "web-2");
  static final Placement SITE = new Placement("site", "web-1");

  static final PlacementOutcome DONE = new PlacementOutcome.Done();

  static final String OUTPUT =
      "Pulling web\n\tlayer \u001b[31m1\u001b[0m of 3\nmanifest for ghost:9.99 not found: "
          + "manifest unknown: manifest tagged by \"9.99\" is not found\n";

  static final PlacementOutcome FAILED =
      new PlacementOutcome.Failed(
          Address.of(BLOG, "run", "compose"),
          Verb.RESTART,
          "docker compose --project-name blog up --detach --remove-orphans",
          1,
          OUTPUT,
          "");

  static final String REFUSED =
      "`web-1` (192.0.2.7 port 22) refused the login of `deploy`. Tried: `~/.ssh/id_ed25519`.";

  private ApplySamples() {}

  static ApplyReport complete() {
    return report(
        PlanSamples.bare(PlanSamples.plan("", List.of(PlanSamples.nginx()), 3)),
        Map.of(BLOG, DONE));
  }

  static ApplyReport partly() {
    return report(
        PlanSamples.rich(),
        Map.of(
            BLOG,
            FAILED,
            METRICS,
            DONE,
            SHOP,
            new PlacementOutcome.Skipped("`blog@web-1` failed, and it comes after that"),
            SITE,
            new PlacementOutcome.Unknown("the connection was lost")));
  }

  static ApplyReport interrupted() {
    ApplyReport partly = partly();
    return new ApplyReport(
        partly.applied(),
        new TreeMap<>(Map.of(METRICS, DONE, SHOP, new PlacementOutcome.Skipped("interrupted"))),
        true,
        List.of(),
        partly.duration());
  }

  static ApplyReport unconfirmed() {
    return report(
        PlanSamples.rich(),
        Map.of(
            SITE,
            new PlacementOutcome.Returned(new PlacementOutcome.Cause.Unconfirmed(REFUSED)),
            METRICS,
            new PlacementOutcome.Returned(new PlacementOutcome.Cause.Others())));
  }

  static ApplyReport unrecorded() {
    ApplyReport complete = complete();
    return new ApplyReport(
        complete.applied(),
        complete.outcomes(),
        false,
        List.of(
            Problem.of(
                ProblemCode.STATE_NOT_WRITTEN,
                "`.clova/state.json` was not written: no space left.",
                "Make room, then `clova state rebuild`.")),
        Duration.ofMillis(420));
  }

  static ApplyReport report(PlanResult plan, Map<Placement, PlacementOutcome> outcomes) {
    return new ApplyReport(
        plan, new TreeMap<>(outcomes), false, List.of(), Duration.ofMillis(83_400));
  }

  static List<ApplyEvent> looking() {
    return List.of(
        new ApplyEvent.Connecting("web-1"),
        new ApplyEvent.Connecting("backup-1"),
        new ApplyEvent.Looked("web-1"),
        new ApplyEvent.Lost("backup-1", "no answer within 30 s"));
  }

  static List<ApplyEvent> applying() {
    Address file = PlanSamples.nginx().at();
    Address run = Address.of(BLOG, "run", "compose");
    return List.of(
        new ApplyEvent.Connecting("web-1"),
        new ApplyEvent.Looked("web-1"),
        new ApplyEvent.Sending("web-1", 1 << 20, 5 << 20),
        new ApplyEvent.Sending("web-1", 5 << 20, 5 << 20),
        new ApplyEvent.Began(file, Verb.UPDATE),
        new ApplyEvent.Done(file, Verb.UPDATE),
        new ApplyEvent.Began(run, Verb.RESTART),
        new ApplyEvent.Failed(run, Verb.RESTART, 1, OUTPUT),
        new ApplyEvent.Skipped(SHOP, "`blog@web-1` failed, and it comes after that"),
        new ApplyEvent.Finished(METRICS),
        new ApplyEvent.Confirming(SITE, Duration.ofSeconds(45), ""),
        new ApplyEvent.Confirming(SITE, Duration.ofSeconds(45), REFUSED),
        new ApplyEvent.TakenBack(SITE, REFUSED));
  }
}
