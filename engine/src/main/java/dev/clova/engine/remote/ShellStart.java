package dev.clova.engine.remote;

import dev.clova.state.ClovaException;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * The way from a login to the session, seen from both ends of the wire: what is written, and what
 * is waited for. Without a password everything is written at once and nothing is waited for before
 * the first answer.
 *
 * <p>With a password, nothing goes to sudo's input until either sudo has asked, with a prompt that
 * is a fresh token, or the command under sudo has said its own: a password that nobody reads would
 * become the first line of what follows. Both tokens are made only after the first stage has
 * answered, so nothing that ran before it can know them. sudo's own words are never read: they are
 * translated.
 */
final class ShellStart {

  private enum Sign {
    OUTER,
    PROMPT,
    BEGUN,
    OVER
  }

  private final String target;
  private final Privilege privilege;
  private final ShellProgram program;
  private final ShellProgram.Room room;
  private final RandomGenerator randomness;
  private final Duration patience;
  private final Token outer;
  private final Token hello;
  private final LinkedBlockingQueue<Sign> signs = new LinkedBlockingQueue<>();
  private final LinkedBlockingQueue<Token> begin = new LinkedBlockingQueue<>();
  private volatile boolean outerSeen;

  ShellStart(
      String target,
      Privilege privilege,
      ShellProgram program,
      ShellProgram.Room room,
      RandomGenerator randomness,
      Duration patience) {
    this.target = target;
    this.privilege = privilege;
    this.program = program;
    this.room = room;
    this.randomness = randomness;
    this.patience = patience;
    this.outer = Token.fresh(randomness);
    this.hello = Token.fresh(randomness);
  }

  /** Writes the stages; when it returns, requests may follow. */
  void write(OutputStream out, ErrorTail errors) throws IOException {
    if (room == ShellProgram.Room.LOOKING) {
      out.write("look ".getBytes(StandardCharsets.US_ASCII));
    } else if (privilege instanceof Privilege.None) {
      text(out, program.direct(room));
    } else {
      text(out, program.outer(privilege));
      out.write(outer.line());
      if (privilege instanceof Privilege.SudoPassword asked) {
        out.flush();
        login(asked, out, errors);
      }
      text(out, program.later(room));
    }
    out.write(hello.line());
    out.flush();
  }

  /** Reads up to the session's hello. */
  ShellProcess read(FrameReader reader) throws IOException {
    if (!(privilege instanceof Privilege.None)) {
      readOuter(reader);
    }
    Frame frame = first(reader, hello);
    return new ShellProcess(
        frame.number(0, 1, Long.MAX_VALUE),
        frame.number(1, 0, Long.MAX_VALUE),
        frame.number(2, 0, Long.MAX_VALUE),
        frame.arguments().size() > 3 && frame.arguments().get(3).equals("own"));
  }

  /** The login's output is at its end: nothing more is to be waited for. */
  void over() {
    signs.add(Sign.OVER);
    begin.add(hello);
  }

  /**
   * What it means that the login ended by itself, with this exit status, before the session said
   * hello.
   */
  ClovaException ended(OptionalInt status, String errors) {
    String told = errors.isBlank() ? "" : " The target said: " + errors.strip();
    if (outerSeen) {
      return problem(ProblemCode.PRIVILEGE, refusal() + told, remedy());
    }
    return problem(
        ProblemCode.TARGET_ANSWER,
        "The login on `%s` ended%s before it started a shell for us.%s"
            .formatted(target, status.isPresent() ? " with status " + status.getAsInt() : "", told),
        "The user's login shell must be able to run commands: try `ssh` with a command.");
  }

  /** A forced command for looking answers an ordinary start with what it is. */
  private Frame first(FrameReader reader, Token token) throws IOException {
    Frame frame = reader.first(token);
    if (frame.kind().equals(LookOnly.KIND)) {
      throw frame.arguments().equals(List.of(LookOnly.FORMAT))
          ? LookOnly.refusal(target)
          : LookOnly.otherFormat(target);
    }
    return frame;
  }

