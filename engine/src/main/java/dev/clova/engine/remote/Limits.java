package dev.clova.engine.remote;

import java.time.Duration;

/**
 * How long and how much a target may answer to one request.
 *
 * @param silence the longest wait in which no byte moves either way
 * @param total the longest wait for the end of the answer
 * @param answerBytes the most bytes in all frames of the answer together
 */
public record Limits(Duration silence, Duration total, long answerBytes) {

  /** 30 seconds of silence, an hour in all, 64 MiB. */
  public static final Limits USUAL =
      new Limits(Duration.ofSeconds(30), Duration.ofHours(1), 64L << 20);

  /** Refuses what would never let an answer through. */
  public Limits {
    if (silence.isNegative() || silence.isZero() || total.isNegative() || total.isZero()) {
      throw new IllegalArgumentException("a time limit must be positive");
    }
    if (answerBytes < 0) {
      throw new IllegalArgumentException("a size limit must not be negative");
    }
  }

  /** The same, with other time limits. */
  public Limits within(Duration silence, Duration total) {
    return new Limits(silence, total, answerBytes);
  }

  /** The same, with another size limit. */
  public Limits upTo(long answerBytes) {
    return new Limits(silence, total, answerBytes);
  }
}
