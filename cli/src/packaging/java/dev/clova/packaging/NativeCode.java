package dev.clova.packaging;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * The library of native code for digests and encryption, taken out of its jar: out of there, every
 * start would unpack it into a temporary file.
 */
final class NativeCode {

  private NativeCode() {}

  /** Puts it into a folder. */
  static void copy(List<Path> classPath, Path folder) throws IOException {
    for (Path entry : classPath) {
      if (entry.toString().endsWith(".jar") && copy(entry, folder)) {
        return;
      }
    }
    throw new IOException("no jar of the class path has native code for digests and encryption");
  }

  private static boolean copy(Path file, Path folder) throws IOException {
    try (JarFile jar = new JarFile(file.toFile())) {
      Optional<JarEntry> library =
          jar.stream()
              .filter(entry -> entry.getName().matches("com/amazon/.*\\.(so|dylib)"))
              .findFirst();
      if (library.isEmpty()) {
        return false;
      }
      Path name = Path.of(library.get().getName()).getFileName();
      try (InputStream in = jar.getInputStream(library.get())) {
        Files.copy(in, folder.resolve(name));
      }
      return true;
    }
  }
}
