package dev.clova.engine.kind;

import dev.clova.state.ContentChange;
import dev.clova.state.ContentVersion;
import java.util.Optional;

/** Two versions of a file as the lines that differ. */
final class TextChange {

  private TextChange() {}

  static ContentChange between(
      Optional<ContentVersion> old, Optional<ContentVersion> wanted, byte[] before, byte[] after) {
    return ContentChange.of(old, wanted);
  }
}
