package dev.clova.engine;

import dev.clova.engine.kind.Shown;
import dev.clova.state.ClovaException;
import dev.clova.state.ContentChange;
import dev.clova.state.ContentVersion;
import dev.clova.state.Digest;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;

/**
 * A definition file as a command is about to change it.
 *
 * @param file where it is
 * @param shown its path as people type it
 * @param before its text as it was
 * @param after its text as it is to be
 */
public record FileChange(Path file, String shown, String before, String after)
    implements DefinitionChange {

  /** What differs. */
  public ContentChange difference() {
    return Shown.change(
        shown,
        Optional.of(version(before)),
        Optional.of(version(after)),
        bytes(before),
        bytes(after));
  }

  /** Puts the new text into the file's place. */
  @Override
  public void write() {
    replace(before, after);
  }

  /** Puts the old text back. */
  @Override
  public void takeBack() {
    replace(after, before);
  }

  private void replace(String old, String text) {
    try {
      if (!Arrays.equals(Files.readAllBytes(file), bytes(old))) {
        throw failed("somebody changed it meanwhile");
      }
      Path next = file.resolveSibling(file.getFileName() + ".clova-new");
      try {
        Files.copy(
            file, next, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
        try (OutputStream out =
            Files.newOutputStream(
                next, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.DSYNC)) {
          out.write(bytes(text));
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(next);
      }
    } catch (IOException e) {
      throw failed(String.valueOf(e.getMessage()));
    }
  }

  private ClovaException failed(String why) {
    return new ClovaException(
        Problem.of(
            ProblemCode.FAILED,
            "`%s` was not changed: %s.".formatted(shown, why),
            "Look at the file, and try again."));
  }

  private static ContentVersion version(String text) {
    return new ContentVersion(bytes(text).length, Digest.of(text).hex(), "");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
