package dev.clova.engine.observed;

import dev.clova.state.Listing;
import dev.clova.state.ListingReader;
import dev.clova.state.Origin;
import java.io.ByteArrayInputStream;

/**
 * What {@code clova_find} printed, in either of its forms.
 *
 * <p>Clova puts files into place with a modification time in the past, so that any later write,
 * even in the same tick of the clock, leaves other times behind: no entry of a listing is ever too
 * young to be trusted, and the time of the listing itself does not matter.
 */
public final class ListingText {

  private static final int MOST_ENTRIES = 2_000_000;

  private ListingText() {}

  /** Reads it; paths that leave the directory are the origin's problem. */
  public static Listing read(byte[] text, Origin origin) {
    if (text.length == 0) {
      return Listing.none(Long.MAX_VALUE);
    }
    if (text[0] != '.') {
      return ListingReader.gnu(
          new ByteArrayInputStream(text), MOST_ENTRIES, Long.MAX_VALUE, origin);
    }
    int end = endOfNames(text);
    return ListingReader.plain(
        new ByteArrayInputStream(text, 0, end),
        new ByteArrayInputStream(text, Math.min(text.length, end + 1), text.length - end - 1),
        MOST_ENTRIES,
        Long.MAX_VALUE,
        origin);
  }

  /** The names end with an empty one. */
  private static int endOfNames(byte[] text) {
    for (int i = 1; i < text.length; i++) {
      if (text[i] == 0 && text[i - 1] == 0) {
        return i;
      }
    }
    return text.length - 1;
  }
}
