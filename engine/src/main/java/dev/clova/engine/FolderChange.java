package dev.clova.engine;

import dev.clova.state.ClovaException;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * A service's folder that gets another name beside the old one.
 *
 * @param from where it is
 * @param to where it is to be
 * @param shown both as people type them
 */
public record FolderChange(Path from, Path to, String shown) implements DefinitionChange {

  @Override
  public void write() {
    rename(from, to);
  }

  @Override
  public void takeBack() {
    rename(to, from);
  }

  private void rename(Path old, Path name) {
    try {
      if (Files.exists(name, LinkOption.NOFOLLOW_LINKS)) {
        throw failed("`" + name.getFileName() + "` is there already");
      }
      Files.move(old, name);
    } catch (IOException e) {
      throw failed(String.valueOf(e.getMessage()));
    }
  }

  private ClovaException failed(String why) {
    return new ClovaException(
        Problem.of(
            ProblemCode.FAILED,
            "The folder was not renamed (%s): %s.".formatted(shown, why),
            "Look at the folder, and try again."));
  }
}
