package dev.clova.cli.console;

import dev.clova.state.ClovaException;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * The conversation with whoever started the command: what was asked for goes to the output,
 * everything about the work to the error output, and questions are asked only where somebody can
 * answer. May be used from several threads; each call's lines stay together.
 */
public final class Console {

  private final Streams streams;
  private final Terminal terminal;
  private final Settings settings;
  private final BufferedReader answers;

  /** A conversation over these streams. */
  public Console(Streams streams, Terminal terminal, Settings settings) {
    this.streams = streams;
    this.terminal = terminal;
    this.settings = settings;
    this.answers = streams.lines();
  }

  /** How to paint what goes to the output. */
  public Palette outPalette() {
    return new Palette(settings.color().colors(terminal.output(), settings.environment()));
  }

  /** How to paint what goes to the error output. */
  public Palette errPalette() {
    return new Palette(settings.color().colors(terminal.error(), settings.environment()));
  }

  /** The width of both outputs in character cells. */
  public int columns() {
    return terminal.columns();
  }

  /** Whether lines on the error output may be drawn over again. */
  public boolean animates() {
    return terminal.error()
        && !settings.quiet()
        && !settings.isAutomation()
        && !settings.environment().getOrDefault("TERM", "").equals("dumb");
  }

  /** Whether more than the usual was asked for, and how much. */
  public int verbosity() {
    return settings.verbosity();
  }

  /** Prints lines of what was asked for. */
  public void print(Iterable<String> lines) {
    write(streams.out(), lines);
  }

  /** Prints a line of what was asked for. */
  public void print(String line) {
    print(List.of(line));
  }

  /** Says something about the work, unless quiet was asked for. */
  public void say(Iterable<String> lines) {
    if (!settings.quiet()) {
      write(streams.err(), lines);
    }
  }

  /** Says a line about the work, unless quiet was asked for. */
  public void say(String line) {
    say(List.of(line));
  }

  /** Says a line that is of interest only to who asked for more. */
  public void detail(String line) {
    if (settings.verbosity() > 0) {
      say(line);
    }
  }

  /** Says what is wrong, in any case. */
  public void complain(Iterable<String> lines) {
    write(streams.err(), lines);
  }

  /** Writes to the error output as it is, at once: for what moves on a terminal. */
  public void draw(String text) {
    streams.out().flush();
    streams.err().print(text);
    streams.err().flush();
  }

  /**
   * Prints lines of what was asked for, at once, as a stream that goes on needs it.
   *
   * @return whether anybody still reads them
   */
  public boolean stream(Iterable<String> lines) {
    print(lines);
    return !streams.out().checkError();
  }

  /** Passes on what another program prints, as it is and at once. */
  public synchronized void pass(byte[] piece) {
    streams.out().write(piece, 0, piece.length);
    streams.out().flush();
  }

  /** Passes on what another program prints to its error output, as it is and at once. */
  public synchronized void passError(byte[] piece) {
    streams.out().flush();
    streams.err().write(piece, 0, piece.length);
    streams.err().flush();
  }

  /** What is piped in, for another program; nothing may be asked any more. */
  public InputStream input() {
    return streams.in();
  }

  /** Whether a person both types and reads the output. */
  public boolean isTerminal() {
    return terminal.input() && terminal.output();
  }

  /** Prints the trace of a failure. */
  public void trace(Throwable failure) {
    streams.out().flush();
    failure.printStackTrace(streams.err());
    streams.err().flush();
  }

  /** Whether somebody sees the output and can press keys. */
  public boolean isInteractive() {
    return terminal.input()
        && terminal.output()
        && !settings.environment().getOrDefault("TERM", "").equals("dumb");
  }

  /** Whether a question can be answered. */
  public boolean canAsk() {
    return terminal.input() && terminal.error() && !settings.noInput() && !settings.isAutomation();
  }

  /**
   * Asks whether to go on; returns only if somebody said yes.
   *
   * @param question one line, without a question mark's hint of what to type
   * @param instead what to type where nobody can be asked, such as {@code --yes}
   * @throws ClovaException if the answer is anything else, or nobody can be asked
   */
  public void confirm(String question, String instead) {
    String answer = ask(question + " [y/N] ", instead);
    if (!answer.equalsIgnoreCase("y") && !answer.equalsIgnoreCase("yes")) {
      throw notConfirmed("The answer was no. Nothing was changed.", "");
    }
  }

  /**
   * Asks for a name to be typed before something that cannot be taken back; returns only if it was.
   *
   * @param question one line
   * @param name what has to be typed
   * @param instead what to type where nobody can be asked, such as {@code --confirm=NAME}
   * @throws ClovaException if the answer is anything else, or nobody can be asked
   */
  public void confirmByName(String question, String name, String instead) {
    String answer = ask(question + " Type `" + name + "` to go on: ", instead);
    if (!answer.equals(name)) {
      throw notConfirmed("What was typed is not `" + name + "`. Nothing was changed.", "");
    }
  }

  /**
   * Asks for something that is not shown while it is typed.
   *
   * @param question what is wanted, without a colon
   * @param flag the option that made this necessary, for the message where nobody can be asked
   * @return what was typed, for the caller to overwrite after use
   * @throws ClovaException if nobody can be asked
   */
  public synchronized char[] secret(String question, String flag) {
    if (!canAsk()) {
      throw notConfirmed(
          "`" + flag + "` asks for a password, and there is nobody here to ask.",
          "Run it on a terminal, or use keys and `NOPASSWD` where nobody sits.");
    }
    streams.out().flush();
    Optional<char[]> typed =
        streams
            .hidden()
            .line(
                () -> {
                  streams.err().print(errPalette().paint(Style.STRONG, question + ": "));
                  streams.err().flush();
                });
    streams.err().print('\n');
    streams.err().flush();
    return typed.orElseThrow(
        () -> notConfirmed("`" + flag + "` asks for a password, and none was typed.", ""));
  }

  private synchronized String ask(String question, String instead) {
    if (!canAsk()) {
      throw notConfirmed(
          "This needs a yes, and there is nobody here to ask.",
          "Run it on a terminal, or say so beforehand with `" + instead + "`.");
    }
    streams.out().flush();
    streams.err().print(errPalette().paint(Style.STRONG, question));
    streams.err().flush();
    try {
      return Optional.ofNullable(answers.readLine()).orElse("").strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ClovaException notConfirmed(String detail, String hint) {
    return new ClovaException(Problem.of(ProblemCode.NOT_CONFIRMED, detail, hint));
  }

  /** The other stream first, so that the two appear on a terminal in the order of the calls. */
  private synchronized void write(PrintStream stream, Iterable<String> lines) {
    (stream == streams.out() ? streams.err() : streams.out()).flush();
    for (String line : lines) {
      stream.print(line);
      stream.print('\n');
    }
    if (stream == streams.err() || terminal.output()) {
      stream.flush();
    }
  }
}
