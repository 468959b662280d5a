package dev.clova.cli.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Compares output with the files in {@code src/test/resources/golden}. With {@code
 * -Dclova.golden=write} the files are written instead, which an automated build refuses.
 */
final class Golden {

  private static final Path FOLDER = Path.of("src/test/resources/golden");

  private Golden() {}

  /** The lines have to be those of the file of this name, each with its end. */
  static void check(String name, List<String> lines) {
    Path file = FOLDER.resolve(name);
    String text = String.join("\n", lines) + "\n";
    try {
      if (isWriting()) {
        Files.createDirectories(FOLDER);
        Files.writeString(file, text);
      }
      assertEquals(Files.readString(file), text, name);
    } catch (IOException e) {
      throw new AssertionError("No golden file " + file + "; write it and read it over.", e);
    }
  }

  private static boolean isWriting() {
    boolean write = System.getProperty("clova.golden", "").equals("write");
    String automation = System.getenv().getOrDefault("CI", "");
    assertFalse(write && !automation.isEmpty(), "golden files are not written in automation");
    return write;
  }
}
