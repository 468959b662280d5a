package dev.clova.engine.remote;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Writes requests as the session reads them; see {@link ShellProgram}. A payload goes in pieces of
 * at most 1 MiB, each of which costs the target one process, and stops early if the script has
 * ended: then nobody reads the rest.
 */
final class RequestWriter {

  /** The mode of a script that the target remembers; it is told which of two ways it is meant. */
  static final String REPEATED = " keep ";

  private static final String REMEMBERED = " again ";

  private final ShellProgram program;
  private final OutputStream out;
  private final Runnable activity;
  private Optional<ShellText> remembered = Optional.empty();

  /**
   * @param out the session's input, as it is: what is written here is not held back
   * @param activity told whenever bytes have gone out
   */
  RequestWriter(ShellProgram program, OutputStream out, Runnable activity) {
    this.program = program;
    this.out = out;
    this.activity = activity;
  }

  /** Writes all of a request; flushes only if it has much to say. */
  void write(Exchange exchange) throws IOException {
    Request request = exchange.request();
    String lock = request.underLock() ? "held" : "any";
    if (request.user().isPresent()) {
      String user = request.user().get();
      script(exchange.token(), program.switchUser(user), " fed " + lock);
      try (PieceOutput pieces = new PieceOutput(out, exchange::hasEnded, activity)) {
        pieces.write(ShellProgram.loaded(program.otherUser()));
        byte[] script = marked(request.script(), exchange.token());
        pieces.write(ascii(script.length + " " + exchange.token().hex() + "\n"));
        pieces.write(script);
        payloads(request, pieces);
      }
    } else if (exchange.mode().equals(REPEATED)) {
      boolean isKnown = remembered.equals(Optional.of(request.script()));
      remembered = Optional.of(request.script());
      script(
          exchange.token(),
          isKnown ? ShellText.empty() : request.script(),
          (isKnown ? REMEMBERED : REPEATED) + lock);
    } else if (request.payloads().isEmpty()) {
      script(exchange.token(), request.script(), exchange.mode() + lock);
    } else {
      script(exchange.token(), request.script(), " fed " + lock);
      try (PieceOutput pieces = new PieceOutput(out, exchange::hasEnded, activity)) {
        payloads(request, pieces);
      }
    }
    activity.run();
  }

  private void script(Token token, ShellText text, String modeAndLock) throws IOException {
    script(out, token, text, modeAndLock);
  }

  /** Writes a script with the line that announces it. */
  static void script(OutputStream out, Token token, ShellText text, String modeAndLock)
      throws IOException {
    byte[] script = marked(text, token);
    out.write(ascii(script.length + " " + token.hex() + modeAndLock + "\n"));
    out.write(script);
  }

  private static void payloads(Request request, PieceOutput pieces) throws IOException {
    try {
      for (Payload payload : request.payloads()) {
        long before = pieces.count();
        payload.content().writeTo(pieces.asPayload());
        long written = pieces.count() - before;
        if (payload.length().isPresent() && payload.length().getAsLong() != written) {
          throw new IOException(
              "a payload of %d bytes had %d".formatted(payload.length().getAsLong(), written));
        }
      }
    } catch (PieceOutput.NotNeeded e) {
      // The script has ended; the session waits for nothing but the end of the payload.
      pieces.drop();
    }
    pieces.finish();
  }

  /** A script with its token as its last word: what the session looks for before it runs it. */
  private static byte[] marked(ShellText script, Token token) {
    return script.plus(ShellText.program("\n#" + token.hex())).bytes();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
