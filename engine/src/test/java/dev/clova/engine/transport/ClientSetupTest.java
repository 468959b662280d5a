package dev.clova.engine.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No SSH client trusts a host, offers a key or reads a file by itself. */
final class ClientSetupTest {

  private final SshClient client;

  ClientSetupTest(@TempDir Path home) {
    client = ClientSetup.client(Settings.in(home));
  }

  @Test
  void aClientLetsNobodyInByItself() {
    PublicKey key = EmbeddedServer.newKey("ssh-ed25519", 256).getPublic();
    assertFalse(client.getServerKeyVerifier().verifyServerKey(null, null, key));
  }

  @Test
  void nothingOfTheUsersIsReadBehindOurBack() {
    assertEquals(HostConfigEntryResolver.EMPTY, client.getHostConfigEntryResolver());
    assertEquals(KeyIdentityProvider.EMPTY_KEYS_PROVIDER, client.getKeyIdentityProvider());
    assertEquals(Optional.empty(), Optional.ofNullable(client.getAgentFactory()));
  }

  @Test
  void nothingIsOpenedOnAServersRequest() {
    assertEquals(List.of(), client.getChannelFactories());
    assertEquals(1, client.getGlobalRequestHandlers().size(), "answers to heartbeats");
  }

  @Test
  void cryptographyHasAFloor() {
    List<String> names =
        Stream.of(
                client.getCipherFactories(),
                client.getMacFactories(),
                client.getKeyExchangeFactories(),
                client.getSignatureFactories())
            .flatMap(List::stream)
            .map(NamedResource::getName)
            .toList();
    assertTrue(names.size() > 20, names.toString());
    for (String name : names) {
      assertFalse(name.contains("cbc") || name.contains("sha1") || name.contains("md5"), name);
      assertFalse(List.of("ssh-rsa", "ssh-dss", "none").contains(name), name);
    }
    assertEquals("aes128-gcm@openssh.com", client.getCipherFactories().getFirst().getName());
    assertEquals("curve25519-sha256", client.getKeyExchangeFactories().getFirst().getName());
  }
}
