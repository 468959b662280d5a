package dev.clova.engine.transport;

import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.common.util.buffer.BufferException;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/**
 * The user's SSH agent: says what keys it has and signs with them. It is asked over its socket, a
 * few questions at a time, and never shown to a target.
 */
final class Agent {

  private static final byte REQUEST_IDENTITIES = 11;
  private static final byte IDENTITIES_ANSWER = 12;
  private static final byte SIGN_REQUEST = 13;
  private static final byte SIGN_RESPONSE = 14;
  private static final int RSA_SHA2_256 = 2;
  private static final int RSA_SHA2_512 = 4;
  private static final int LARGEST_ANSWER_BYTES = 256 * 1024;
  private static final int MOST_KEYS = 1000;

  private final Path socket;
  private final Semaphore questions = new Semaphore(8);

  Agent(Path socket) {
    this.socket = socket;
  }

  /**
   * A key in the agent.
   *
   * @param key the key
   * @param comment the name that its owner gave it
   */
  record Identity(SshKey key, String comment) {}

  /** The keys that the agent has. */
  List<Identity> identities(Duration limit) throws IOException {
    try {
      ByteArrayBuffer answer = ask(new byte[] {REQUEST_IDENTITIES}, IDENTITIES_ANSWER, limit);
      List<Identity> identities = new ArrayList<>();
      int count = answer.getInt();
      for (int i = 0; i < Math.min(count, MOST_KEYS); i++) {
        byte[] blob = answer.getBytes();
        String comment = Reasons.shown(answer.getString());
        SshKey.of(blob).ifPresent(key -> identities.add(new Identity(key, comment)));
      }
      return identities;
    } catch (BufferException e) {
      throw new IOException("the agent's answer is cut off", e);
    }
  }

  /** Signs data with one of its keys, which may make the agent ask its user. */
  byte[] sign(SshKey key, String algorithm, byte[] data, Duration limit) throws IOException {
    ByteArrayBuffer question = new ByteArrayBuffer();
    question.putByte(SIGN_REQUEST);
    question.putBytes(key.blob());
    question.putBytes(data);
    question.putInt(
        switch (algorithm) {
          case "rsa-sha2-256" -> RSA_SHA2_256;
          case "rsa-sha2-512" -> RSA_SHA2_512;
          default -> 0;
        });
    try {
      return ask(question.getCompactData(), SIGN_RESPONSE, limit).getBytes();
    } catch (BufferException e) {
      throw new IOException("the agent's answer is cut off", e);
    }
  }

  private ByteArrayBuffer ask(byte[] question, byte expected, Duration limit) throws IOException {
    questions.acquireUninterruptibly();
    CountDownLatch answered = new CountDownLatch(1);
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      Thread.startVirtualThread(() -> closeUnless(answered, limit, channel));
      channel.connect(UnixDomainSocketAddress.of(socket));
      send(channel, question);
      ByteArrayBuffer answer = new ByteArrayBuffer(receive(channel));
      if (answer.getByte() != expected) {
        throw new IOException("the agent refused");
      }
      return answer;
    } finally {
      answered.countDown();
      questions.release();
    }
  }

  private static void closeUnless(CountDownLatch answered, Duration limit, SocketChannel channel) {
    try {
      if (!answered.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        channel.close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      // The one who waits for the answer is told by its own failure.
      answered.countDown();
    }
  }

  private static void send(SocketChannel channel, byte[] message) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(Integer.BYTES + message.length);
    buffer.putInt(message.length).put(message).flip();
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  private static byte[] receive(SocketChannel channel) throws IOException {
    int length = ByteBuffer.wrap(receive(channel, Integer.BYTES)).getInt();
    if (length <= 0 || length > LARGEST_ANSWER_BYTES) {
      throw new IOException("the agent's answer has an impossible length");
    }
    return receive(channel, length);
  }

  private static byte[] receive(SocketChannel channel, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        throw new EOFException("the agent closed its socket");
      }
    }
    return buffer.array();
  }
}
