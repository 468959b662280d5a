package dev.clova.engine.runtime;

import dev.clova.engine.runtime.SystemdAnswer.Unit;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How the units of a service are, as one. */
final class UnitsState {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final SystemdAnswer seen;

  UnitsState(SystemdAnswer seen) {
    this.seen = seen;
  }

  /** The state of a service that ought to run: all of these units must. */
  RunState of(Collection<String> started) {
    List<String> failed = new ArrayList<>();
    int fine = 0;
    int absent = 0;
    for (String name : started) {
      Optional<Unit> unit = seen.unit(name);
      if (unit.isEmpty()) {
        return new RunState.Unknown("systemd did not tell how `" + name + "` is", "another try");
      }
      if (hasFailed(unit.get())) {
        failed.add(name + " " + unit.get().describe());
      } else if (isFine(unit.get())) {
        fine++;
      } else if (unit.get().is("LoadState", "not-found")) {
        absent++;
      }
    }
    if (!failed.isEmpty()) {
      return new RunState.Failed(String.join(", ", failed));
    }
    if (fine == started.size()) {
      return new RunState.Running();
    }
    return absent == started.size() ? new RunState.Absent() : new RunState.Stopped();
  }

  /** The state of a service that ought not to run: none of these units may. */
  RunState atAll(Collection<String> loadable) {
    boolean anyUp =
        loadable.stream().flatMap(name -> seen.unit(name).stream()).anyMatch(UnitsState::isUp);
    if (anyUp) {
      return new RunState.Running();
    }
    RunState state = of(loadable);
    return state instanceof RunState.Running ? new RunState.Stopped() : state;
  }

  /** Those of them that are to be started. */
  List<String> down(Collection<String> started) {
    return started.stream().filter(name -> !seen.unit(name).map(this::runs).orElse(false)).toList();
  }

  /** Those of them that are up now. */
  List<String> up(Collection<String> units) {
    return units.stream()
        .filter(name -> seen.unit(name).map(UnitsState::isUp).orElse(false))
        .toList();
  }

  boolean canReload(String unit) {
    return seen.unit(unit).filter(u -> u.is("CanReload", "yes")).isPresent();
  }

  /** Whether systemd knows that it has read other files than are there now. */
  boolean needsReread(Collection<String> units) {
    return units.stream()
        .flatMap(name -> seen.unit(name).stream())
        .anyMatch(unit -> unit.is("NeedDaemonReload", "yes"));
  }

  /** Since when all of them are up, or the last of them is not. */
  Optional<Instant> since(Collection<String> started) {
    String change =
        of(started) instanceof RunState.Running ? "ActiveEnterTimestamp" : "StateChangeTimestamp";
    Optional<Instant> latest = Optional.empty();
    for (String name : started) {
      Optional<Instant> since = seen.unit(name).flatMap(u -> time(u.get(change)));
      if (since.isPresent() && latest.map(since.get()::isAfter).orElse(true)) {
        latest = since;
      }
    }
    return latest;
  }

  /** A line on each unit, for people. */
  String detail(Collection<String> units) {
    List<String> parts = new ArrayList<>();
    for (String name : units) {
      seen.unit(name).ifPresent(unit -> parts.add(name + " " + unit.describe()));
    }
    return String.join(", ", parts);
  }

  private boolean runs(Unit unit) {
    return isFine(unit) && !hasFailed(unit);
  }

  private static boolean hasFailed(Unit unit) {
    return unit.is("ActiveState", "failed")
        || unit.is("SubState", "auto-restart")
        || unit.is("LoadState", "error")
        || unit.is("LoadState", "bad-setting");
  }

  private static boolean isUp(Unit unit) {
    return switch (unit.get("ActiveState")) {
      case "active", "reloading", "activating", "refreshing" -> true;
      default -> false;
    };
  }

  /** A oneshot that has done its work and says nothing of remaining is as it should be. */
  private static boolean isFine(Unit unit) {
    boolean hasEnded =
        unit.is("Type", "oneshot")
            && unit.is("ActiveState", "inactive")
            && unit.is("Result", "success")
            && !unit.get("ExecMainExitTimestamp").isEmpty();
    return isUp(unit) || hasEnded;
  }

  private static Optional<Instant> time(String text) {
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(Instant.from(TIME.parse(text)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
