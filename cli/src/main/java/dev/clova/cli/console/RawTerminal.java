package dev.clova.cli.console;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.EnumSet;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.ControlChar;
import org.jline.terminal.Attributes.InputFlag;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Attributes.OutputFlag;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.Signals;

/**
 * This process's terminal as a mere screen and keyboard for another one elsewhere: every key goes
 * through as it is, Ctrl-C too, and nothing that comes back is changed. Closing it, or the end of
 * the process, makes it as it was.
 */
public final class RawTerminal implements AutoCloseable {

  private static final String RESIZED = "WINCH";

  private final Terminal terminal;
  private final Attributes before;
  private final Thread restoring;
  private Object formerly = new Object();
  private boolean raw;

  private RawTerminal(Terminal terminal) {
    this.terminal = terminal;
    this.before = terminal.getAttributes();
    this.restoring = new Thread(() -> terminal.setAttributes(before));
  }

  /**
   * The terminal, still as it is.
   *
   * @throws IOException if there is none
   */
  public static RawTerminal open() throws IOException {
    return new RawTerminal(
        TerminalBuilder.builder().system(true).dumb(false).provider("exec").build());
  }

  /**
   * Takes it over.
   *
   * @param resized told whenever its size may have changed
   */
  public void enter(Runnable resized) {
    Runtime.getRuntime().addShutdownHook(restoring);
    Attributes attributes = new Attributes(before);
    attributes.setLocalFlags(
        EnumSet.of(LocalFlag.ICANON, LocalFlag.ECHO, LocalFlag.ISIG, LocalFlag.IEXTEN), false);
    attributes.setInputFlags(
        EnumSet.of(InputFlag.IXON, InputFlag.ICRNL, InputFlag.INLCR, InputFlag.IGNCR), false);
    attributes.setOutputFlag(OutputFlag.OPOST, false);
    attributes.setControlChar(ControlChar.VMIN, 1);
    attributes.setControlChar(ControlChar.VTIME, 0);
    terminal.setAttributes(attributes);
    formerly = Signals.register(RESIZED, resized);
    raw = true;
  }

  /** Its width in character cells. */
  public int columns() {
    return terminal.getSize().getColumns();
  }

  /** Its height in lines. */
  public int rows() {
    return terminal.getSize().getRows();
  }

  /** What is typed. */
  public InputStream input() {
    return new FileInputStream(FileDescriptor.in);
  }

  /** What is shown. */
  public OutputStream output() {
    return new FileOutputStream(FileDescriptor.out);
  }

  @Override
  public void close() {
    if (raw) {
      raw = false;
      Signals.unregister(RESIZED, formerly);
      terminal.setAttributes(before);
      Runtime.getRuntime().removeShutdownHook(restoring);
    }
  }
}
