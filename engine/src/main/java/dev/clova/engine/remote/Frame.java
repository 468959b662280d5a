package dev.clova.engine.remote;

import dev.clova.state.ClovaException;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import java.util.List;

/**
 * The head of one frame of an answer. All of it is the target's text.
 *
 * @param kind what the script called it
 * @param arguments what the script said with it
 */
public record Frame(String kind, List<String> arguments) {

  /** Copies the list. */
  public Frame {
    arguments = List.copyOf(arguments);
  }

  /**
   * An argument that must be a whole number.
   *
   * @param index from 0
   * @param least the smallest number that makes sense
   * @param most the largest number that makes sense
   * @throws ClovaException if it is missing, no number, or out of range
   */
  public long number(int index, long least, long most) {
    if (index < arguments.size() && arguments.get(index).matches("-?[0-9]{1,18}")) {
      long number = Long.parseLong(arguments.get(index));
      if (least <= number && number <= most) {
        return number;
      }
    }
    throw new ClovaException(
        Problem.of(
            ProblemCode.TARGET_ANSWER,
            "The target's answer `%s` does not hold the number that was asked for."
                .formatted(TargetText.line(kind + " " + String.join(" ", arguments))),
            "If this happens again, the target's shell or tools are not what they seem."));
  }
}
