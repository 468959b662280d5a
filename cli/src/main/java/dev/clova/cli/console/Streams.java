package dev.clova.cli.console;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Where text comes from and goes to; always UTF-8.
 *
 * @param in what a person types, or what is piped in
 * @param out what was asked for
 * @param err everything said about the work
 * @param hidden what a person types without seeing it
 */
public record Streams(InputStream in, PrintStream out, PrintStream err, HiddenInput hidden) {

  /** Streams without a way to type something unseen. */
  public Streams(InputStream in, PrintStream out, PrintStream err) {
    this(in, out, err, HiddenInput.NONE);
  }

  /** The process's own. Output is buffered: call {@link #flush} before the process ends. */
  public static Streams standard() {
    return new Streams(
        new FileInputStream(FileDescriptor.in),
        buffered(FileDescriptor.out),
        buffered(FileDescriptor.err),
        new TerminalSecret());
  }

  /** Sends what is still buffered. */
  public void flush() {
    out.flush();
    err.flush();
  }

  /** Input as lines; ask once and keep it, since it reads ahead. */
  BufferedReader lines() {
    return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
  }

  private static PrintStream buffered(FileDescriptor descriptor) {
    return new PrintStream(
        new BufferedOutputStream(new FileOutputStream(descriptor)), false, StandardCharsets.UTF_8);
  }
}
