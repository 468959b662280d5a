package dev.clova.cli.render;

import java.time.Duration;
import java.util.Locale;

/** Sizes, times and numbers of things, as people read them. */
final class Amounts {

  private static final String[] UNITS = {"KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

  private Amounts() {}

  /** {@code 812 B}, {@code 1.2 GiB}, {@code 340 KiB}. */
  static String bytes(long bytes) {
    if (bytes < 1024) {
      return bytes + " B";
    }
    double value = bytes / 1024.0;
    int unit = 0;
    while (value >= 999.5 && unit < UNITS.length - 1) {
      value /= 1024;
      unit++;
    }
    return String.format(Locale.ROOT, value < 99.95 ? "%.1f %s" : "%.0f %s", value, UNITS[unit]);
  }

  /** {@code 1 file}, {@code 4,812 files}. */
  static String of(long count, String one) {
    return of(count, one, one + "s");
  }

  /** The same for words whose plural is not made with an s. */
  static String of(long count, String one, String many) {
    return number(count) + " " + (count == 1 ? one : many);
  }

  /** {@code 4,812}. */
  static String number(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** {@code 0.4 s}, {@code 12 s}, {@code 3m 20s}, {@code 2h 5m}, {@code 12d 3h}. */
  static String time(Duration time) {
    return time.toSeconds() < 10
        ? String.format(Locale.ROOT, "%.1f s", Math.floor(time.toMillis() / 100.0) / 10)
        : seconds(time);
  }

  /** The same without parts of seconds. */
  static String seconds(Duration time) {
    long seconds = time.toSeconds();
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3600) {
      return seconds / 60 + "m " + seconds % 60 + "s";
    }
    if (seconds < 86_400) {
      return seconds / 3600 + "h " + seconds % 3600 / 60 + "m";
    }
    return seconds / 86_400 + "d " + seconds % 86_400 / 3600 + "h";
  }
}
