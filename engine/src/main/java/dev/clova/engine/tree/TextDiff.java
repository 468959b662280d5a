package dev.clova.engine.tree;

import dev.clova.state.ContentChange;
import dev.clova.state.ContentVersion;
import dev.clova.state.TextLine;
import dev.clova.state.TreePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Two versions of a file as the lines that differ, three lines of context around them. What lines
 * cannot show (line ends, blanks, a missing last newline) is told in notes; nothing is invented in
 * the text. What is too much to read is cut, and the change says so.
 */
public final class TextDiff {

  private static final int CONTEXT = 3;
  private static final int MOST_LINES = 400;
  private static final int NEW_FILE_LINES = 20;
  private static final int OLD_FILE_LINES = 5;
  private static final int LONGEST_LINE = 400;
  private static final int LARGEST = 1 << 20;

  private final LineList before;
  private final LineList after;
  private final List<TextLine> lines = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private int unshownOld;
  private int unshownNew;
  private boolean truncated;

  private TextDiff(LineList before, LineList after) {
    this.before = before;
    this.after = after;
  }

  /**
   * The change from one content to another.
   *
   * @param old what is known of the content that is there; empty if there is none
   * @param wanted what is known of the content that is to be there; empty if there is to be none
   * @param before the content that is there; no bytes if there is none
   * @param after the content that is to be there; no bytes if there is to be none
   */
  public static ContentChange between(
      Optional<ContentVersion> old, Optional<ContentVersion> wanted, byte[] before, byte[] after) {
    if (before.length > LARGEST || after.length > LARGEST) {
      return told(old, wanted, "too large to be shown");
    }
    Optional<LineList> left = lines(before);
    Optional<LineList> right = lines(after);
    if (left.isEmpty() || right.isEmpty()) {
      return told(old, wanted, "binary");
    }
    TextDiff diff = new TextDiff(left.get(), right.get());
    if (old.isEmpty()) {
      diff.whole(diff.after.lines(), NEW_FILE_LINES, TextLine.Sort.NEW);
    } else if (wanted.isEmpty()) {
      diff.whole(diff.before.lines(), OLD_FILE_LINES, TextLine.Sort.OLD);
    } else {
      diff.hunks();
      diff.compareEnds();
    }
    return new ContentChange(old, wanted, diff.lines, diff.notes, diff.truncated);
  }

  private static ContentChange told(
      Optional<ContentVersion> old, Optional<ContentVersion> wanted, String note) {
    return new ContentChange(old, wanted, List.of(), List.of(note), true);
  }

  private static Optional<LineList> lines(byte[] content) {
    return TreePath.text(content).filter(text -> text.indexOf('\0') < 0).map(LineList::of);
  }

  /** A file that comes or goes is shown by its beginning. */
  private void whole(List<String> all, int most, TextLine.Sort sort) {
    all.stream().limit(most).forEach(line -> add(sort, line));
    if (all.size() > most) {
      truncated = true;
      notes.add(String.format(Locale.ROOT, "%,d lines in all", all.size()));
    }
  }

  private void hunks() {
    List<LineChange> changes = LineChange.between(before.lines(), after.lines());
    noteBlanks(changes);
    int first = 0;
    while (first < changes.size()) {
      int last = first;
      while (last + 1 < changes.size()
          && changes.get(last + 1).oldFrom() - changes.get(last).oldTo() <= 2 * CONTEXT) {
        last++;
      }
      hunk(changes.subList(first, last + 1));
      first = last + 1;
    }
    if (unshownOld + unshownNew > 0) {
      truncated = true;
      notes.add(
          String.format(
              Locale.ROOT, "not shown: %,d lines that go, %,d that come", unshownOld, unshownNew));
    }
  }

