package dev.clova.cli.render;

import dev.clova.engine.ApplyReport;
import dev.clova.engine.PlanResult;
import dev.clova.engine.applying.ApplyEvent;

/**
 * Shows work while it goes on. Events may come from many threads at once; nothing here can
 * influence the work.
 */
public interface ApplyProgress extends AutoCloseable {

  /** Something happened. */
  void accept(ApplyEvent event);

  /**
   * The plan is made and will be shown or carried out; what moves on the screen makes room for it.
   */
  void planned(PlanResult result);

  /** The work has come to this; told once, before the end. */
  void ended(ApplyReport report);

  /** Ends the showing, however the work ended, and leaves the screen as it is to stay. */
  @Override
  void close();

  /** Shows nothing. */
  static ApplyProgress none() {
    return new Silence();
  }
}
