package dev.clova.engine.tree;

import dev.clova.engine.definition.SyncDefinition;
import dev.clova.state.ClovaException;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import dev.clova.state.TreePath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;

/**
 * One file of a service's directory here, to be read or to take over a target's content.
 *
 * @param directory the service's directory
 * @param path the file's path below it
 */
public record SourceFile(Path directory, String path) {

  /** No larger file is read or written, in bytes. */
  public static final int MOST_BYTES = 1 << 20;

  /** A file that may not exist. */
  public static SourceFile of(Path directory, String path) {
    return new SourceFile(directory, path);
  }

  /** Whether the file that targets have under this path is rendered from a template. */
  public boolean isTemplate(SyncDefinition sync) {
    TreeRules rules = new TreeRules(sync);
    String suffixed = path + ".tmpl";
    return rules.template(path)
        || (rules.template(suffixed) && Files.exists(LocalNames.resolve(directory, suffixed)));
  }

  /** Its content; empty if there is no such file, or it is larger than {@link #MOST_BYTES}. */
  public Optional<byte[]> read() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (SourceDirectory source = new SourceDirectory(directory)) {
      long length = source.read(path, MOST_BYTES, (chunk, count) -> bytes.write(chunk, 0, count));
      return length > MOST_BYTES ? Optional.empty() : Optional.of(bytes.toByteArray());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * Gives it this content, whole or not at all; its mode stays.
   *
   * @throws ClovaException if it cannot be written, or something else has its name
   */
  public void write(byte[] content) {
    Path file = LocalNames.resolve(directory, path);
    try {
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)
          && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        throw new IOException("it is no file");
      }
      Path folder = file.toAbsolutePath().getParent();
      if (folder == null || !folder.toRealPath().startsWith(directory.toRealPath())) {
        throw new IOException("its folder is not in the service's directory");
      }
      replace(file, folder, content);
    } catch (IOException e) {
      throw new ClovaException(
          Problem.of(
              ProblemCode.FAILED,
              "`%s` could not be written: %s."
                  .formatted(TreePath.show(path), SourceFaults.reason(e)),
              "Nothing was changed."),
          e);
    }
  }

  private static void replace(Path file, Path folder, byte[] content) throws IOException {
    Path temporary = Files.createTempFile(folder, ".clova-", ".tmp");
    try {
      Set<PosixFilePermission> mode =
          Files.exists(file)
              ? Files.getPosixFilePermissions(file)
              : Set.of(
                  PosixFilePermission.OWNER_READ,
                  PosixFilePermission.OWNER_WRITE,
                  PosixFilePermission.GROUP_READ,
                  PosixFilePermission.OTHERS_READ);
      Files.setPosixFilePermissions(temporary, mode);
      Files.write(temporary, content);
      try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }
}
