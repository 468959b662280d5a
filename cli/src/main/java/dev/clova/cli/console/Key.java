package dev.clova.cli.console;

/** What was pressed while a {@link Screen} is shown. */
public sealed interface Key {

  /**
   * A character.
   *
   * @param character its code point
   */
  record Typed(int character) implements Key {}

  /** A key that is no character. */
  enum Named implements Key {
    ENTER,
    ESCAPE,
    BACKSPACE,
    UP,
    DOWN,
    PAGE_UP,
    PAGE_DOWN,
    HOME,
    END,
    /** Ctrl-C, or the terminal is gone. */
    INTERRUPT,
    /** The terminal has another size. */
    RESIZED
  }
}