  private void hunk(List<LineChange> changes) {
    LineChange first = changes.getFirst();
    int start = Math.max(0, first.oldFrom() - CONTEXT);
    int newStart = first.newFrom() - (first.oldFrom() - start);
    if (room() > 0) {
      lines.add(TextLine.hunk("line " + (newStart + 1)));
    }
    int at = start;
    for (LineChange change : changes) {
      context(at, change.oldFrom());
      unshownOld +=
          sided(before.lines().subList(change.oldFrom(), change.oldTo()), TextLine.Sort.OLD);
      unshownNew +=
          sided(after.lines().subList(change.newFrom(), change.newTo()), TextLine.Sort.NEW);
      at = change.oldTo();
    }
    context(at, Math.min(before.lines().size(), at + CONTEXT));
  }

  private void context(int from, int to) {
    before.lines().subList(from, to).stream()
        .limit(room())
        .forEach(line -> add(TextLine.Sort.CONTEXT, line));
  }

  /** How many of these lines were left out. */
  private int sided(List<String> changed, TextLine.Sort sort) {
    int shown = Math.min(room(), changed.size());
    changed.subList(0, shown).forEach(line -> add(sort, line));
    return changed.size() - shown;
  }

  private int room() {
    return Math.max(0, MOST_LINES - lines.size());
  }

  private void add(TextLine.Sort sort, String line) {
    if (line.length() <= LONGEST_LINE) {
      lines.add(new TextLine(sort, line));
      return;
    }
    truncated = true;
    int end =
        Character.isHighSurrogate(line.charAt(LONGEST_LINE - 1)) ? LONGEST_LINE - 1 : LONGEST_LINE;
    String cut =
        String.format(Locale.ROOT, "%s… (%,d characters)", line.substring(0, end), line.length());
    lines.add(new TextLine(sort, cut));
  }

  private void compareEnds() {
    if (before.carriageReturns() != after.carriageReturns()) {
      notes.add(
          after.carriageReturns()
              ? "lines come to end with CR LF"
              : "lines no longer end with CR LF");
    }
    if (!before.endsWithNewline() && !after.endsWithNewline()) {
      notes.add("no newline at the end");
    } else if (!after.endsWithNewline()) {
      notes.add("the newline at the end goes");
    } else if (!before.endsWithNewline()) {
      notes.add("a newline comes at the end");
    }
  }

  /** Differences that nobody sees are named. */
  private void noteBlanks(List<LineChange> changes) {
    boolean blanks =
        changes.stream()
            .filter(
                change -> change.oldTo() - change.oldFrom() == change.newTo() - change.newFrom())
            .anyMatch(this::isBlankOnly);
    if (blanks) {
      notes.add("some lines differ in blanks alone");
    }
  }

  private boolean isBlankOnly(LineChange change) {
    for (int i = 0; i < change.oldTo() - change.oldFrom(); i++) {
      String left = before.lines().get(change.oldFrom() + i);
      String right = after.lines().get(change.newFrom() + i);
      if (withoutBlanks(left).equals(withoutBlanks(right))) {
        return true;
      }
    }
    return false;
  }

  private static String withoutBlanks(String line) {
    return line.replace(" ", "").replace("\t", "");
  }

  /**
   * A text as its lines.
   *
   * @param lines without their ends
   * @param carriageReturns whether they all end with a carriage return, which is not in them then
   * @param endsWithNewline whether the last one has an end; true of no lines at all
   */
  private record LineList(List<String> lines, boolean carriageReturns, boolean endsWithNewline) {

    static LineList of(String text) {
      if (text.isEmpty()) {
        return new LineList(List.of(), false, true);
      }
      boolean endsWithNewline = text.endsWith("\n");
      String body = endsWithNewline ? text.substring(0, text.length() - 1) : text;
      List<String> lines = List.of(body.split("\n", -1));
      boolean carriageReturns =
          endsWithNewline && lines.stream().allMatch(line -> line.endsWith("\r"));
      return new LineList(
          carriageReturns
              ? lines.stream().map(line -> line.substring(0, line.length() - 1)).toList()
              : lines,
          carriageReturns,
          endsWithNewline);
    }
  }
}
