package dev.clova.state;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

/**
 * Replaces a file as a whole: whoever reads it, and whatever power is lost, finds the old bytes or
 * the new ones. Streams are used and no channels, since a channel closes itself when its thread is
 * interrupted, and an interrupt must not cost what is to be written.
 */
final class AtomicFile {

  /** Ends the name of what is not a file yet. */
  private static final String TEMPORARY = ".clova-tmp";

  private AtomicFile() {}

  /** Writes so that the content is on disk when this returns; otherwise it was not written. */
  static void write(Path file, byte[] content) {
    try {
      replace(file, content, true);
    } catch (IOException e) {
      throw Disk.notWritten(file, e);
    }
  }

  /** Writes whole or not at all, but a loss of power may bring the old content back. */
  static void writeLoosely(Path file, byte[] content) throws IOException {
    replace(file, content, false);
  }

  /** Removes what dead runs left half-written in a folder; only under the lock that they held. */
  static void sweep(Path folder) {
    if (!OwnFile.isFolder(folder)) {
      return;
    }
    try (DirectoryStream<Path> strays = Files.newDirectoryStream(folder, "*" + TEMPORARY)) {
      for (Path stray : strays) {
        CrashPoint.hit("atomic.sweep");
        Files.deleteIfExists(stray);
      }
    } catch (IOException e) {
      throw Disk.notWritten(folder, e);
    }
  }

  private static void replace(Path file, byte[] content, boolean durable) throws IOException {
    Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "the root is no file");
    CrashPoint.hit("atomic.create");
    Path temporary = Files.createTempFile(folder, file.getFileName() + ".", TEMPORARY);
    try {
      CrashPoint.hit("atomic.created");
      fill(temporary, content, durable);
      CrashPoint.hit("atomic.filled");
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
      CrashPoint.hit("atomic.moved");
    } finally {
      Files.deleteIfExists(temporary);
    }
    if (durable) {
      Disk.force(folder);
    }
    CrashPoint.hit("atomic.done");
  }

  private static void fill(Path temporary, byte[] content, boolean durable) throws IOException {
    try (FileOutputStream out = new FileOutputStream(temporary.toFile())) {
      out.write(content);
      CrashPoint.hit("atomic.written");
      if (durable) {
        out.getFD().sync();
      }
    }
  }
}
