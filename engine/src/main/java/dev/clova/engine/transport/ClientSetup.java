package dev.clova.engine.transport;

import dev.clova.engine.crypto.NativeCrypto;
import java.time.Duration;
import java.util.List;
import org.apache.sshd.client.ClientBuilder;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.config.keys.ClientIdentityLoader;
import org.apache.sshd.client.session.ClientConnectionServiceFactory;
import org.apache.sshd.client.session.ClientSessionImpl;
import org.apache.sshd.client.session.SessionFactory;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.global.KeepAliveHandler;
import org.apache.sshd.common.io.IoSession;
import org.apache.sshd.common.kex.BuiltinDHFactories;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.mac.BuiltinMacs;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.forward.RejectAllForwardingFilter;

/**
 * The one place where an SSH client is made. It knows nobody by itself: hosts are let in by {@link
 * StrictSession} alone, keys come from {@link LoginKeys} alone, and neither the user's files nor
 * anything the server asks for is reached behind our back.
 */
final class ClientSetup {

  /** How much a target may send before a reader has taken it: what a far, fast line holds. */
  private static final long WINDOW_BYTES = 4 << 20;

  private ClientSetup() {}

  /** A client, not started yet. */
  static SshClient client(SshSettings settings) {
    NativeCrypto.prefer();
    SshClient client =
        ClientBuilder.builder()
            .serverKeyVerifier(
                (session, address, key) -> session instanceof StrictSession own && own.admits(key))
            .hostConfigEntryResolver(HostConfigEntryResolver.EMPTY)
            .clientIdentityLoader(ClientIdentityLoader.DEFAULT)
            .filePasswordProvider(FilePasswordProvider.EMPTY)
            .forwardingFilter(RejectAllForwardingFilter.INSTANCE)
            .channelFactories(List.of())
            .globalRequestHandlers(List.of(KeepAliveHandler.INSTANCE))
            .build(true);
    client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
    client.setServiceFactories(
        List.of(LoginService.FACTORY, ClientConnectionServiceFactory.INSTANCE));
    client.setUserAuthFactories(List.of(KeyLogin.FACTORY));
    client.setSessionFactory(
        new SessionFactory(client) {
          @Override
          protected ClientSessionImpl doCreateSession(IoSession io) throws Exception {
            return new StrictSession(getClient(), io);
          }
        });
    chooseCryptography(client);
    chooseLimits(client, settings);
    return client;
  }

  /** Nothing with SHA-1 or CBC; first what processors compute fastest. */
  private static void chooseCryptography(SshClient client) {
    client.setKeyExchangeFactories(
        NamedFactory.setUpTransformedFactories(
            true,
            List.of(
                BuiltinDHFactories.curve25519,
                BuiltinDHFactories.curve25519_libssh,
                BuiltinDHFactories.ecdhp256,
                BuiltinDHFactories.ecdhp384,
                BuiltinDHFactories.ecdhp521,
                BuiltinDHFactories.dhg16_512,
                BuiltinDHFactories.dhg14_256,
                BuiltinDHFactories.dhgex256),
            ClientBuilder.DH2KEX));
    client.setCipherFactories(
        List.of(
            BuiltinCiphers.aes128gcm,
            BuiltinCiphers.aes256gcm,
            BuiltinCiphers.cc20p1305_openssh,
            BuiltinCiphers.aes128ctr,
            BuiltinCiphers.aes256ctr));
    client.setMacFactories(
        List.of(
            BuiltinMacs.hmacsha256etm,
            BuiltinMacs.hmacsha512etm,
            BuiltinMacs.hmacsha256,
            BuiltinMacs.hmacsha512));
    client.setSignatureFactories(
        List.of(
            BuiltinSignatures.ed25519,
            BuiltinSignatures.nistp256,
            BuiltinSignatures.nistp384,
            BuiltinSignatures.nistp521,
            BuiltinSignatures.rsaSHA512,
            BuiltinSignatures.rsaSHA256,
            BuiltinSignatures.ed25519_cert,
            BuiltinSignatures.nistp256_cert,
            BuiltinSignatures.nistp384_cert,
            BuiltinSignatures.nistp521_cert,
            BuiltinSignatures.rsaSHA512_cert,
            BuiltinSignatures.rsaSHA256_cert));
  }

  private static void chooseLimits(SshClient client, SshSettings settings) {
    CoreModuleProperties.TCP_NODELAY.set(client, true);
    CoreModuleProperties.REQUEST_EXEC_REPLY.set(client, false);
    CoreModuleProperties.WINDOW_SIZE.set(client, WINDOW_BYTES);
    CoreModuleProperties.WAIT_FOR_SPACE_TIMEOUT.set(client, settings.stall());
    CoreModuleProperties.PASSWORD_PROMPTS.set(client, 1);
    // An invalid certificate counts for nothing; its plain key may still be known.
    CoreModuleProperties.ABORT_ON_INVALID_CERTIFICATE.set(client, false);
    // Who connects waits with a limit of its own, and a long quiet command is not a dead one.
    CoreModuleProperties.AUTH_TIMEOUT.set(client, Duration.ZERO);
    CoreModuleProperties.IDLE_TIMEOUT.set(client, Duration.ZERO);
    CoreModuleProperties.HEARTBEAT_REQUEST.set(client, "keepalive@openssh.com");
    CoreModuleProperties.HEARTBEAT_INTERVAL.set(client, settings.heartbeat());
    // The library gives up one interval after the last heartbeat that it allows to be missed.
    CoreModuleProperties.HEARTBEAT_NO_REPLY_MAX.set(client, settings.missedHeartbeats() - 1);
  }
}
