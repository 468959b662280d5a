package dev.clova.cli.render;

/**
 * How much of a plan's contents is shown.
 *
 * @param createdLines lines of a new file, at most
 * @param removedLines lines of a file that goes, at most
 * @param changedLines lines of a difference, at most
 * @param together from how many equal short entries on they share one entry
 * @param listed names in one entry, at most
 */
public record Folding(
    int createdLines, int removedLines, int changedLines, int together, int listed) {

  /** What a person at a terminal wants: differences whole, new files by their first lines. */
  public static final Folding USUAL = new Folding(8, 0, 200, 6, 60);

  /** Names and reasons without contents. */
  public static final Folding BRIEF = new Folding(0, 0, 0, 6, 60);

  /** Everything that the plan tells. */
  public static final Folding NOTHING =
      new Folding(
          Integer.MAX_VALUE,
          Integer.MAX_VALUE,
          Integer.MAX_VALUE,
          Integer.MAX_VALUE,
          Integer.MAX_VALUE);
}
