package dev.clova.state;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.UserPrincipal;
import java.util.Optional;

/**
 * Reads files that Clova obeys: only regular ones, of the user who runs it or of root, and never
 * through a link; somebody else could have put it there.
 */
final class OwnFile {

  private static final Path SELF = Path.of("/proc/self");

  private OwnFile() {}

  /**
   * The content of a file; empty if nothing is there.
   *
   * @param limit how many bytes it may have
   */
  static Optional<byte[]> read(Path file, long limit) {
    Optional<PosixFileAttributes> attributes = attributes(file);
    if (attributes.isEmpty()) {
      return Optional.empty();
    }
    check(file, attributes.get(), attributes.get().isRegularFile(), "a regular file");
    if (attributes.get().size() > limit) {
      throw refused(file, "is larger than " + (limit >> 20) + " MiB");
    }
    return content(file, limit);
  }

  /** Refuses a folder that is a link, is no folder or is somebody else's; whether it is there. */
  static boolean isFolder(Path folder) {
    Optional<PosixFileAttributes> attributes = attributes(folder);
    attributes.ifPresent(found -> check(folder, found, found.isDirectory(), "a folder"));
    return attributes.isPresent();
  }

  private static Optional<PosixFileAttributes> attributes(Path path) {
    try {
      return Optional.of(
          Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  private static void check(
      Path path, PosixFileAttributes attributes, boolean rightSort, String sort) {
    if (attributes.isSymbolicLink()) {
      throw refused(path, "is a symbolic link");
    }
    if (!rightSort) {
      throw refused(path, "is not " + sort);
    }
    String owner = attributes.owner().getName();
    if (!owner.equals("root") && !attributes.owner().equals(me(path))) {
      throw refused(path, "belongs to `" + owner + "`");
    }
  }

  private static UserPrincipal me(Path path) {
    try {
      if (Files.exists(SELF)) {
        return Files.getOwner(SELF);
      }
      String user = System.getProperty("user.name");
      return FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName(user);
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  private static Optional<byte[]> content(Path file, long limit) {
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      byte[] bytes = in.readNBytes(Math.toIntExact(limit + 1));
      if (bytes.length > limit) {
        throw refused(file, "grows while it is read");
      }
      return Optional.of(bytes);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static ClovaException refused(Path path, String what) {
    return new ClovaException(
        Problem.of(
            ProblemCode.REFUSED,
            "`" + path + "` " + what + ", so what it says is not obeyed.",
            "Look who put it there; then make it a file or folder of your own, or remove it."));
  }

  static ClovaException unreadable(Path path, IOException failure) {
    return new ClovaException(
        Problem.of(
            ProblemCode.FAILED,
            "`" + path + "` could not be read: " + Disk.reason(failure) + ".",
            "Make it readable for the user who runs Clova."),
        failure);
  }
}
