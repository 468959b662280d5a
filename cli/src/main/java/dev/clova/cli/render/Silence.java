package dev.clova.cli.render;

import dev.clova.engine.ApplyReport;
import dev.clova.engine.PlanResult;
import dev.clova.engine.applying.ApplyEvent;

/** Shows nothing of the work. */
final class Silence implements ApplyProgress {

  @Override
  public void accept(ApplyEvent event) {}

  @Override
  public void planned(PlanResult result) {}

  @Override
  public void ended(ApplyReport report) {}

  @Override
  public void close() {}
}
