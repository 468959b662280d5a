package dev.clova.cli.console;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Standard streams that a test types into and reads back. */
public final class Transcript {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Streams streams;

  /** Streams with something already typed. */
  public Transcript(String typed) {
    this(typed, HiddenInput.NONE);
  }

  /** The same with something to type unseen. */
  public Transcript(String typed, HiddenInput hidden) {
    streams =
        new Streams(
            new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)),
            new PrintStream(out, false, StandardCharsets.UTF_8),
            new PrintStream(err, false, StandardCharsets.UTF_8),
            hidden);
  }

  /** What to hand to the code under test. */
  public Streams streams() {
    return streams;
  }

  /** All of the output so far. */
  public String out() {
    streams.flush();
    return out.toString(StandardCharsets.UTF_8);
  }

  /** All of the error output so far. */
  public String err() {
    streams.flush();
    return err.toString(StandardCharsets.UTF_8);
  }
}
