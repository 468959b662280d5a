package dev.clova.cli.command;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An option with a value of some type. Typed more than once, {@link Call#value} has the last and
 * {@link Call#values} has all.
 *
 * @param <T> what the value becomes
 * @param names what may be typed
 * @param label what the help calls the value, such as {@code FILE}
 * @param wanted what the value may be, for the message when it is something else
 * @param reader makes the value of what was typed; empty if it cannot
 * @param help one line
 * @param variable the environment variable that sets it, or an empty string
 */
public record Setting<T>(
    List<String> names,
    String label,
    String wanted,
    Function<String, Optional<T>> reader,
    String help,
    String variable)
    implements Option {

  private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)?");

  /** Copies its names. */
  public Setting {
    names = List.copyOf(names);
  }

  /** Any text. */
  public static Setting<String> text(String label, String help, String... names) {
    return new Setting<>(List.of(names), label, "a text", Optional::of, help, "");
  }

  /** A path, as typed. */
  public static Setting<Path> path(String label, String help, String... names) {
    return new Setting<>(List.of(names), label, "a path", Setting::toPath, help, "");
  }

  /** A whole number between two bounds, both included. */
  public static Setting<Integer> number(
      String label, int least, int most, String help, String... names) {
    return new Setting<>(
        List.of(names),
        label,
        "a number from " + least + " to " + most,
        text -> toNumber(text).filter(number -> number >= least && number <= most),
        help,
        "");
  }

  /** A time such as {@code 90s}, {@code 5m} or {@code 2h}; a bare number counts seconds. */
  public static Setting<Duration> duration(String label, String help, String... names) {
    return new Setting<>(
        List.of(names), label, "a time such as `90s` or `5m`", Setting::toDuration, help, "");
  }

  /** One of an enum's constants, typed in lower case and with dashes. */
  public static <E extends Enum<E>> Setting<E> choice(Class<E> type, String help, String... names) {
    List<String> words = Arrays.stream(type.getEnumConstants()).map(Setting::word).toList();
    return new Setting<>(
        List.of(names),
        String.join("|", words),
        "one of `" + String.join("`, `", words) + "`",
        text ->
            Arrays.stream(type.getEnumConstants()).filter(e -> word(e).equals(text)).findFirst(),
        help,
        "");
  }

  /** The same setting, also read from an environment variable. */
  public Setting<T> orVariable(String name) {
    return new Setting<>(names, label, wanted, reader, help, name);
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Optional<Path> toPath(String text) {
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static Optional<Integer> toNumber(String text) {
    return text.matches("[0-9]{1,9}") ? Optional.of(Integer.parseInt(text)) : Optional.empty();
  }

  /** Empty if it is none. */
  static Optional<Duration> toDuration(String text) {
    Matcher form = DURATION.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    long amount = Long.parseLong(form.group(1));
    return Optional.of(
        switch (Optional.ofNullable(form.group(2)).orElse("s")) {
          case "ms" -> Duration.ofMillis(amount);
          case "m" -> Duration.ofMinutes(amount);
          case "h" -> Duration.ofHours(amount);
          case "d" -> Duration.ofDays(amount);
          default -> Duration.ofSeconds(amount);
        });
  }
}
