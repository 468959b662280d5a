package dev.clova.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** Saves in a second place what the journal did not take. */
final class Rescue {

  private Rescue() {}

  /** The problem to be told; it names the file in which the lines are, if that worked. */
  static ClovaException keep(Path journal, IOException failure, Path folder, List<byte[]> lines) {
    String reason = "`" + journal + "` was not written: " + Disk.reason(failure) + ".";
    String next =
        "Nothing new was begun. Make room, then run `clova plan`: it looks at the targets"
            + " and says what is left to do.";
    try {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      Path file = Files.createTempFile(folder, "clova-journal-", ".lines");
      Files.write(file, Bytes.join(lines));
      next = next + " What was to be written is in `" + file + "`.";
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
    return new ClovaException(Problem.of(ProblemCode.STATE_NOT_WRITTEN, reason, next), failure);
  }
}
