package dev.clova.engine.remote;

import dev.clova.engine.transport.Connection;
import dev.clova.state.ClovaException;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;

/** A target that we are connected to, with the shell that does the work there. */
public final class Session implements AutoCloseable {

  private static final int ANSWER_BYTES = 8 << 20;

  private final String target;
  private final Connection connection;
  private final RemoteShell shell;
  private final Privilege privilege;
  private final RandomGenerator randomness;
  private Optional<CompletableFuture<Guard.Answer>> guard = Optional.empty();
  private Optional<TargetLock> lock = Optional.empty();
  private Optional<RemoteShell> looker = Optional.empty();
  private String root = "";

  Session(
      String target,
      Connection connection,
      RemoteShell shell,
      Privilege privilege,
      RandomGenerator randomness) {
    this.target = target;
    this.connection = connection;
    this.shell = shell;
    this.privilege = privilege;
    this.randomness = randomness;
  }

  /** Who is logged in and by what means, for people; see {@link Connection#login}. */
  public String login() {
    return connection.login();
  }

  /**
   * Sends a request whose answer is small, and gives all of it.
   *
   * @throws ClovaException TARGET_ANSWER unless its script ran to its end with exit status 0
   */
  public FrameList ask(Request request) {
    FrameList frames = new FrameList(ANSWER_BYTES);
    switch (shell.run(request, frames)) {
      case Reply.Ended(int status, String errors) -> {
        if (status != 0) {
          throw unanswered("the script ended with status " + status, errors);
        }
      }
      case Reply.NotRun(Reply.Reason why, String errors) -> throw unanswered(why.clause(), errors);
      case Reply.Unknown(Reply.Reason why, String errors) -> throw unanswered(why.clause(), errors);
    }
    return frames;
  }

  /**
   * Looks, also with a key that may do nothing else. Under a lock it has to be more than such a
   * key.
   *
   * @param payloads what the script reads; the data has it, too
   * @param sink takes the answer's frames
   * @throws ClovaException READ_ONLY if the target was to be locked, and the key may only look
   */
  public Reply look(Inquiry inquiry, List<Payload> payloads, Limits limits, FrameSink sink) {
    if (looker.isEmpty()) {
      try {
        return shell.runAgain(ordinary(inquiry, payloads).within(limits), sink);
      } catch (ClovaException e) {
        if (e.problems().getFirst().code() != ProblemCode.READ_ONLY || lock.isPresent()) {
          throw e;
        }
        looker = Optional.of(RemoteShell.looking(connection, target, randomness));
      }
    }
    return looker.get().run(Request.of(inquiry.data()).within(limits), sink);
  }

  private Request ordinary(Inquiry inquiry, List<Payload> payloads) {
    Request request = Request.of(inquiry.script());
    for (Payload payload : payloads) {
      request = request.with(payload);
    }
    return lock.isPresent() ? request.onlyUnderLock() : request;
  }

  /** Whether the key that opens the target may only look; known once it was looked at. */
  public boolean mayOnlyLook() {
    return looker.isPresent();
  }

  private ClovaException unanswered(String why, String errors) {
    return problem(
        ProblemCode.TARGET_ANSWER,
        "`%s` gave no whole answer: %s.%s"
            .formatted(target, why, errors.isBlank() ? "" : " It said: " + errors.strip()),
        "Try `clova target test " + target + "`.");
  }

  /** The shell that carries out requests. */
  public RemoteShell shell() {
    return shell;
  }

  /**
   * One more shell with the same rights on the same connection; the caller closes it.
   *
   * @throws ClovaException if the target allows no further one
   */
  public RemoteShell another() {
    return RemoteShell.open(connection, target, privilege, randomness);
  }

  /**
   * A script on a terminal of its own, with the same rights on the same connection.
   *
   * @throws ClovaException if the target gives none
   */
  public RemoteTerminal terminal(RemoteTerminal.Screen screen, ShellText script) {
    return RemoteTerminal.open(
        connection, target, privilege, randomness, screen, script, this::beside);
  }

  private void beside(ShellText text) {
    Reply unused = shell.run(Request.of(text), FrameSink.none());
  }

  /**
   * Asks for the lock of a root folder, without waiting, and has the shell guarded from now on:
   * when we are gone, its work ends, and with it the lock.
   *
   * @param holder what others are told
   */
  public void lock(String root, String holder) {
    this.root = root;
    lock = Optional.of(TargetLock.send(shell, root, holder));
    CompletableFuture<Guard.Answer> answer = new CompletableFuture<>();
    Thread unused =
        Thread.ofVirtual()
            .name("guard-" + target)
            .start(
                () -> {
                  try {
                    answer.complete(
                        Guard.over(
                            connection, target, privilege, randomness, shell, Guard.Times.USUAL));
                  } catch (ClovaException e) {
                    answer.completeExceptionally(e);
                  }
                });
    guard = Optional.of(answer);
  }

  /**
   * Waits until it is known whether the lock is ours.
   *
   * @throws ClovaException LOCKED if somebody else has it; others if there can be none
   */
  public void awaitLock() {
    if (lock.isEmpty()) {
      return;
    }
    switch (lock.get().await()) {
      case TargetLock.Answer.Locked() -> {}
      case TargetLock.Answer.Busy(String holder) ->
          throw problem(
              ProblemCode.LOCKED,
              "`%s` is being changed by %s."
                  .formatted(
                      target,
                      holder.isBlank()
                          ? "somebody who just began, or by what a lost apply still has at work there"
                          : holder),
              "Wait for it to end; the lock ends with it, whatever happens to it.");
      case TargetLock.Answer.Refused(TargetLock.Why why, String said) ->
          throw problem(
              ProblemCode.PRIVILEGE,
              switch (why) {
                    case NO_ROOT ->
                        "The root folder `%s` on `%s` cannot be made".formatted(root, target);
                    case NOT_OURS ->
                        "The folder `%s/.clova` on `%s` belongs to another user, or is a link"
                            .formatted(root, target);
                    case NOT_WRITABLE ->
                        "The folder `%s/.clova` on `%s` cannot be written".formatted(root, target);
                  }
                  + (said.isEmpty() ? "." : ": " + said + "."),
              "Check `root`, `user` and `become` of the target; `clova target test "
                  + target
                  + "` says what is in the way.");
      case TargetLock.Answer.Open(Reply reply) ->
          throw problem(
              ProblemCode.TARGET_ANSWER,
              "`%s` did not say whether it is locked. %s".formatted(target, reply.errors()).strip(),
              "Try `clova target test " + target + "`.");
    }
  }

  /** Waits until the shell is guarded; a target that gives no second shell works unguarded. */
  public void awaitGuard() {
    guard.ifPresent(
        answer -> {
          Guard.Answer unused = answer.join();
        });
  }

  private static ClovaException problem(ProblemCode code, String detail, String hint) {
    return new ClovaException(Problem.of(code, detail, hint));
  }

  @Override
  public void close() {
    guard
        .filter(CompletableFuture::isDone)
        .filter(answer -> !answer.isCompletedExceptionally())
        .map(CompletableFuture::join)
        .ifPresent(
            answer -> {
              if (answer instanceof Guard.Answer.Watching(Guard watching)) {
                watching.close();
              }
            });
    looker.ifPresent(RemoteShell::close);
    shell.close();
    connection.close();
  }
}
