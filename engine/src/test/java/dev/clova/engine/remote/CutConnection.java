package dev.clova.engine.remote;

import dev.clova.engine.transport.Connection;
import dev.clova.engine.transport.RemoteProcess;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.OptionalInt;

/** A connection whose commands get only so many bytes of input and then its end. */
record CutConnection(Connection whole, long limit) implements Connection {

  @Override
  public RemoteProcess start(String command) {
    return new Cut(whole.start(command), limit);
  }

  @Override
  public void close() {
    whole.close();
  }

  private record Cut(RemoteProcess whole, long limit) implements RemoteProcess {

    @Override
    public OutputStream input() {
      return new CutOutput(whole.input(), limit);
    }

    @Override
    public InputStream output() {
      return whole.output();
    }

    @Override
    public InputStream error() {
      return whole.error();
    }

    @Override
    public OptionalInt exitStatus(Duration patience) {
      return OptionalInt.empty();
    }

    @Override
    public void close() {
      whole.close();
    }
  }

  private static final class CutOutput extends FilterOutputStream {

    private long left;

    CutOutput(OutputStream out, long limit) {
      super(out);
      left = limit;
    }

    @Override
    public void write(int single) throws IOException {
      write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      int part = (int) Math.min(left, length);
      out.write(bytes, offset, part);
      left -= part;
      if (left == 0) {
        out.close();
        throw new IOException("cut");
      }
    }
  }
}
