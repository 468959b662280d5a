package dev.clova.engine.remote;

import java.io.IOException;
import java.io.OutputStream;

/** A session's input; its failures are told apart from those of what is sent. */
final class WireOutput extends OutputStream {

  private final OutputStream out;

  WireOutput(OutputStream out) {
    this.out = out;
  }

  @Override
  public void write(int single) throws AnswerBroken {
    attempt(() -> out.write(single));
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws AnswerBroken {
    attempt(() -> out.write(bytes, offset, length));
  }

  @Override
  public void flush() throws AnswerBroken {
    attempt(out::flush);
  }

  @Override
  public void close() throws AnswerBroken {
    attempt(out::close);
  }

  private interface Writing {
    void write() throws IOException;
  }

  private static void attempt(Writing writing) throws AnswerBroken {
    try {
      writing.write();
    } catch (IOException e) {
      AnswerBroken broken = new AnswerBroken(Reply.Reason.LOST);
      broken.initCause(e);
      throw broken;
    }
  }
}
