package dev.clova.engine.transport;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.password.UserAuthPasswordFactory;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.server.forward.AcceptAllForwardingFilter;
import org.apache.sshd.server.forward.RejectAllForwardingFilter;

/**
 * An SSH server in this process, for demonstrations and tests: on loopback only, with one key that
 * may log in, running real {@code /bin/sh} as the user who runs Clova, at home in a folder of its
 * own. The folder is no sandbox.
 */
public final class EmbeddedServer implements AutoCloseable {

  private static final String LOOPBACK = "127.0.0.1";
  private static final String ED25519 = "ssh-ed25519";

  private final SshServer server;
  private final KeyPair hostKey;

  private EmbeddedServer(SshServer server, KeyPair hostKey) {
    this.server = server;
    this.hostKey = hostKey;
  }

  /**
   * What a server is like.
   *
   * @param home the home and working folder of its commands
   * @param hostKeys its host keys
   * @param keys who may log in with a key: the user's name and the key
   * @param password the password that logs anybody in
   * @param forwarding whether connections may be forwarded, as a jump host does
   */
  record Setup(
      Path home,
      List<KeyPair> hostKeys,
      BiPredicate<String, PublicKey> keys,
      Optional<String> password,
      boolean forwarding) {}

  /**
   * Starts a server with a fresh host key on a free port.
   *
   * @param home the home folder of its commands; it must exist
   * @param client the key that may log in, under any user name
   */
  public static EmbeddedServer start(Path home, PublicKey client) throws IOException {
    return start(
        new Setup(
            home,
            List.of(newKey(ED25519, 256)),
            (user, key) -> KeyUtils.compareKeys(client, key),
            Optional.empty(),
            false));
  }

  /** Starts a server on a free port. */
  static EmbeddedServer start(Setup setup) throws IOException {
    SshServer server = SshServer.setUpDefaultServer();
    server.setHost(LOOPBACK);
    server.setPort(0);
    server.setKeyPairProvider(KeyPairProvider.wrap(setup.hostKeys()));
    server.setPublickeyAuthenticator((user, key, session) -> setup.keys().test(user, key));
    server.setPasswordAuthenticator(
        (user, password, session) -> setup.password().equals(Optional.of(password)));
    server.setUserAuthFactories(
        setup.password().isPresent()
            ? List.of(UserAuthPublicKeyFactory.INSTANCE, UserAuthPasswordFactory.INSTANCE)
            : List.of(UserAuthPublicKeyFactory.INSTANCE));
    server.setForwardingFilter(
        setup.forwarding()
            ? AcceptAllForwardingFilter.INSTANCE
            : RejectAllForwardingFilter.INSTANCE);
    server.setCommandFactory((channel, command) -> new EmbeddedShell(setup.home(), command));
    CoreModuleProperties.TCP_NODELAY.set(server, true);
    CoreModuleProperties.IDLE_TIMEOUT.set(server, Duration.ZERO);
    server.start();
    return new EmbeddedServer(server, setup.hostKeys().getFirst());
  }

  /** The address that the server listens on. */
  public String host() {
    return LOOPBACK;
  }

  /** The port that the server listens on. */
  public int port() {
    return server.getPort();
  }

  /** The line by which a known_hosts file knows this server. */
  public String knownHostsLine() {
    SshKey key = SshKey.of(hostKey.getPublic());
    return "[" + LOOPBACK + "]:" + port() + " " + key.type() + " " + key.base64();
  }

  /** Ends all connections and their commands, at once. */
  @Override
  public void close() throws IOException {
    server.stop(true);
  }

  /**
   * Makes a new key pair to log in with.
   *
   * @param file the private key's file, readable by its owner alone; it must not exist yet
   * @return the public key
   */
  public static PublicKey newIdentity(Path file) throws IOException {
    KeyPair keys = newKey(ED25519, 256);
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    Set<StandardOpenOption> fresh = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    Files.newByteChannel(file, fresh, ownerOnly).close();
    try (OutputStream stream = Files.newOutputStream(file)) {
      OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(keys, "clova", null, stream);
    } catch (GeneralSecurityException e) {
      throw new IOException("The key could not be encoded", e);
    }
    return keys.getPublic();
  }

  /** A fresh key pair. */
  static KeyPair newKey(String type, int bits) {
    try {
      return KeyUtils.generateKeyPair(type, bits);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Keys of this type can be made everywhere", e);
    }
  }
}
