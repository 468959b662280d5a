package dev.clova.engine.template;

import dev.clova.state.ProblemCode;

/**
 * What one rendering has done, and where it is. Every character that is made costs something, every
 * turn of a loop more, out of a fixed number: counted, not timed, so that a template renders
 * everywhere or nowhere.
 */
final class Work {

  /** The name under which a template's own scope holds this; no template can write it. */
  static final String NAME = " work";

  private static final int DEEPEST = 32;
  private static final int TURN = 32;

  private long left = 16L << 20;
  private int depth;
  private int line = 1;
  private String name = "";

  void spend(long cost) {
    left -= cost;
    if (left < 0) {
      throw new Fault(
          ProblemCode.TOO_LARGE,
          "The template makes too much text or takes too many turns.",
          "Loop over less, or nest fewer loops.",
          "");
    }
  }

  /** One more turn of a loop. */
  void turn() {
    spend(TURN);
  }

  /** A text that was made. */
  String made(String text) {
    spend(text.length());
    return text;
  }

  /** A variable's own template begins to be rendered. */
  void enter() {
    depth++;
    if (depth > DEEPEST) {
      throw new Fault(
          ProblemCode.TOO_LARGE,
          "Variables refer to each other more than " + DEEPEST + " deep.",
          "Put the values together in fewer steps.",
          "");
    }
  }

  /** It is rendered. */
  void leave() {
    depth--;
  }

  /** An expression on this line is being computed. */
  void at(int number) {
    line = number;
  }

  /** A variable is being looked up. */
  void sees(String variable) {
    name = variable;
  }

  /** The line that was last known, for a fault without one. */
  int line() {
    return line;
  }

  /** The variable that was last looked up, for a fault that names nothing. */
  String name() {
    return name;
  }
}
