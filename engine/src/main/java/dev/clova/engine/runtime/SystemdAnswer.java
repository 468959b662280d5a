package dev.clova.engine.runtime;

import dev.clova.engine.kind.Sight;
import dev.clova.state.Digest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a target's systemd has of a service's units. The text comes from a machine that may say
 * anything: what is not as it must be is left out, and what is left out is not known.
 *
 * @param wasAsked whether there is an answer at all
 * @param root whether whoever looked is root
 * @param missing what of systemd is not there; empty if it is
 * @param units systemd's own account, by unit
 * @param files what lies in {@code /etc/systemd/system}, by path below it
 */
record SystemdAnswer(
    boolean wasAsked,
    boolean root,
    Optional<String> missing,
    Map<String, Unit> units,
    Map<String, Installed> files) {

  private static final Unit GONE =
      new Unit(Map.of("LoadState", "not-found", "ActiveState", "inactive", "SubState", "dead"));

  private static final int LONGEST_LINE = 64 << 10;

  /** What lies at one path. */
  sealed interface Installed {

    /** Nothing. */
    record None() implements Installed {}

    /** A link, a folder, or stranger things. */
    record Odd() implements Installed {}

    /**
     * A file.
     *
     * @param mode as {@code ls} prints it
     * @param size in bytes
     * @param digest of its content
     * @param text its beginning, if it is not as wanted, with a line end after every line
     */
    record File(String mode, long size, Digest digest, String text) implements Installed {

      /** The content, if it came whole and unharmed. */
      Optional<byte[]> content() {
        for (String candidate : List.of(text, text.substring(0, Math.max(0, text.length() - 1)))) {
          byte[] bytes = candidate.getBytes(StandardCharsets.UTF_8);
          if (Digest.of(bytes).equals(digest)) {
            return Optional.of(bytes);
          }
        }
        return Optional.empty();
      }
    }
  }

  /**
   * One unit as systemd has it loaded.
   *
   * @param properties by systemd's own names
   */
  record Unit(Map<String, String> properties) {

    String get(String property) {
      return properties.getOrDefault(property, "");
    }

    boolean is(String property, String value) {
      return get(property).equals(value);
    }

    /** For people: {@code failed (exit-code, status 3)}. */
    String describe() {
      String active = get("ActiveState");
      if (active.equals("failed")) {
        String status = is("ExecMainStatus", "0") ? "" : ", status " + get("ExecMainStatus");
        return "failed (" + get("Result") + status + ")";
      }
      return active + " (" + get("SubState") + ")";
    }
  }

  /**
   * Reads what the look printed.
   *
   * @param asked the units in the order in which they were asked about
   */
  static SystemdAnswer read(Sight.Answer answer, List<String> asked) {
    Reader reader = new Reader(asked);
    for (String line : answer.text().split("\n", -1)) {
      if (line.length() <= LONGEST_LINE) {
        reader.line(line);
      }
    }
    reader.endBlock();
    reader.files.replaceAll(reader::withText);
    return new SystemdAnswer(
        answer.status() >= 0,
        reader.root,
        reader.missing,
        reader.failed ? Map.of() : reader.units,
        reader.files);
  }

  /** The same once these units have been stopped and taken away. */
  SystemdAnswer without(Set<String> names) {
    Map<String, Unit> others = new HashMap<>(units);
    others.replaceAll((name, unit) -> names.contains(name) ? GONE : unit);
    Map<String, Installed> left = new HashMap<>(files);
    names.forEach(
        name -> {
          left.remove("./" + name);
          left.keySet().removeIf(path -> path.startsWith(name + ".d/"));
        });
    return new SystemdAnswer(wasAsked, root, missing, others, left);
  }

  Optional<Unit> unit(String name) {
    return Optional.ofNullable(units.get(name));
  }

  Installed file(String path) {
    return files.getOrDefault(path, new Installed.None());
  }

  /** Takes the answer line by line. */
  private static final class Reader {
    private final List<String> asked;
    private final Map<String, StringBuilder> texts = new HashMap<>();
    private final Map<String, Unit> units = new HashMap<>();
    private final Map<String, Installed> files = new HashMap<>();
    private Map<String, String> block = new HashMap<>();
    private int blocks;
    private String lastFile = "";
    private boolean root;
    private boolean failed;
    private Optional<String> missing = Optional.empty();

    Reader(List<String> asked) {
      this.asked = new ArrayList<>(asked);
    }

    void line(String line) {
      if (line.startsWith("|")) {
        text(line.substring(1));
        return;
      }
      if (line.isEmpty()) {
        endBlock();
        return;
      }
      int equals = line.indexOf('=');
      int space = line.indexOf(' ');
      if (equals > 0 && (space < 0 || equals < space)) {
        block.put(line.substring(0, equals), line.substring(equals + 1));
        return;
      }
      String rest = space < 0 ? "" : line.substring(space + 1);
      switch (space < 0 ? line : line.substring(0, space)) {
        case "user" -> root = rest.equals("0");
        case "missing" -> missing = Optional.of(rest);
        case "failed" -> failed = true;
        case "none" -> files.put(rest, new Installed.None());
        case "odd" -> files.put(rest, new Installed.Odd());
        case "file" -> file(rest);
        default -> {}
      }
    }

    void endBlock() {
      if (!block.isEmpty()) {
        if (blocks < asked.size()) {
          units.put(asked.get(blocks), new Unit(Map.copyOf(block)));
        }
        blocks++;
        block = new HashMap<>();
      }
    }

    private void file(String rest) {
      String[] words = rest.split(" ", 4);
      if (words.length == 4
          && words[1].matches("[0-9]{1,15}")
          && words[2].matches("[0-9a-f]{64}")) {
        lastFile = words[3];
        files.put(
            lastFile,
            new Installed.File(words[0], Long.parseLong(words[1]), new Digest(words[2]), ""));
      }
    }

    private void text(String line) {
      if (files.get(lastFile) instanceof Installed.File) {
        texts.computeIfAbsent(lastFile, path -> new StringBuilder()).append(line).append('\n');
      }
    }

    private Installed withText(String path, Installed installed) {
      return installed instanceof Installed.File(String mode, long size, Digest digest, String none)
          ? new Installed.File(
              mode, size, digest, texts.getOrDefault(path, new StringBuilder()).toString())
          : installed;
    }
  }
}
