package dev.clova.engine.definition;

import dev.clova.state.ClovaException;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a working directory begins. */
public final class WorkspaceRoot {

  private WorkspaceRoot() {}

  /**
   * The nearest folder at or above {@code start} with a {@code clova.toml}, absolute.
   *
   * @throws ClovaException if there is none
   */
  public static Path find(Path start) {
    Path absolute = start.toAbsolutePath().normalize();
    for (Path folder = absolute; folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve(Definitions.WORKSPACE_FILE))) {
        return folder;
      }
    }
    String detail = "Neither `" + absolute + "` nor a folder above it has a `clova.toml`.";
    String hint = "`clova init` makes one; `-C DIR` names another folder.";
    throw new ClovaException(Problem.of(ProblemCode.NO_WORKSPACE, detail, hint));
  }
}
