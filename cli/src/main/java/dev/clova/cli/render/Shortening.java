package dev.clova.cli.render;

import dev.clova.cli.render.PlanView.ContentLines;
import dev.clova.cli.render.PlanView.Entry;
import dev.clova.cli.render.PlanView.Section;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What is left out of a plan in Markdown, so that it fits where it goes: the least important first.
 * What is dangerous is told at every level.
 *
 * @param level from 0, nothing, to 5
 * @param folding how much of contents is shown
 * @param hidden how many of the largest changes of content are not shown at all
 * @param details whether it is told what is done to each service
 * @param rows of the table, at most
 * @param matters of what to look at first, at most
 */
record Shortening(int level, Folding folding, int hidden, boolean details, int rows, int matters) {

  private static final int ALL = Integer.MAX_VALUE;
  private static final int FIRST_LINES = 5;
  private static final int ROWS = 200;
  private static final int MATTERS = 40;

  static final Shortening NONE = new Shortening(0, Folding.REVIEW, 0, true, ALL, ALL);

  /** Less text around changes. */
  static final Shortening CONTEXT = new Shortening(1, Folding.REVIEW.context(1), 0, true, ALL, ALL);

  /** Files that come or go by their first lines. */
  static final Shortening FIRST =
      new Shortening(2, CONTEXT.folding().oneSided(FIRST_LINES), 0, true, ALL, ALL);

  /** No changes of content but those that carry a risk. */
  static final Shortening RISKY = FIRST.without(4, ALL);

  /** The largest changes of content are not shown. */
  static Shortening largest(int hidden) {
    return FIRST.without(3, hidden);
  }

  /** Nothing but what to look at first and a table; halved so many times. */
  static Shortening table(int halvings) {
    return new Shortening(
        5, RISKY.folding(), ALL, false, ROWS >> halvings, Math.max(4, MATTERS >> halvings));
  }

  /** How often a table can be halved before it has no rows. */
  static int halvings() {
    return Integer.SIZE - Integer.numberOfLeadingZeros(ROWS);
  }

  /** Whether a reader of the text cannot see everything that would be done. */
  boolean isTruncated() {
    return level >= 2;
  }

  /** What is left out, in words; empty for nothing. */
  String words() {
    return switch (level) {
      case 0 -> "";
      case 1 -> "less is shown of what surrounds a change";
      case 2 -> "of files that come or go the first lines are shown";
      case 3 -> "the lines of the largest changed files are not shown";
      case 4 -> "no lines of files are shown but those that carry a risk";
      default -> "what is done to each service is not shown one by one";
    };
  }

  /** The entries of which no content is shown. */
  Set<Entry> concealed(List<Section> sections) {
    List<Entry> entries = new ArrayList<>();
    for (Section section : sections) {
      section.entries().stream()
          .filter(entry -> entry.content().isPresent() && entry.risks().isEmpty())
          .forEach(entries::add);
    }
    entries.sort(Comparator.comparingInt(Shortening::size).reversed());
    return new HashSet<>(entries.subList(0, Math.min(hidden, entries.size())));
  }

  private static int size(Entry entry) {
    return entry.content().map(ContentLines::lines).orElse(List.of()).stream()
        .mapToInt(line -> line.text().length() + 1)
        .sum();
  }

  private Shortening without(int newLevel, int largest) {
    return new Shortening(newLevel, folding, largest, details, rows, matters);
  }
}
