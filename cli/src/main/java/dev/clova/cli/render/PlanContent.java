package dev.clova.cli.render;

import dev.clova.cli.render.PlanView.ContentLine;
import dev.clova.cli.render.PlanView.ContentLines;
import dev.clova.state.ContentChange;
import dev.clova.state.PlannedAction;
import dev.clova.state.TextLine;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Picks the lines of a change that are shown, and says of them what cannot be seen. */
final class PlanContent {

  private final Folding folding;

  PlanContent(Folding folding) {
    this.folding = folding;
  }

  /** The lines of an action's content; empty if none are shown. */
  Optional<ContentLines> of(PlannedAction action) {
    return action.change().flatMap(this::of);
  }

  /** The lines of a change; empty if none are shown. */
  Optional<ContentLines> of(ContentChange change) {
    return Optional.of(shown(change)).filter(PlanContent::isWorthShowing);
  }

  private ContentLines shown(ContentChange change) {
    List<ContentLine> lines = noted(Nearness.within(folding.context(), change.lines()));
    int limit = limit(change);
    int kept = lines.size() <= limit ? lines.size() : limit;
    List<String> notes = new ArrayList<>(change.notes());
    if (change.truncated()) {
      notes.add("the plan holds no more of it");
    }
    return new ContentLines(lines.subList(0, kept), kept == 0 ? 0 : lines.size() - kept, notes);
  }

  private int limit(ContentChange change) {
    if (change.old().isEmpty()) {
      return folding.createdLines();
    }
    return change.wanted().isEmpty() ? folding.removedLines() : folding.changedLines();
  }

  private static boolean isWorthShowing(ContentLines content) {
    return !content.lines().isEmpty() || !content.notes().isEmpty();
  }

  private static List<ContentLine> noted(List<TextLine> lines) {
    Set<String> onBoth = new HashSet<>();
    if (lines.stream().anyMatch(line -> line.text().indexOf('\t') >= 0)) {
      onBoth.addAll(visible(lines, TextLine.Sort.OLD));
      onBoth.retainAll(visible(lines, TextLine.Sort.NEW));
    }
    return lines.stream()
        .map(line -> new ContentLine(line.sort(), line.text(), note(line, onBoth)))
        .toList();
  }

  private static Set<String> visible(List<TextLine> lines, TextLine.Sort sort) {
    return lines.stream()
        .filter(line -> line.sort() == sort)
        .map(PlanContent::visible)
        .collect(Collectors.toSet());
  }

  private static String visible(TextLine line) {
    return line.text().replaceAll("\\s", "");
  }

  /** What a reader would not see: two sides that differ in blanks only, blanks at the end. */
  private static String note(TextLine line, Set<String> onBoth) {
    boolean isSide = line.sort() == TextLine.Sort.OLD || line.sort() == TextLine.Sort.NEW;
    if (!isSide) {
      return "";
    }
    String text = line.text();
    List<String> notes = new ArrayList<>();
    if (text.endsWith("\r")) {
      notes.add("CR at the end");
    }
    String content = text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    int blanks = content.length() - content.stripTrailing().length();
    if (blanks > 0) {
      notes.add(Amounts.of(blanks, "blank") + " at the end");
    }
    if (notes.isEmpty() && text.indexOf('\t') >= 0 && onBoth.contains(visible(line))) {
      notes.add("with tabs");
    }
    return String.join(", ", notes);
  }
}
