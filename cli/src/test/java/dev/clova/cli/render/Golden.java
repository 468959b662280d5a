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
public final class Golden {

  private static final Path FOLDER = Path.of("src/test/resources/golden");

  private Golden() {}

  /** The lines have to be those of the file of this name, each with its end. */
  static void check(String name, List<String> lines) {
    check(FOLDER.resolve(name), lines);
  }

  /** The same for a file somewhere else, seen from the module's folder. */
  public static void check(Path file, List<String> lines) {
    String text = String.join("\n", lines) + "\n";
    try {
      if (isWriting()) {
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, text);
      }
      assertEquals(Files.readString(file), text, () -> file + ": old; see -Dclova.golden=write");
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
