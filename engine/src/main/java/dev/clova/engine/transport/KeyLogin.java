package dev.clova.engine.transport;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.sshd.client.auth.AbstractUserAuth;
import org.apache.sshd.client.auth.AbstractUserAuthFactory;
import org.apache.sshd.client.auth.UserAuth;
import org.apache.sshd.client.auth.UserAuthFactory;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.kex.extension.DefaultClientKexExtensionHandler;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/**
 * Logging in with keys, one after another: the server is asked whether it would take a key, and
 * only then the key signs. Keys sign on threads of their own, because an agent may ask its user.
 */
final class KeyLogin extends AbstractUserAuth {

  static final UserAuthFactory FACTORY =
      new AbstractUserAuthFactory("publickey") {
        @Override
        public UserAuth createUserAuth(ClientSession session) {
          return new KeyLogin(getName(), Dial.of(session));
        }
      };

  private final Findings findings;
  private final Deque<LoginKey> rest;
  private Optional<LoginKey> current = Optional.empty();

  private KeyLogin(String name, Dial dial) {
    super(name);
    findings = dial.findings();
    rest = new ArrayDeque<>(dial.offer().keys());
    rest.removeAll(findings.tried());
  }

  /** Offers a key together with its signature, without asking first. Returns at once. */
  static void offerSigned(ClientSession session, String service, LoginKey.Ready key) {
    Dial.of(session).findings().offer(key);
    sign(session, service, key);
  }

  @Override
  protected boolean sendAuthDataRequest(ClientSession session, String service) throws IOException {
    current = Optional.ofNullable(rest.poll());
    if (current.isEmpty()) {
      return false;
    }
    LoginKey key = current.get();
    findings.offer(key);
    Buffer question = session.createBuffer(SshConstants.SSH_MSG_USERAUTH_REQUEST);
    putRequest(question, session, service, key, algorithm(session, key), false);
    session.writePacket(question);
    return true;
  }

  @Override
  protected boolean processAuthDataRequest(ClientSession session, String service, Buffer answer)
      throws IOException {
    boolean accepted = answer.getUByte() == SshConstants.SSH_MSG_USERAUTH_PK_OK;
    answer.getString(); // the algorithm
    if (current.isEmpty()
        || !accepted
        || !Arrays.equals(answer.getBytes(), current.get().shown().blob())) {
      throw new SshException("The server answered a question about a key that was not asked");
    }
    return switch (current.get()) {
      case LoginKey.Ready key -> {
        sign(session, service, key);
        yield true;
      }
      case LoginKey.Locked key -> {
        findings.want(key);
        yield false;
      }
    };
  }

  private static void sign(ClientSession session, String service, LoginKey.Ready key) {
    String algorithm = algorithm(session, key);
    ByteArrayBuffer signed = new ByteArrayBuffer();
    signed.putBytes(session.getSessionId());
    signed.putByte(SshConstants.SSH_MSG_USERAUTH_REQUEST);
    putRequest(signed, session, service, key, algorithm, true);
    byte[] data = signed.getCompactData();
    Thread.startVirtualThread(
        () -> {
          try {
            byte[] signature = key.sign(session, algorithm, data);
            Buffer request = session.createBuffer(SshConstants.SSH_MSG_USERAUTH_REQUEST);
            putRequest(request, session, service, key, algorithm, true);
            request.putBytes(signature);
            session.writePacket(request);
          } catch (IOException e) {
            Dial.of(session).findings().fail(key, e);
            goOnWithout(session, service);
          }
        });
  }

  /** Makes the server say that this did not log in, so that the next key gets its turn. */
  private static void goOnWithout(ClientSession session, String service) {
    try {
      Buffer request = session.createBuffer(SshConstants.SSH_MSG_USERAUTH_REQUEST);
      request.putString(session.getUsername());
      request.putString(service);
      request.putString("none");
      session.writePacket(request);
    } catch (IOException e) {
      session.exceptionCaught(e);
    }
  }

  private static void putRequest(
      Buffer buffer,
      ClientSession session,
      String service,
      LoginKey key,
      String algorithm,
      boolean signed) {
    buffer.putString(session.getUsername());
    buffer.putString(service);
    buffer.putString("publickey");
    buffer.putBoolean(signed);
    buffer.putString(algorithm);
    buffer.putBytes(key.shown().blob());
  }

  /** The best algorithm for the key that the server has named; the best at all if it named none. */
  private static String algorithm(ClientSession session, LoginKey key) {
    List<String> algorithms = key.shown().loginAlgorithms();
    Optional<Set<String>> named =
        Optional.ofNullable(
            session.getAttribute(DefaultClientKexExtensionHandler.SERVER_ALGORITHMS));
    return algorithms.stream()
        .filter(name -> named.map(names -> names.contains(name)).orElse(true))
        .findFirst()
        .orElse(algorithms.getFirst());
  }
}
