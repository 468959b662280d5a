package dev.clova.state;

import java.nio.file.Path;
import java.util.List;

/** What a journal turned out to hold. */
public sealed interface JournalReading {

  /**
   * A whole journal, or none.
   *
   * @param records in the order they were written
   * @param torn whether a last piece was dropped that never became whole; nothing was done on it
   */
  record Sound(List<JournalRecord> records, boolean torn) implements JournalReading {

    /** Copies the list. */
    public Sound {
      records = List.copyOf(records);
    }
  }

  /**
   * A journal with something wrong before its end.
   *
   * @param file which
   * @param why in words for people
   * @param before the records before that
   */
  record Damaged(Path file, String why, List<JournalRecord> before) implements JournalReading {

    /** Copies the list. */
    public Damaged {
      before = List.copyOf(before);
    }
  }
}
