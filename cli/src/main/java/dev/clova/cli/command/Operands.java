package dev.clova.cli.command;

/**
 * What may be typed without dashes.
 *
 * @param label what the help calls one, such as {@code SERVICE}
 * @param least how many there must be
 * @param most how many there may be; {@link Integer#MAX_VALUE}: any number
 * @param help one line; empty for {@link #NONE}
 */
public record Operands(String label, int least, int most, String help) {

  /** None may be typed. */
  public static final Operands NONE = new Operands("", 0, 0, "");

  /** Any number, also none. */
  public static Operands any(String label, String help) {
    return new Operands(label, 0, Integer.MAX_VALUE, help);
  }

  /** At least one. */
  public static Operands some(String label, String help) {
    return new Operands(label, 1, Integer.MAX_VALUE, help);
  }

  /** Exactly one. */
  public static Operands one(String label, String help) {
    return new Operands(label, 1, 1, help);
  }

  /** One or none. */
  public static Operands optional(String label, String help) {
    return new Operands(label, 0, 1, help);
  }

  /** How the help writes them: {@code [SERVICE]...}. */
  String synopsis() {
    String one = least == 0 ? "[" + label + "]" : label;
    return most > 1 ? one + "..." : one;
  }
}
