package dev.clova.state;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The folder {@code .clova} of a working directory, and the places of the files in it. */
public final class StateFolder {

  private static final Set<PosixFilePermission> MINE_ALONE =
      PosixFilePermissions.fromString("rwx------");

  private final Path path;

  private StateFolder(Path path) {
    this.path = path;
  }

  /** The folder of the working directory with this root. Touches nothing. */
  public static StateFolder of(Path workspace) {
    return new StateFolder(workspace.resolve(".clova"));
  }

  /** The folder itself. */
  public Path path() {
    return path;
  }

  /** Makes the folder if it is missing, refuses it if it is not ours, and closes it to others. */
  public void prepare() {
    prepare(path);
    prepare(backups());
  }

  /** Whether the folder is there; refuses one that is a link or somebody else's. */
  public boolean exists() {
    return OwnFile.isFolder(path);
  }

  /** Those of the state's files that any user of this machine could write, to warn about. */
  public List<Path> writableByOthers() {
    return Stream.of(path, state(), journal())
        .filter(file -> Files.exists(file, LinkOption.NOFOLLOW_LINKS))
        .filter(StateFolder::isWritableByOthers)
        .toList();
  }

  Path state() {
    return path.resolve("state.json");
  }

  Path journal() {
    return path.resolve("journal");
  }

  Path backups() {
    return path.resolve("backups");
  }

  Path lock() {
    return path.resolve("lock");
  }

  Path holder() {
    return path.resolve("lock.holder");
  }

  Path plans() {
    return path.resolve("plans");
  }

  static void prepare(Path folder) {
    try {
      if (!OwnFile.isFolder(folder)) {
        create(folder);
      }
      if (!Files.getPosixFilePermissions(folder).equals(MINE_ALONE)) {
        CrashPoint.hit("folder.close");
        Files.setPosixFilePermissions(folder, MINE_ALONE);
      }
    } catch (IOException e) {
      throw Disk.notWritten(folder, e);
    }
  }

  private static void create(Path folder) throws IOException {
    CrashPoint.hit("folder.create");
    try {
      Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(MINE_ALONE));
    } catch (FileAlreadyExistsException e) {
      if (!OwnFile.isFolder(folder)) {
        throw e;
      }
    }
    CrashPoint.hit("folder.created");
  }

  private static boolean isWritableByOthers(Path file) {
    try {
      return Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS)
          .contains(PosixFilePermission.OTHERS_WRITE);
    } catch (IOException e) {
      return false;
    }
  }
}
