package dev.clova.engine.transport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** A network in between, which can freeze and which can be cut. */
final class Relay implements AutoCloseable {

  private final ServerSocket door;
  private final int target;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final AtomicInteger accepted = new AtomicInteger();
  private final ReentrantReadWriteLock ice = new ReentrantReadWriteLock();

  Relay(int target) throws IOException {
    this.target = target;
    door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofPlatform().daemon().start(this::accept);
  }

  int port() {
    return door.getLocalPort();
  }

  /** How many connections came. */
  int accepted() {
    return accepted.get();
  }

  /** From now on nothing passes, for ever; connections stay. */
  void freeze() {
    ice.writeLock().lock();
  }

  /** All connections end without a word. */
  void cut() throws IOException {
    for (Socket socket : sockets) {
      if (!socket.isClosed()) {
        socket.setSoLinger(true, 0);
        socket.close();
      }
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
    cut();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = door.accept();
        accepted.incrementAndGet();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        sockets.addAll(List.of(client, server));
        Thread.ofPlatform().daemon().start(() -> pass(client, server));
        Thread.ofPlatform().daemon().start(() -> pass(server, client));
      }
    } catch (IOException e) {
      if (!door.isClosed()) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void pass(Socket from, Socket to) {
    byte[] piece = new byte[1 << 16];
    try (from;
        to) {
      for (int n = from.getInputStream().read(piece);
          n >= 0;
          n = from.getInputStream().read(piece)) {
        ice.readLock().lock();
        try {
          to.getOutputStream().write(piece, 0, n);
        } finally {
          ice.readLock().unlock();
        }
      }
    } catch (IOException e) {
      accepted.get(); // one side is gone, and with it the other
    }
  }
}
