package dev.clova.engine.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A case in a file: the first line says what is right, then come sections that begin with a line
 * {@code === NAME}.
 *
 * @param file where it is
 * @param title what the case shows
 * @param sections by name, in order; each text ends with a line end unless it is empty
 */
record CaseFile(Path file, String title, Map<String, String> sections) {

  /** The cases of a folder of the test resources, by file name. */
  static Stream<CaseFile> in(String folder) {
    Path path = Path.of("src/test/resources/dev/clova/engine/runtime", folder);
    try (Stream<Path> files = Files.list(path)) {
      List<Path> cases = files.filter(file -> file.toString().endsWith(".case")).sorted().toList();
      if (cases.isEmpty()) {
        throw new IllegalStateException("no case in " + path);
      }
      return cases.stream().map(CaseFile::read);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static CaseFile read(Path file) {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> sections = new LinkedHashMap<>();
    String name = "";
    for (String line : lines.subList(1, lines.size())) {
      if (line.startsWith("=== ")) {
        name = line.substring(4);
        sections.put(name, "");
      } else {
        sections.merge(name, line + "\n", String::concat);
      }
    }
    return new CaseFile(file, lines.getFirst(), sections);
  }

  /** A section's text; empty if there is none. */
  String text(String section) {
    return sections.getOrDefault(section, "");
  }

  /** A section's lines that hold something. */
  List<String> lines(String section) {
    return text(section).lines().filter(line -> !line.isBlank()).toList();
  }

  /** The sections whose name begins with a word, by the rest of it. */
  Map<String, String> named(String word) {
    Map<String, String> found = new LinkedHashMap<>();
    sections.forEach(
        (name, text) -> {
          if (name.startsWith(word + " ")) {
            found.put(name.substring(word.length() + 1), text);
          }
        });
    return found;
  }

  /** The values of lines {@code NAME=VALUE}. */
  Map<String, String> pairs(String section) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String line : lines(section)) {
      int equals = line.indexOf('=');
      pairs.put(line.substring(0, equals), line.substring(equals + 1));
    }
    return pairs;
  }

  /**
   * Compares what came out with the sections that say what should, in the order of the file. With
   * {@code -Dclova.golden=write} it writes them instead, for a person to review.
   */
  void expect(Map<String, List<String>> actual) {
    if (System.getProperty("clova.golden", "").equals("write") && System.getenv("CI") == null) {
      write(actual);
      return;
    }
    actual.forEach((section, lines) -> assertEquals(text(section), joined(lines), section));
  }

  private void write(Map<String, List<String>> actual) {
    StringBuilder text = new StringBuilder(title).append('\n');
    sections.forEach(
        (name, old) ->
            text.append("=== ")
                .append(name)
                .append('\n')
                .append(actual.containsKey(name) ? joined(actual.get(name)) : old));
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String joined(List<String> lines) {
    return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
  }

  @Override
  public String toString() {
    return title;
  }
}
