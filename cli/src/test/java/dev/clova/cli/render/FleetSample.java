package dev.clova.cli.render;

import dev.clova.engine.PlanResult;
import dev.clova.state.Address;
import dev.clova.state.ContentChange;
import dev.clova.state.ContentVersion;
import dev.clova.state.Effect;
import dev.clova.state.Evidence;
import dev.clova.state.Placement;
import dev.clova.state.PlannedAction;
import dev.clova.state.Reason;
import dev.clova.state.Risk;
import dev.clova.state.TextLine;
import dev.clova.state.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A plan over a large fleet, where some services differ from server to server. */
final class FleetSample {

  private FleetSample() {}

  static PlanResult plan(int targets, int services) {
    List<PlannedAction> actions = new ArrayList<>();
    for (int service = 0; service < services; service++) {
      for (int target = 0; target < targets; target++) {
        actions.addAll(placement(service, target));
      }
    }
    return PlanSamples.bare(PlanSamples.plan("", actions, 40_000));
  }

  private static List<PlannedAction> placement(int service, int target) {
    Placement at = new Placement(name("service-%02d", service), name("server-%03d", target));
    List<PlannedAction> actions = new ArrayList<>();
    boolean differs = service % 2 == 1;
    actions.add(config(at, differs ? "  bind " + at.target() + ":80" : "  bind *:80"));
    if (service % 3 == 0) {
      actions.add(
          PlannedAction.of(
                  Address.of(at, "run", "systemd"), Verb.RESTART, Reason.INPUT_CHANGED, "r", "")
              .because(List.of(Address.of(at, "sync", "app.conf")))
              .effect(target % 50 == 0 ? Effect.DOWNTIME : Effect.RESTART)
              .wave(2));
    }
    if (service == 3 && target == 7) {
      actions.add(
          PlannedAction.of(
                  Address.of(at, "directory", "uploads"), Verb.REMOVE, Reason.NOT_DECLARED, "f", "")
              .evidence(List.of(Evidence.note("812 files")))
              .risk(Risk.DATA_LOST));
    }
    return actions;
  }

  private static PlannedAction config(Placement at, String line) {
    return PlannedAction.of(
            Address.of(at, "sync", "app.conf"), Verb.UPDATE, Reason.CONTENT_DIFFERS, "a", "b")
        .change(
            new ContentChange(
                Optional.of(new ContentVersion(100, "a".repeat(64), "0644")),
                Optional.of(new ContentVersion(100, "b".repeat(64), "0644")),
                List.of(
                    TextLine.hunk("line 1"),
                    TextLine.context("frontend web"),
                    TextLine.context("  mode http"),
                    TextLine.context("  option httplog"),
                    TextLine.old("  bind *:8080"),
                    TextLine.wanted(line),
                    TextLine.context("  default_backend app"),
                    TextLine.context("  maxconn 2000"),
                    TextLine.context("  timeout client 30s")),
                List.of(),
                false));
  }

  private static String name(String form, int number) {
    return String.format(Locale.ROOT, form, number);
  }
}
