package dev.clova.engine.definition;

import dev.clova.state.SourcePosition;
import java.nio.file.Path;
import java.util.List;

/**
 * The working directory itself.
 *
 * @param root its absolute path; {@code clova.toml} is there
 * @param id the lineage: the same in every clone
 * @param name for people only; the directory's name if the definition says nothing
 * @param ignore folders that hold no services, in gitignore syntax
 * @param at the {@code id}
 */
public record Workspace(Path root, String id, String name, List<String> ignore, SourcePosition at) {

  /** Copies its list. */
  public Workspace {
    ignore = List.copyOf(ignore);
  }
}
