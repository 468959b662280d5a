package dev.clova.engine;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Which part of the workspace a command is about.
 *
 * @param patterns {@code SERVICE}, {@code SERVICE@TARGET}, {@code @TARGET}, {@code tag:TAG} or an
 *     address; empty: everything
 * @param targets names, globs or {@code tag:TAG} of targets to narrow to; empty: all
 * @param exclude the same forms as {@code patterns}, left out again
 */
public record Selection(List<String> patterns, List<String> targets, List<String> exclude) {

  /** Everything. */
  public static final Selection ALL = new Selection(List.of(), List.of(), List.of());

  /** Copies its lists. */
  public Selection {
    patterns = List.copyOf(patterns);
    targets = List.copyOf(targets);
    exclude = List.copyOf(exclude);
  }

  /** Reads what {@link #text} wrote; no name and no pattern holds a blank. */
  public static Selection parse(String text) {
    List<String> patterns = new ArrayList<>();
    List<String> targets = new ArrayList<>();
    List<String> exclude = new ArrayList<>();
    Iterator<String> words = List.of(text.split(" ", -1)).iterator();
    while (words.hasNext()) {
      String word = words.next();
      if (word.equals("-t") && words.hasNext()) {
        targets.add(words.next());
      } else if (word.equals("--exclude") && words.hasNext()) {
        exclude.add(words.next());
      } else if (!word.isEmpty()) {
        patterns.add(word);
      }
    }
    return new Selection(patterns, targets, exclude);
  }

  /** Whether nothing is left out. */
  public boolean isAll() {
    return patterns.isEmpty() && targets.isEmpty() && exclude.isEmpty();
  }

  /** As a person would type it; empty for everything. */
  public String text() {
    StringBuilder text = new StringBuilder(String.join(" ", patterns));
    targets.forEach(target -> text.append(text.isEmpty() ? "" : " ").append("-t ").append(target));
    exclude.forEach(
        left -> text.append(text.isEmpty() ? "" : " ").append("--exclude ").append(left));
    return text.toString();
  }
}
