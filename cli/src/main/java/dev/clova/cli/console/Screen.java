package dev.clova.cli.console;

import dev.clova.state.ClovaException;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.NonBlockingReader;

/**
 * The whole terminal, for a view that stays: drawn over again, with keys that are heard as they are
 * pressed. Whatever ends the process, but a {@code kill -9}, gives the terminal back as it was.
 */
public final class Screen implements AutoCloseable {

  /** How long the rest of a key's sequence may take after its first character. */
  private static final long SEQUENCE_MILLIS = 50;

  private static final long LONGEST_WAIT_MILLIS = 100;

  private final Terminal terminal;
  private final Attributes before;
  private final ScreenLines lines = new ScreenLines();
  private final AtomicBoolean resized = new AtomicBoolean();
  private final AtomicBoolean left = new AtomicBoolean();
  private final Thread restoring = new Thread(this::leave, "terminal");
  private volatile Size size;

  private Screen(Terminal terminal) {
    this.terminal = terminal;
    this.before = terminal.getAttributes();
    this.size = terminal.getSize();
  }

  /**
   * Takes the terminal.
   *
   * @param console the conversation that is interrupted by it
   * @throws ClovaException if there is no terminal to take
   */
  public static Screen open(Console console) {
    if (!console.isInteractive()) {
      throw new ClovaException(none());
    }
    try {
      Terminal terminal =
          TerminalBuilder.builder()
              .system(true)
              .dumb(false)
              .provider("exec")
              .encoding(StandardCharsets.UTF_8)
              .build();
      Screen screen = new Screen(terminal);
      screen.enter();
      return screen;
    } catch (IOException | IllegalStateException e) {
      throw new ClovaException(none(), e);
    }
  }

  private static Problem none() {
    return Problem.of(
        ProblemCode.USAGE,
        "`--watch` needs a terminal to draw on and to hear keys from.",
        "Leave it out, or use `--json` in a loop of your own.");
  }

  private void enter() {
    Runtime.getRuntime().addShutdownHook(restoring);
    Attributes unused = terminal.enterRawMode();
    Attributes raw = terminal.getAttributes();
    raw.setLocalFlag(LocalFlag.ISIG, false);
    terminal.setAttributes(raw);
    terminal.handle(
        Terminal.Signal.WINCH,
        signal -> {
          size = terminal.getSize();
          resized.set(true);
        });
    write(ScreenLines.ENTER);
  }

  /** The width in character cells. */
  public int columns() {
    return Math.max(1, size.getColumns());
  }

  /** The height in lines. */
  public int rows() {
    return Math.max(1, size.getRows());
  }

  /** Shows these lines and nothing else. */
  public void draw(List<String> shown) {
    write(lines.update(shown.subList(0, Math.min(shown.size(), rows()))));
  }

  /** Waits for a key, or for the size to change; empty if neither comes in time. */
  public Optional<Key> key(Duration wait) {
    long end = System.nanoTime() + wait.toNanos();
    while (true) {
      if (resized.getAndSet(false)) {
        write(lines.clear());
        return Optional.of(Key.Named.RESIZED);
      }
      long left = Math.max(1, (end - System.nanoTime()) / 1_000_000);
      int character = read(Math.min(LONGEST_WAIT_MILLIS, left));
      if (character != NonBlockingReader.READ_EXPIRED) {
        return Optional.of(key(character));
      }
      if (System.nanoTime() >= end) {
        return Optional.empty();
      }
    }
  }

  private Key key(int character) {
    return switch (character) {
      case NonBlockingReader.EOF, 3 -> Key.Named.INTERRUPT;
      case '\r', '\n' -> Key.Named.ENTER;
      case 8, 127 -> Key.Named.BACKSPACE;
      case 27 -> sequence();
      default -> new Key.Typed(character);
    };
  }

  private Key sequence() {
    int next = read(SEQUENCE_MILLIS);
    if (next != '[' && next != 'O') {
      return Key.Named.ESCAPE;
    }
    int kind = read(SEQUENCE_MILLIS);
    Key key =
        switch (kind) {
          case 'A' -> Key.Named.UP;
          case 'B' -> Key.Named.DOWN;
          case 'H', '1', '7' -> Key.Named.HOME;
          case 'F', '4', '8' -> Key.Named.END;
          case '5' -> Key.Named.PAGE_UP;
          case '6' -> Key.Named.PAGE_DOWN;
          default -> Key.Named.ESCAPE;
        };
    int rest = kind;
    while (rest >= '0' && rest <= ';') {
      rest = read(SEQUENCE_MILLIS);
    }
    return key;
  }

  private int read(long millis) {
    try {
      return terminal.reader().read(millis);
    } catch (IOException e) {
      return NonBlockingReader.EOF;
    }
  }

  private void write(String text) {
    if (!text.isEmpty()) {
      terminal.writer().print(text);
      terminal.writer().flush();
    }
  }

  private void leave() {
    if (left.compareAndSet(false, true)) {
      write(ScreenLines.LEAVE);
      terminal.setAttributes(before);
    }
  }

  @Override
  public void close() {
    leave();
    try {
      boolean unused = Runtime.getRuntime().removeShutdownHook(restoring);
    } catch (IllegalStateException e) {
      // The process is ending, and the hook has done it or is doing it.
      return;
    }
    try {
      terminal.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
