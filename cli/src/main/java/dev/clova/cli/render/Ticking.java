package dev.clova.cli.render;

import dev.clova.engine.ApplyReport;
import dev.clova.engine.PlanResult;
import dev.clova.engine.applying.ApplyEvent;

/**
 * Progress that also moves while nothing happens, for as long as it is open.
 *
 * @param progress what is shown
 * @param ticker what makes it move
 */
record Ticking(ApplyProgress progress, Ticker ticker) implements ApplyProgress {

  @Override
  public void accept(ApplyEvent event) {
    progress.accept(event);
  }

  @Override
  public void planned(PlanResult result) {
    progress.planned(result);
  }

  @Override
  public void ended(ApplyReport report) {
    progress.ended(report);
  }

  @Override
  public void close() {
    ticker.close();
    progress.close();
  }
}
