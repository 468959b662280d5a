package dev.clova.engine.observed;

import dev.clova.engine.remote.Limits;
import dev.clova.engine.remote.Reply;
import dev.clova.engine.remote.Session;
import dev.clova.state.ClovaException;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import dev.clova.state.ReceiptCodec;
import dev.clova.state.ReceiptReading;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Every receipt that lies on a target, whoever's it is.
 *
 * @param root the absolute root folder
 * @param readings what each says, by service
 */
public record Receipts(String root, SortedMap<String, ReceiptReading> readings) {

  /** Copies what it is given. */
  public Receipts {
    readings = Collections.unmodifiableSortedMap(new TreeMap<>(readings));
  }

  /**
   * Reads them, and changes nothing.
   *
   * @param root the folder of the services: absolute, or {@code ~/…}
   * @throws ClovaException if the target does not answer, or they are another user's
   */
  public static Receipts on(Session session, String target, String root) {
    TargetAnswers answers = new TargetAnswers();
    Reply reply =
        session.look(
            LookScript.of(root).receipts(List.of()).whole(), List.of(), Limits.USUAL, answers);
    if (!reply.succeeded()) {
      throw problem(
          ProblemCode.TARGET_ANSWER,
          "`%s` did not give its receipts. %s".formatted(target, reply.errors()).strip(),
          "Try `clova target test " + target + "`.");
    }
    if (answers.rootState().equals("denied")) {
      throw problem(
          ProblemCode.PRIVILEGE,
          "`%s/.clova` on `%s` belongs to another user, so what is recorded there cannot be read."
              .formatted(answers.root(), target),
          "Connect as the user who applied before, or set `become` for the target.");
    }
    SortedMap<String, ReceiptReading> readings = new TreeMap<>();
    answers
        .services()
        .forEach(
            (service, answer) -> {
              if (answer.receipt.length > 0) {
                readings.put(service, ReceiptCodec.read(answer.receipt));
              }
            });
    return new Receipts(answers.root(), readings);
  }

  private static ClovaException problem(ProblemCode code, String detail, String hint) {
    return new ClovaException(Problem.of(code, detail, hint));
  }
}
