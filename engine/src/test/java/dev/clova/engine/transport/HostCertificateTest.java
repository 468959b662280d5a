package dev.clova.engine.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.clova.state.ClovaException;
import dev.clova.state.ProblemCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real OpenSSH server with a host certificate, and a user certificate to log in to it. */
@Timeout(60)
final class HostCertificateTest {

  private final Path folder;
  private final Sshd sshd;

  HostCertificateTest(@TempDir Path folder) throws Exception {
    this.folder = folder;
    Sshd.keygen(folder.resolve("ca"), "-t", "ed25519", "-N", "");
    sshd =
        new Sshd(
            folder,
            "HostCertificate " + folder.resolve("host_key-cert.pub"),
            "TrustedUserCAKeys " + folder.resolve("ca.pub"));
  }

  @AfterEach
  void stop() {
    sshd.close();
  }

  @Test
  void anAuthorityVouchesForTheHost() throws Exception {
    sign("-n", "127.0.0.1,vps.example.org");
    assertConnects("@cert-authority * " + key("ca"));
    assertConnects("@cert-authority [127.0.0.1]:" + sshd.port() + " " + key("ca"));
  }

  @Test
  void theCertificatesKeyMayBeKnownWithoutTheAuthority() throws Exception {
    sign("-n", "127.0.0.1");
    assertConnects("[127.0.0.1]:" + sshd.port() + " " + sshd.hostKey());
  }

  @Test
  void aCertificateForAnotherHostVouchesForNothing() throws Exception {
    sign("-n", "vps.example.org");
    assertRefused("@cert-authority * " + key("ca"));
  }

  @Test
  void anExpiredCertificateVouchesForNothing() throws Exception {
    sign("-n", "127.0.0.1", "-V", "20200101:20200102");
    assertRefused("@cert-authority * " + key("ca"));
  }

  @Test
  void anAuthorityForOtherHostsVouchesForNothing() throws Exception {
    sign("-n", "127.0.0.1");
    assertRefused("@cert-authority *.example.org " + key("ca"));
    assertRefused("@cert-authority * " + key("identity"));
    assertRefused("@cert-authority * " + key("ca"), "@revoked * " + key("ca"));
  }

  @Test
  void aCertificateBesideTheKeyLogsIn() throws Exception {
    sign("-n", "127.0.0.1");
    Path key = folder.resolve("certified");
    Sshd.keygen(key, "-t", "ecdsa", "-N", "");
    Endpoint endpoint = endpoint(key, "[127.0.0.1]:" + sshd.port() + " " + sshd.hostKey());
    assertEquals(ProblemCode.AUTHENTICATION, refusal(endpoint));
    Sshd.run("ssh-keygen", "-q", "-s", path("ca"), "-I", "me", "-n", Sshd.user(), key + ".pub");
    assertConnects(endpoint);
  }

  private void sign(String... options) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("-q", "-s", path("ca"), "-I", "host", "-h"));
    arguments.addAll(List.of(options));
    arguments.add(path("host_key.pub"));
    Sshd.run("ssh-keygen", arguments.toArray(String[]::new));
    sshd.reload();
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private String key(String name) throws Exception {
    return Files.readString(folder.resolve(name + ".pub")).strip();
  }

  private void assertConnects(String... known) throws Exception {
    assertConnects(endpoint(sshd.identity(), known));
  }

  private void assertConnects(Endpoint endpoint) {
    try (Transport transport = new SshTransport(Settings.in(folder), Prompt.nobody());
        Connection connection = transport.connect(endpoint);
        RemoteProcess process = connection.start("exit 7")) {
      assertEquals(OptionalInt.of(7), process.exitStatus(TransportContract.LONG));
    }
  }

  private void assertRefused(String... known) throws Exception {
    assertEquals(ProblemCode.HOST_KEY, refusal(endpoint(sshd.identity(), known)));
  }

  private ProblemCode refusal(Endpoint endpoint) {
    try (Transport transport = new SshTransport(Settings.in(folder), Prompt.nobody())) {
      return assertThrows(ClovaException.class, () -> transport.connect(endpoint))
          .problems()
          .getFirst()
          .code();
    }
  }

  private Endpoint endpoint(Path identity, String... known) throws Exception {
    Path file = Files.write(folder.resolve("known_hosts"), List.of(known));
    return Endpoints.ssh("127.0.0.1", sshd.port(), Sshd.user(), identity, file);
  }
}
