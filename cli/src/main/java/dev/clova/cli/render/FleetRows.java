package dev.clova.cli.render;

import dev.clova.cli.render.TargetRow.Usage;
import dev.clova.engine.FleetView;
import dev.clova.engine.TargetStatus;
import dev.clova.engine.kind.HealthLook.Health;
import dev.clova.engine.observed.Vitals;
import dev.clova.engine.planning.PlacementStatus;
import dev.clova.engine.planning.PlacementStatus.Actual;
import dev.clova.engine.runtime.RunState;
import dev.clova.engine.runtime.RunStatus;
import dev.clova.state.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** What was seen of services and targets, as rows of the tables. */
public final class FleetRows {

  private final FleetView view;
  private final Duration patience;

  /**
   * Rows of a view.
   *
   * @param patience a target that has not answered for longer is silent
   */
  public FleetRows(FleetView view, Duration patience) {
    this.view = view;
    this.patience = patience;
  }

  /** A row for each placement. */
  public List<StatusRow> placements() {
    return view.placements().values().stream().map(this::placement).toList();
  }

  /** What each placement uses. */
  public List<UseRow> uses() {
    return placements().stream()
        .map(
            row ->
                new UseRow(
                    row.placement(),
                    row.actual(),
                    Optional.ofNullable(view.usage().get(row.placement())),
                    row.silentSince(),
                    row.note()))
        .toList();
  }

  /** A row for each target. */
  public List<TargetRow> targets() {
    return view.targets().values().stream().map(this::target).toList();
  }

  private StatusRow placement(PlacementStatus status) {
    String target = status.placement().target();
    return new StatusRow(
        status.placement(),
        word(status.wanted()),
        actual(status.actual()),
        health(status.health()),
        since(status.actual()),
        status.pending(),
        status.drift(),
        status.hold(),
        silentSince(target),
        switch (status.actual()) {
          case Actual.Unreached _ -> lost(target);
          case Actual.Moved moved -> moved(status, moved);
          case Actual.Seen _, Actual.Files _ -> status.note();
        });
  }

  private static Optional<Instant> since(Actual actual) {
    return switch (actual) {
      case Actual.Seen(RunStatus run) -> run.since();
      case Actual.Moved moved -> Optional.of(moved.since());
      case Actual.Files _, Actual.Unreached _ -> Optional.empty();
    };
  }

  private static String moved(PlacementStatus status, Actual.Moved moved) {
    boolean isRename = !moved.to().service().equals(status.placement().service());
    String kept =
        "moved to %s; a stopped copy is kept until %s"
            .formatted(
                isRename ? moved.to() : moved.to().target(),
                moved
                    .until()
                    .map(until -> until.truncatedTo(ChronoUnit.SECONDS).toString())
                    .orElse("`clova move --finish " + status.placement().service() + "`"));
    return status.note().isEmpty() ? kept : kept + "; " + status.note();
  }

  /** Why a target is not reached, without a remedy: one line among many. */
  private String lost(String target) {
    return Optional.ofNullable(view.targets().get(target))
        .flatMap(TargetStatus::lost)
        .map(FleetRows::why)
        .orElse("");
  }

  private static String why(Problem problem) {
    return problem.code().title().toLowerCase(Locale.ROOT) + ": " + problem.detail();
  }

  private Optional<Instant> silentSince(String target) {
    return Optional.ofNullable(view.heard().get(target))
        .filter(heard -> heard.plus(patience).isBefore(view.at()));
  }

  private TargetRow target(TargetStatus status) {
    Optional<Vitals> vitals = status.vitals();
    return new TargetRow(
        status.name(),
        status.lost().isEmpty(),
        status.os(),
        vitals.flatMap(Vitals::load),
        vitals.map(Vitals::cores).orElse(OptionalInt.empty()),
        vitals.flatMap(Vitals::memory).map(FleetRows::usage),
        vitals.flatMap(Vitals::disk).map(FleetRows::usage),
        vitals.flatMap(Vitals::uptime),
        status.services(),
        status.trouble(),
        status.lastApply(),
        vitals.flatMap(Vitals::lock),
        silentSince(status.name()),
        status.lost().map(FleetRows::why).orElse(""));
  }

  private static Usage usage(Vitals.Filling filling) {
    return new Usage(filling.used(), filling.total());
  }

  private static String word(PlacementStatus.Wanted wanted) {
    return wanted.name().toLowerCase(Locale.ROOT);
  }

  private static String health(Health health) {
    return health == Health.UNCHECKED ? "" : health.name().toLowerCase(Locale.ROOT);
  }

  private static String actual(Actual actual) {
    return switch (actual) {
      case Actual.Unreached() -> "unreached";
      case Actual.Moved _ -> "moved";
      case Actual.Files(boolean present) -> present ? "present" : "absent";
      case Actual.Seen(RunStatus status) ->
          switch (status.state()) {
            case RunState.Running() -> "running";
            case RunState.Stopped() -> "stopped";
            case RunState.Failed _ -> "failed";
            case RunState.Absent() -> "absent";
            case RunState.Unknown _ -> "unknown";
          };
    };
  }
}