  private void readOuter(FrameReader reader) throws IOException {
    if (first(reader, outer).kind().equals("missing")) {
      throw problem(
          ProblemCode.PRIVILEGE,
          "There is no `%s` on `%s`.".formatted(tool(), target),
          "Install it, or let the target's user be root and set `become = \"none\"`.");
    }
    outerSeen = true;
    signs.add(Sign.OUTER);
    if (privilege instanceof Privilege.SudoPassword) {
      Frame unused = reader.first(await(begin));
      signs.add(Sign.BEGUN);
    }
  }

  private void login(Privilege.SudoPassword asked, OutputStream out, ErrorTail errors)
      throws IOException {
    if (await(signs) != Sign.OUTER) {
      throw new AnswerBroken(Reply.Reason.LOST);
    }
    Token prompt = Token.fresh(randomness);
    Token begun = Token.fresh(randomness);
    begin.add(begun);
    errors.when(prompt.prompt(), text -> signs.add(Sign.PROMPT));
    out.write(prompt.line());
    out.write(begun.line());
    out.flush();
    Sign sign = await(signs);
    if (sign == Sign.PROMPT) {
      errors.when(prompt.prompt(), text -> signs.add(Sign.PROMPT));
      send(asked.password().get(), out);
      sign = await(signs);
    }
    switch (sign) {
      case BEGUN -> errors.forget();
      case PROMPT ->
          throw problem(
              ProblemCode.PRIVILEGE,
              "`sudo` on `%s` did not take the password.".formatted(target),
              "It was tried once. Give the password of the user that logs in there.");
      case OUTER, OVER -> throw new AnswerBroken(Reply.Reason.LOST);
    }
  }

  private static void send(char[] password, OutputStream out) throws IOException {
    byte[] line = new byte[password.length * 4 + 1];
    ByteBuffer bytes = ByteBuffer.wrap(line);
    CoderResult unused =
        StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(password), bytes, true);
    bytes.put((byte) '\n');
    try {
      out.write(line, 0, bytes.position());
      out.flush();
    } finally {
      Arrays.fill(password, '\0');
      Arrays.fill(line, (byte) 0);
    }
  }

  private <T> T await(LinkedBlockingQueue<T> queue) throws IOException {
    try {
      T next = queue.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
      if (next == null) {
        throw problem(ProblemCode.PRIVILEGE, refusal(), remedy());
      }
      return next;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AnswerBroken(Reply.Reason.CLOSED);
    }
  }

  private String tool() {
    return privilege instanceof Privilege.Doas ? "doas" : "sudo";
  }

  private String refusal() {
    return switch (privilege) {
      case Privilege.SudoPassword password ->
          "`sudo -S` on `%s` gave the user no root shell.".formatted(target);
      case Privilege.Sudo sudo ->
          "`sudo -n` on `%s` gave the user no root shell.".formatted(target);
      case Privilege.Doas doas ->
          "`doas -n` on `%s` gave the user no root shell.".formatted(target);
      case Privilege.None none -> "The login on `%s` gave no shell.".formatted(target);
    };
  }

  private String remedy() {
    return switch (privilege) {
      case Privilege.Sudo sudo ->
          "The user must be allowed to run `/bin/sh` as root without a password and without a terminal"
              + " (`NOPASSWD`, and no `requiretty`, in the sudoers file); or let Clova ask for the"
              + " password with `-K`.";
      case Privilege.SudoPassword password ->
          "The user must be allowed to run `/bin/sh` as root. A `sudo` that takes no password"
              + " without a terminal (sudo-rs) needs `NOPASSWD`.";
      case Privilege.Doas doas ->
          "The user must be allowed to run `/bin/sh` as root with `nopass` in `doas.conf`.";
      case Privilege.None none -> "Try `ssh` with a command.";
    };
  }

  private static ClovaException problem(ProblemCode code, String detail, String hint) {
    return new ClovaException(Problem.of(code, detail, hint));
  }

  private static void text(OutputStream out, String program) throws IOException {
    out.write(ShellProgram.loaded(program));
  }
}
