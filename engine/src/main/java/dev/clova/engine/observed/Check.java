package dev.clova.engine.observed;

import dev.clova.state.Problem;
import dev.clova.state.Term;
import dev.clova.state.Trouble;

/**
 * One thing that a target must be able to do, and whether it is.
 *
 * @param name what is checked, in a word or two
 * @param verdict whether it works
 * @param detail what was found, in a few words or a sentence
 * @param hint what to do about it; empty where there is nothing to do
 * @param trouble what a failure means for the exit status
 */
public record Check(String name, Verdict verdict, String detail, String hint, Trouble trouble) {

  /** Whether something works. */
  public enum Verdict implements Term {
    /** It does. */
    OK,
    /** It does, but somebody should know something. */
    REMARK,
    /** It does not. */
    FAILED,
    /** Nobody knows: something before it failed. */
    UNKNOWN
  }

  static Check ok(String name, String detail) {
    return new Check(name, Verdict.OK, detail, "", Trouble.FAILED);
  }

  static Check remark(String name, String detail, String hint) {
    return new Check(name, Verdict.REMARK, detail, hint, Trouble.FAILED);
  }

  static Check failed(String name, String detail, String hint) {
    return new Check(name, Verdict.FAILED, detail, hint, Trouble.FAILED);
  }

  static Check failed(String name, Problem problem) {
    return new Check(
        name, Verdict.FAILED, problem.detail(), problem.hint(), problem.code().trouble());
  }

  static Check unknown(String name) {
    return new Check(name, Verdict.UNKNOWN, "not tried", "", Trouble.FAILED);
  }
}
