package dev.clova.state;

/**
 * A place in a definition file.
 *
 * @param file the path as a person would type it from the working directory's root
 * @param line from 1
 * @param column from 1, in characters
 * @param text the whole source line, without its end
 * @param width how many characters from {@code column} on are meant; at least 1
 */
public record SourcePosition(String file, int line, int column, String text, int width) {

  /** {@code file:line:column}. */
  @Override
  public String toString() {
    return file + ":" + line + ":" + column;
  }
}
