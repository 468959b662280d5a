package dev.clova.cli.render;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How one target is. What an unreached one would tell is empty or 0.
 *
 * @param name the target's name
 * @param reachable whether it answered
 * @param os name and version
 * @param load the load average of the last minute
 * @param cores how many there are
 * @param memory what is used of it
 * @param disk what is used of the file system that the services lie on
 * @param uptime since its start
 * @param services how many are placed on it
 * @param trouble how many of them are not as they should be
 * @param lastApply when something was last applied there
 * @param lock what whoever works on it now says of itself
 * @param silentSince when it answered last, if it does not answer now
 * @param note why it was not reached, or what else is to be said; may be empty
 */
public record TargetRow(
    String name,
    boolean reachable,
    String os,
    Optional<Double> load,
    OptionalInt cores,
    Optional<Usage> memory,
    Optional<Usage> disk,
    Optional<Duration> uptime,
    int services,
    int trouble,
    Optional<Instant> lastApply,
    Optional<String> lock,
    Optional<Instant> silentSince,
    String note) {

  /**
   * How full something is.
   *
   * @param used in bytes
   * @param total in bytes
   */
  public record Usage(long used, long total) {

    /** From 0 to 100. */
    int percent() {
      return total <= 0 ? 0 : Math.clamp(Math.round(100.0 * used / total), 0, 100);
    }
  }
}
