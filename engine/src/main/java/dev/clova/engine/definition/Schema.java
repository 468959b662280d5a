package dev.clova.engine.definition;

/**
 * Everything that a definition file may hold.
 *
 * @param file the file's name
 * @param top the file as a table of its keys
 */
public record Schema(String file, Key top) {

  /** The schema of {@code clova.toml}. */
  public static Schema workspace() {
    return new Schema(Definitions.WORKSPACE_FILE, WorkspaceSchema.FILE);
  }

  /** The schema of the rules that lie outside the working directory. */
  public static Schema policy() {
    return new Schema("policy.toml", PolicySchema.OUTSIDE);
  }

  /** The schema of {@code service.clova.toml}. */
  public static Schema service() {
    return new Schema(Definitions.SERVICE_FILE, ServiceSchema.FILE);
  }
}
