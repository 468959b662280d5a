package dev.clova.engine.remote;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Folders to look for commands in. */
final class Tools {

  private Tools() {}

  /** A folder with these commands of this machine and no others; made only once. */
  static Path only(Path folder, List<String> names) throws IOException {
    if (!Files.exists(folder)) {
      Files.createDirectories(folder);
      for (String name : names) {
        script(folder.resolve(name), "exec /usr/bin/" + name + " \"$@\"");
      }
    }
    return folder;
  }

  /** A command that is this shell text. */
  static void script(Path file, String text) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + text + "\n");
    assertTrue(file.toFile().setExecutable(true));
  }
}
