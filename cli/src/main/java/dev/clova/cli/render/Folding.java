package dev.clova.cli.render;

/**
 * How much of a plan's contents is shown.
 *
 * @param createdLines lines of a new file, at most
 * @param removedLines lines of a file that goes, at most
 * @param changedLines lines of a difference, at most
 * @param context unchanged lines shown beside a changed one, at most
 * @param together from how many equal short entries on they share one entry
 * @param listed names in one entry, at most
 */
public record Folding(
    int createdLines, int removedLines, int changedLines, int context, int together, int listed) {

  /** As many unchanged lines as the plan holds. */
  private static final int ALL = Integer.MAX_VALUE;

  /** What a person at a terminal wants: differences whole, new files by their first lines. */
  public static final Folding USUAL = new Folding(8, 0, 200, ALL, 6, 60);

  /** Names and reasons without contents. */
  public static final Folding BRIEF = new Folding(0, 0, 0, ALL, 6, 60);

  /** Everything that the plan tells. */
  public static final Folding NOTHING = new Folding(ALL, ALL, ALL, ALL, ALL, ALL);

  /** What a reviewer wants who can open what is folded. */
  static final Folding REVIEW = new Folding(20, 5, 400, ALL, 6, 60);

  /** What somebody wants who has the whole plan and can open what is folded. */
  static final Folding PAGE = new Folding(ALL, ALL, ALL, ALL, 6, ALL);

  /** The same with so much unchanged text around a change. */
  Folding context(int lines) {
    return new Folding(createdLines, removedLines, changedLines, lines, together, listed);
  }

  /** The same with so many lines of a file that comes or goes. */
  Folding oneSided(int lines) {
    return new Folding(
        Math.min(createdLines, lines),
        Math.min(removedLines, lines),
        changedLines,
        context,
        together,
        listed);
  }
}
