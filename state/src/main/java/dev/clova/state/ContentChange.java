package dev.clova.state;

import java.util.List;
import java.util.Optional;

/**
 * How the content of a file changes, from what is there now to what is wanted. Secrets are masked
 * by whoever makes it; the value of one never comes here.
 *
 * @param old what is there now; empty if there is nothing
 * @param wanted what is to be there; empty if nothing is
 * @param lines the difference line by line; empty if it is not text or is not told
 * @param notes what the lines do not show: {@code no newline at the end}, {@code binary}
 * @param truncated whether lines were left out
 */
public record ContentChange(
    Optional<ContentVersion> old,
    Optional<ContentVersion> wanted,
    List<TextLine> lines,
    List<String> notes,
    boolean truncated) {

  /** Copies the lists; one of the two sides must be there. */
  public ContentChange {
    if (old.isEmpty() && wanted.isEmpty()) {
      throw new IllegalArgumentException("a content change has at least one side");
    }
    lines = List.copyOf(lines);
    notes = List.copyOf(notes);
  }

  /** A change whose lines are not told. */
  public static ContentChange of(Optional<ContentVersion> old, Optional<ContentVersion> wanted) {
    return new ContentChange(old, wanted, List.of(), List.of(), false);
  }

  void into(Canonical canonical) {
    canonical.flag(old.isPresent());
    old.ifPresent(version -> version.into(canonical));
    canonical.flag(wanted.isPresent());
    wanted.ifPresent(version -> version.into(canonical));
    canonical.number(lines.size());
    lines.forEach(line -> canonical.text(line.sort().word()).text(line.text()));
    canonical.texts(notes).flag(truncated);
  }
}
