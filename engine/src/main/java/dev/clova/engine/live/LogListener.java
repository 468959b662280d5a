package dev.clova.engine.live;

import java.util.List;

/** Hears logs, from one thread at a time. */
public interface LogListener {

  /**
   * Lines, in their order.
   *
   * @return whether more are wanted
   */
  boolean lines(List<LogLine> lines);

  /** A sentence about what happens to a log, such as a connection that was lost. */
  void notice(String text);
}
