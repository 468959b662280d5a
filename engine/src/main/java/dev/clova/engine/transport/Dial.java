package dev.clova.engine.transport;

import dev.clova.state.Problem;
import java.security.PublicKey;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.AttributeRepository;
import org.apache.sshd.common.AttributeRepository.AttributeKey;

/**
 * What a session has to know before it connects. It travels with the connection, so that nothing
 * about a host is ever looked up under a wrong name.
 *
 * @param route where it goes
 * @param hostKeyAlgorithms the host key algorithms to propose, in order
 * @param hostKeyGate says why a host key is refused; empty lets the host in
 * @param offer the keys to log in with
 * @param password the password to log in with
 * @param findings what becomes of it
 */
record Dial(
    Route route,
    List<String> hostKeyAlgorithms,
    Function<PublicKey, Optional<Problem>> hostKeyGate,
    LoginKeys.Offer offer,
    Optional<String> password,
    Findings findings) {

  private static final AttributeKey<Dial> KEY = new AttributeKey<>();

  /** The dial of a session that this package opened. */
  static Dial of(ClientSession session) {
    return Objects.requireNonNull(session.getConnectionContext().getAttribute(KEY));
  }

  /** Who logged in and by what, once somebody has. */
  String login() {
    List<LoginKey> tried = findings.tried();
    String user = "`" + route.user() + "`";
    // With a password in play, the last key need not have been what the server took.
    if (password.isPresent()) {
      return user + " with a key or the password";
    }
    return tried.isEmpty() ? user : user + " with " + tried.getLast().described();
  }

  /** The form in which the library carries it along. */
  AttributeRepository context() {
    return AttributeRepository.ofKeyValuePair(KEY, this);
  }
}
