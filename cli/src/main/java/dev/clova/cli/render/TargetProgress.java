package dev.clova.cli.render;

import java.time.Instant;

/**
 * What one target is busy with.
 *
 * @param target its name
 * @param doing what it does now, in a few words; empty while it waits
 * @param detail how far that is; may be empty
 * @param since when that began
 * @param done how many of its actions have ended
 * @param total how many there are; 0 while nobody knows
 */
record TargetProgress(
    String target, String doing, String detail, Instant since, int done, int total) {

  static TargetProgress idle(String target, int total, Instant now) {
    return new TargetProgress(target, "", "", now, 0, total);
  }

  TargetProgress doing(String what, String howFar, Instant when) {
    return new TargetProgress(target, what, howFar, doing.equals(what) ? since : when, done, total);
  }

  TargetProgress oneMoreDone(Instant now) {
    return new TargetProgress(target, "", "", now, done + 1, total);
  }

  boolean isBusy() {
    return !doing.isEmpty();
  }
}
