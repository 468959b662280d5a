package dev.clova.engine.transport;

import dev.clova.engine.transport.Findings.Stage;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.client.ClientFactoryManager;
import org.apache.sshd.client.auth.UserAuthFactory;
import org.apache.sshd.client.auth.keyboard.UserAuthKeyboardInteractiveFactory;
import org.apache.sshd.client.auth.password.PasswordIdentityProvider;
import org.apache.sshd.client.auth.password.UserAuthPasswordFactory;
import org.apache.sshd.client.session.ClientSessionImpl;
import org.apache.sshd.common.FactoryManager;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.io.IoSession;
import org.apache.sshd.common.kex.KexProposalOption;

/**
 * A session that is strict about its host: it proposes the kinds of host key that can be checked,
 * and lets neither an unchecked host nor weak cryptography come as far as a login.
 */
final class StrictSession extends ClientSessionImpl {

  private static final String STRICT_SERVER = "kex-strict-s-v00@openssh.com";

  StrictSession(ClientFactoryManager client, IoSession io) throws Exception {
    super(client, io);
  }

  /** Registers a channel for a command; it still has to be opened. */
  ExecChannel register(ExecChannel channel) throws IOException {
    getConnectionService().registerChannel(channel);
    return channel;
  }

  /** Keys first; passwords only if somebody gave one. */
  @Override
  public List<UserAuthFactory> getUserAuthFactories() {
    return dial().password().isEmpty()
        ? List.of(KeyLogin.FACTORY)
        : List.of(
            KeyLogin.FACTORY,
            UserAuthKeyboardInteractiveFactory.INSTANCE,
            UserAuthPasswordFactory.INSTANCE);
  }

  @Override
  public PasswordIdentityProvider getPasswordIdentityProvider() {
    return PasswordIdentityProvider.wrapPasswords(dial().password().stream().toList());
  }

  /** The name that a host certificate has to be for, also when the way leads over a jump host. */
  @Override
  public SocketAddress getConnectAddress() {
    HostKeyPolicy policy = dial().route().hostKey();
    String name = policy.plainName().orElse(policy.name());
    return InetSocketAddress.createUnresolved(name, dial().route().port());
  }

  @Override
  protected String resolveAvailableSignaturesProposal(FactoryManager manager) {
    return String.join(",", dial().hostKeyAlgorithms());
  }

  @Override
  protected void signalPeerIdentificationReceived(String version, List<String> lines)
      throws Exception {
    dial().findings().reach(Stage.KEY_EXCHANGE);
    super.signalPeerIdentificationReceived(version, lines);
  }

  @Override
  protected void checkKeys() throws IOException {
    boolean first = dial().findings().stage() != Stage.LOGIN;
    super.checkKeys();
    if (first) {
      checkCryptography();
      dial().findings().reach(Stage.LOGIN);
    }
  }

  /** Whether this host key is the one that the session goes on with. */
  boolean admits(PublicKey key) {
    Findings findings = dial().findings();
    Optional<Problem> refusal =
        findings.hostKey().isPresent()
                && !SshKey.of(findings.hostKey().get()).equals(SshKey.of(key))
            ? Optional.of(keyChangedMidway())
            : dial().hostKeyGate().apply(key);
    findings.see(key);
    refusal.ifPresent(findings::refuse);
    return refusal.isEmpty();
  }

  private Dial dial() {
    return Dial.of(this);
  }

  private void checkCryptography() throws SshException {
    String cipher = getNegotiatedKexParameter(KexProposalOption.C2SENC);
    String mac = getNegotiatedKexParameter(KexProposalOption.C2SMAC);
    String proposed = getServerKexProposals().getOrDefault(KexProposalOption.ALGORITHMS, "");
    boolean strict = List.of(proposed.split(",")).contains(STRICT_SERVER);
    boolean splicing =
        cipher.startsWith("chacha20") || (!cipher.contains("gcm") && mac.contains("-etm@"));
    if (splicing && !strict) {
      dial().findings().refuse(weak(cipher));
      throw new SshException(SshConstants.SSH2_DISCONNECT_KEY_EXCHANGE_FAILED, "Weak");
    }
  }

  private Problem weak(String cipher) {
    return Problem.of(
        ProblemCode.HOST_KEY,
        "The SSH server of "
            + dial().route().described()
            + " is too old to be safe with the cipher that it offers (`"
            + cipher
            + "` without strict key exchange): somebody in between could cut packets out.",
        "Update the server, or let it offer `aes128-gcm@openssh.com`.");
  }

  private Problem keyChangedMidway() {
    return Problem.of(
        ProblemCode.HOST_KEY,
        dial().route().described() + " showed another host key in the middle of the connection.",
        "Somebody may be listening in. Find out before you connect again.");
  }
}
