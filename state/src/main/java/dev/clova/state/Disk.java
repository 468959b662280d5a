package dev.clova.state;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** What this package knows of the controller's file system. */
final class Disk {

  private Disk() {}

  /** Makes the names in a folder survive a loss of power. */
  static void force(Path folder) throws IOException {
    boolean interrupted = false;
    try {
      while (!forced(folder)) {
        interrupted |= Thread.interrupted();
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /**
   * A channel closes itself when its thread is interrupted, before it has asked for anything; that
   * alone may be tried again. A failed force may not: the system has forgotten what it failed with.
   */
  private static boolean forced(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
      return true;
    } catch (ClosedByInterruptException e) {
      return false;
    }
  }

  /** Why a call failed, in words for people and without the path. */
  static String reason(IOException failure) {
    return switch (failure) {
      case AccessDeniedException e -> "permission denied";
      case NoSuchFileException e -> "no such file or directory";
      case FileAlreadyExistsException e -> "something of that name is in the way";
      case FileSystemException e ->
          Optional.ofNullable(e.getReason()).orElse(e.getClass().getSimpleName());
      default -> Optional.ofNullable(failure.getMessage()).orElse(failure.getClass().getName());
    };
  }

  /** That a file was not written, so that the caller starts nothing new. */
  static ClovaException notWritten(Path file, IOException failure) {
    return new ClovaException(
        Problem.of(
            ProblemCode.STATE_NOT_WRITTEN,
            "`" + file + "` was not written: " + reason(failure) + ".",
            "Nothing new was begun. Make the file writable again, then run `clova plan`: it"
                + " looks at the targets and says what is left to do."),
        failure);
  }
}
