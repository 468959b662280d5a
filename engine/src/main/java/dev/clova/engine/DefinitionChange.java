package dev.clova.engine;

/**
 * A change of the working directory that a command is about to make. The plan is made with it in
 * place, so it is made first, and taken back if the plan is not wanted.
 */
public sealed interface DefinitionChange permits FileChange, FolderChange {

  /** What changes, as people type it. */
  String shown();

  /** Makes it, whole or not at all. */
  void write();

  /** Undoes it, unless somebody has changed the same meanwhile. */
  void takeBack();
}
