package dev.clova.engine.definition;

import java.io.IOException;
import java.nio.file.Path;

/** Whether a file lies in a folder, whatever links lead to either. */
public final class Inside {

  private Inside() {}

  /** Whether it does; a file that does not exist lies where its name says. */
  public static boolean holds(Path folder, Path file) {
    Path named = file.toAbsolutePath().normalize();
    return named.startsWith(folder.toAbsolutePath().normalize())
        || real(named).startsWith(real(folder));
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path.toAbsolutePath().normalize();
    }
  }
}
