package dev.clova.engine.remote;

import java.io.IOException;

/** An answer that has no end that we could read. */
final class AnswerBroken extends IOException {

  private static final long serialVersionUID = 1L;

  private final Reply.Reason reason;

  AnswerBroken(Reply.Reason reason) {
    super(reason.clause());
    this.reason = reason;
  }

  Reply.Reason reason() {
    return reason;
  }
}
