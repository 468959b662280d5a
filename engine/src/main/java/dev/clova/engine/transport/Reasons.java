package dev.clova.engine.transport;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import java.util.Optional;

/** Why something failed, in words for people, from what a library threw or a target said. */
final class Reasons {

  private static final int LONGEST = 400;

  private Reasons() {}

  /** The end of a sentence: what went wrong with a file or a connection. */
  static String of(Throwable failure) {
    return switch (failure) {
      case NoSuchFileException e -> "it does not exist";
      case AccessDeniedException e -> "permission denied";
      case FileSystemException e -> told(Optional.ofNullable(e.getReason()), e);
      case NoRouteToHostException e -> "there is no route to it";
      case ConnectException e -> "the connection was refused";
      case IOException e -> told(Optional.ofNullable(e.getMessage()), e);
      default -> told(Optional.ofNullable(failure.getMessage()), failure);
    };
  }

  /**
   * Text from a target, fit to be shown: one line, bounded, with nothing in it that moves a cursor,
   * colours, or turns the direction of writing.
   */
  static String shown(String text) {
    StringBuilder shown = new StringBuilder();
    text.strip()
        .codePoints()
        .limit(LONGEST)
        .forEach(
            point -> {
              if (isPlain(point)) {
                shown.appendCodePoint(point);
              } else if (Character.isWhitespace(point)) {
                shown.append(' ');
              } else {
                shown.append("\\u{").append(Integer.toHexString(point)).append('}');
              }
            });
    return shown.toString();
  }

  private static boolean isPlain(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  private static String told(Optional<String> message, Throwable failure) {
    String text =
        message.orElseGet(() -> failure.getClass().getSimpleName().toLowerCase(Locale.ROOT));
    return shown(text);
  }
}
