package dev.clova.cli.command;

import dev.clova.state.ClovaException;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** Makes files that are not there yet, and touches none that is. */
final class NewFiles {

  private final Path root;

  NewFiles(Path root) {
    this.root = root;
  }

  /** Makes a file with its folders; a script, which begins with {@code #!}, can be run. */
  void write(String path, String text, List<String> made) {
    Path file = root.resolve(path);
    try {
      Path folder = file.getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.write(file, text.getBytes(StandardCharsets.UTF_8), StandardOpenOption.CREATE_NEW);
      if (text.startsWith("#!")) {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
      made.add(path);
    } catch (FileAlreadyExistsException e) {
      return;
    } catch (IOException e) {
      throw new ClovaException(
          Problem.of(
              ProblemCode.FAILED,
              "`%s` could not be made: %s.".formatted(file, e.getMessage()),
              "Check who owns the folder, and whether its disk has room."),
          e);
    }
  }
}
