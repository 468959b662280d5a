package dev.clova.engine.kind;

import dev.clova.engine.step.Content;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The text of a {@code .env} file. Of {@code [env]}, one that Compose, systemd's {@code
 * EnvironmentFile} and a shell all read alike: every value in single quotes, where none of the
 * three knows an escape. What they would read differently cannot be written.
 *
 * @param keys the names, sorted
 * @param content UTF-8, one {@code KEY='value'} a line
 */
public record EnvFile(List<String> keys, Content content) {

  /** The file for these names and values; see {@link #refusal} for what is not allowed. */
  public static EnvFile of(SortedMap<String, String> values) {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, String> entry : values.entrySet()) {
      text.append(entry.getKey()).append("='").append(entry.getValue()).append("'\n");
    }
    return new EnvFile(
        List.copyOf(values.keySet()), Content.of(text.toString().getBytes(StandardCharsets.UTF_8)));
  }

  /** A file that somebody else has written, as it is. */
  public static EnvFile own(byte[] text) {
    List<String> keys =
        new String(text, StandardCharsets.UTF_8)
            .lines()
            .filter(line -> line.indexOf('=') > 0)
            .map(line -> line.substring(0, line.indexOf('=')))
            .filter(EnvFile::isKey)
            .distinct()
            .sorted()
            .toList();
    return new EnvFile(keys, Content.of(text));
  }

  /**
   * The values of a file that {@link #of} has written; lines that it does not write are no part.
   */
  public static SortedMap<String, String> values(byte[] written) {
    SortedMap<String, String> values = new TreeMap<>();
    for (String line : new String(written, StandardCharsets.UTF_8).lines().toList()) {
      int equals = line.indexOf("='");
      if (equals > 0 && line.endsWith("'") && line.length() > equals + 2) {
        values.put(line.substring(0, equals), line.substring(equals + 2, line.length() - 1));
      }
    }
    return values;
  }

  /** Why a value cannot be written so that all readers agree; empty if it can. */
  public static Optional<String> refusal(String value) {
    if (value.indexOf('\'') >= 0) {
      return Optional.of("a single quote, which Compose, systemd and sh read differently");
    }
    if (value.indexOf('\n') >= 0 || value.indexOf('\r') >= 0) {
      return Optional.of("a line end, which Compose, systemd and sh read differently");
    }
    if (value.indexOf('\0') >= 0) {
      return Optional.of("a NUL character");
    }
    if (value.indexOf('\\') >= 0) {
      return Optional.of("a backslash, which Compose, systemd and sh read differently");
    }
    return Optional.empty();
  }

  /** A command of the service's own with this file's variables in its environment. */
  public static String exported(String command) {
    return "set -a\n. ./.env\nset +a\n" + command;
  }

  /** Whether a name may be one of an environment variable. */
  public static boolean isKey(String name) {
    return !name.isEmpty()
        && !Character.isDigit(name.charAt(0))
        && name.chars().allMatch(c -> c == '_' || (c < 128 && Character.isLetterOrDigit(c)));
  }

  /** Names only; the values are nobody's business. */
  @Override
  public String toString() {
    return "EnvFile" + keys;
  }
}
