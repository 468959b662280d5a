package dev.clova.cli.command;

import dev.clova.cli.console.ExitStatus;
import dev.clova.cli.console.Key;
import dev.clova.cli.console.Screen;
import dev.clova.cli.render.FleetRows;
import dev.clova.cli.render.LiveTable;
import dev.clova.engine.Engine;
import dev.clova.engine.FleetView;
import dev.clova.engine.Watch;
import dev.clova.state.ClovaException;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A view that stays on the screen until somebody ends it.
 *
 * @param call what was typed
 * @param name the command's, for others
 * @param begin begins to look, again and again after such a time
 * @param rows the rows of what was seen
 * @param table shows them
 * @param <R> what a row is made of
 */
record Watching<R>(
    Call call,
    String name,
    BiFunction<Engine, Duration, Watch> begin,
    Function<FleetRows, List<R>> rows,
    LiveTable<R> table) {

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  ExitStatus run() {
    if (call.has(SharedOptions.JSON)) {
      throw new ClovaException(
          Problem.of(ProblemCode.USAGE, "`--watch` draws, and `--json` prints.", ""));
    }
    Duration interval = call.value(FleetOptions.INTERVAL).orElse(FleetOptions.USUAL_INTERVAL);
    try (Workplace workplace = Workplace.open(call, name);
        Watch watch = begin.apply(workplace.engine(), interval);
        Screen screen = Screen.open(call.console())) {
      show(watch, screen, interval);
    }
    return ExitStatus.DONE;
  }

  private void show(Watch watch, Screen screen, Duration interval) {
    Clock clock = Clock.systemUTC();
    Duration pause = interval.compareTo(LONGEST_PAUSE) < 0 ? interval : LONGEST_PAUSE;
    Duration patience = interval.multipliedBy(2).plus(LONGEST_PAUSE);
    boolean goesOn = true;
    while (goesOn) {
      FleetView view = watch.view();
      List<R> seen = rows.apply(new FleetRows(view, patience));
      String notice = watch.problem().map(FleetOptions::told).orElse("");
      Instant next = clock.instant().plus(pause);
      Optional<Key> key = Optional.empty();
      do {
        screen.draw(
            table.lines(
                seen,
                notice,
                view.at(),
                call.console().outPalette(),
                screen.columns(),
                screen.rows()));
        Duration left = Duration.between(clock.instant(), next);
        key = screen.key(left.isNegative() ? Duration.ZERO : left);
        goesOn = key.map(table::press).orElse(true);
      } while (goesOn && key.isPresent());
    }
  }
}
