package dev.clova.engine;

import dev.clova.engine.transport.Connection;
import dev.clova.engine.transport.Endpoint;
import dev.clova.engine.transport.RemoteProcess;
import dev.clova.engine.transport.Transport;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalInt;

/** Connections of which one breaks when its target has said a certain word: that never arrives. */
final class BreakingTransport implements Transport {

  private final Transport way;
  private String word = "";

  BreakingTransport(Transport way) {
    this.way = way;
  }

  /** The next answer that has this in it breaks its connection. */
  synchronized void breakAt(String text) {
    word = text;
  }

  /** Whether it has happened. */
  synchronized boolean hasBroken() {
    return word.isEmpty();
  }

  private synchronized boolean breaksAt(String text) {
    boolean breaks = !hasBroken() && text.contains(word);
    word = breaks ? "" : word;
    return breaks;
  }

  @Override
  public Connection connect(Endpoint endpoint) {
    Connection connection = way.connect(endpoint);
    return new Connection() {
      @Override
      public RemoteProcess start(String command) {
        return new Breaking(connection.start(command));
      }

      @Override
      public void close() {
        connection.close();
      }
    };
  }

  @Override
  public void close() {
    way.close();
  }

  private final class Breaking implements RemoteProcess {

    private final RemoteProcess process;
    private final InputStream output;

    private Breaking(RemoteProcess process) {
      this.process = process;
      this.output =
          new FilterInputStream(process.output()) {
            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
              int count = super.read(bytes, offset, length);
              return count > 0 && breaksAt(new String(bytes, offset, count, StandardCharsets.UTF_8))
                  ? -1
                  : count;
            }
          };
    }

    @Override
    public OutputStream input() {
      return process.input();
    }

    @Override
    public InputStream output() {
      return output;
    }

    @Override
    public InputStream error() {
      return process.error();
    }

    @Override
    public OptionalInt exitStatus(Duration limit) {
      return process.exitStatus(limit);
    }

    @Override
    public void close() {
      process.close();
    }
  }
}
