package dev.clova.engine.definition;

import java.util.Collection;
import java.util.Optional;

/** Guesses what somebody meant to write. */
public final class SimilarNames {

  private SimilarNames() {}

  /** {@code Did you mean `…`?}, or nothing if no known name is near. */
  public static String didYouMean(String written, Collection<String> known) {
    return nearest(written, known).map(name -> "Did you mean `" + name + "`?").orElse("");
  }

  /**
   * The known name with the fewest typing mistakes between it and what was written; the first in
   * order of several. Empty if even that has more than one mistake in three characters.
   */
  public static Optional<String> nearest(String written, Collection<String> known) {
    int bestDistance = Math.max(1, Math.min(written.length(), 64) / 3) + 1;
    Optional<String> best = Optional.empty();
    for (String name : known) {
      int distance = distance(written, name, bestDistance);
      boolean earlier =
          distance == bestDistance && best.isPresent() && name.compareTo(best.get()) < 0;
      if (distance < bestDistance || earlier) {
        bestDistance = distance;
        best = Optional.of(name);
      }
    }
    return best;
  }

  /**
   * The number of insertions, deletions, replacements and swaps of neighbours between two names
   * (the restricted Damerau-Levenshtein distance), or {@code enough} if the lengths alone show that
   * it is no smaller.
   */
  private static int distance(String a, String b, int enough) {
    if (Math.abs(a.length() - b.length()) >= enough) {
      return enough + 1;
    }
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, Math.min(last[j], row[j - 1]) + 1);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }
      int[] free = beforeLast;
      beforeLast = last;
      last = row;
      row = free;
    }
    return last[b.length()];
  }
}
