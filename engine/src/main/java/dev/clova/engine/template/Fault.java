package dev.clova.engine.template;

import dev.clova.state.ProblemCode;

/** What is wrong in a template, before it is known where that is in a file. */
final class Fault extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ProblemCode code;
  private final String detail;
  private final String hint;
  private final String culprit;
  private final boolean isUnknownName;

  private Fault(
      ProblemCode code, String detail, String hint, String culprit, boolean isUnknownName) {
    super(detail, null, false, false);
    this.code = code;
    this.detail = detail;
    this.hint = hint;
    this.culprit = culprit;
    this.isUnknownName = isUnknownName;
  }

  /**
   * @param culprit the characters of the template that are meant, such as {@code vars.nmae}; empty
   *     if they are not known
   */
  Fault(ProblemCode code, String detail, String hint, String culprit) {
    this(code, detail, hint, culprit, false);
  }

  static Fault template(String detail, String hint, String culprit) {
    return new Fault(ProblemCode.TEMPLATE, detail, hint, culprit, false);
  }

  /** A name that nothing stands for, which a template may ask about and give a default for. */
  static Fault unknownName(String name, String hint) {
    String detail = "`" + name + "` is not known here.";
    return new Fault(ProblemCode.TEMPLATE, detail, hint, name, true);
  }

  ProblemCode code() {
    return code;
  }

  String detail() {
    return detail;
  }

  String hint() {
    return hint;
  }

  String culprit() {
    return culprit;
  }

  boolean isUnknownName() {
    return isUnknownName;
  }
}
