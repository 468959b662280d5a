package dev.clova.state;

import java.util.List;
import java.util.Optional;

/**
 * A change of content within an action of a plan file. Its lines have words for marks, so that the
 * difference between two plans is not a difference of differences.
 */
final class PlanContent {

  private static final String HUNK = "@ ";

  private PlanContent() {}

  static void write(TomlOut out, ContentChange change) {
    change.old().ifPresent(version -> write(out, "old", version));
    change.wanted().ifPresent(version -> write(out, "new", version));
    out.block("text", change.lines().stream().map(PlanContent::marked).toList());
    out.texts("notes", change.notes());
    if (change.truncated()) {
      out.flag("truncated", true);
    }
  }

  static Optional<ContentChange> read(Members in) {
    Optional<ContentVersion> old = version(in, "old");
    Optional<ContentVersion> wanted = version(in, "new");
    if (old.isEmpty() && wanted.isEmpty()) {
      return Optional.empty();
    }
    List<TextLine> lines = in.textsIfAny("text", PlanContent::unmarked);
    List<String> notes = in.textsIfAny("notes", note -> note);
    return Optional.of(new ContentChange(old, wanted, lines, notes, in.flagIfAny("truncated")));
  }

  private static void write(TomlOut out, String side, ContentVersion version) {
    out.number(side + "_size", version.size()).text(side + "_digest", version.digest());
    out.text(side + "_mode", version.mode());
  }

  private static Optional<ContentVersion> version(Members in, String side) {
    return in.textIfAny(side + "_digest")
        .map(
            digest ->
                new ContentVersion(in.number(side + "_size"), digest, in.text(side + "_mode")));
  }

  private static String marked(TextLine line) {
    String text = line.text();
    return line.sort() == TextLine.Sort.HUNK
        ? HUNK + text
        : mark(line.sort()) + (text.isEmpty() ? "" : " " + text);
  }

  private static TextLine unmarked(String marked) {
    if (marked.startsWith(HUNK)) {
      return TextLine.hunk(oneLine(marked.substring(HUNK.length())));
    }
    for (TextLine.Sort sort :
        List.of(TextLine.Sort.CONTEXT, TextLine.Sort.OLD, TextLine.Sort.NEW)) {
      if (marked.startsWith(mark(sort))) {
        String rest = marked.substring(mark(sort).length());
        return new TextLine(sort, oneLine(rest.startsWith(" ") ? rest.substring(1) : rest));
      }
    }
    throw new Malformed("a line of a difference has no mark");
  }

  private static String mark(TextLine.Sort sort) {
    return switch (sort) {
      case HUNK -> "@";
      case CONTEXT -> "   |";
      case OLD -> "old|";
      case NEW -> "new|";
    };
  }

  private static String oneLine(String text) {
    if (text.indexOf('\n') >= 0) {
      throw new Malformed("a line of a difference holds a line end");
    }
    return text;
  }
}
