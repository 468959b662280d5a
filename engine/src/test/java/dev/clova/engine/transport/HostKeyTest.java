package dev.clova.engine.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clova.engine.transport.ScannedKey.Standing;
import dev.clova.state.ClovaException;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Hosts are known before anything is offered to them, or refused. */
@Timeout(60)
final class HostKeyTest {

  private final Path home;
  private final Path known;
  private final AtomicInteger offers = new AtomicInteger();
  private final List<KeyPair> hostKeys =
      List.of(
          EmbeddedServer.newKey("ssh-ed25519", 256),
          EmbeddedServer.newKey("ecdsa-sha2-nistp256", 256),
          EmbeddedServer.newKey("ssh-rsa", 2048));
  private final EmbeddedServer server;

  HostKeyTest(@TempDir Path home) throws IOException {
    this.home = home;
    known = Files.createDirectories(home.resolve(".ssh")).resolve("known_hosts");
    EmbeddedServer.newIdentity(home.resolve("identity"));
    server =
        EmbeddedServer.start(
            new EmbeddedServer.Setup(
                home,
                hostKeys,
                (user, key) -> offers.incrementAndGet() > 0,
                Optional.empty(),
                false));
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  @Test
  void aKnownHostIsLetIn() throws IOException {
    write(line(0));
    assertConnects();
  }

  @Test
  void anUnknownHostIsRefusedBeforeAnyKeyIsOffered() throws IOException {
    write("elsewhere " + text(0));
    Problem problem = refusal();
    assertTrue(problem.detail().contains(key(0).fingerprint()), problem.detail());
    assertTrue(problem.detail().contains("ED25519"), problem.detail());
    assertTrue(problem.hint().contains("clova target trust vps"), problem.hint());
    assertEquals(0, offers.get());
    assertEquals(List.of("elsewhere " + text(0)), Files.readAllLines(known));
  }

  @Test
  void aChangedHostIsRefusedLoudlyBeforeAnyKeyIsOffered() throws IOException {
    SshKey other = SshKey.of(EmbeddedServer.newKey("ssh-ed25519", 256).getPublic());
    write("# mine", name() + " " + other.type() + " " + other.base64());
    Problem problem = refusal();
    assertTrue(problem.detail().contains("HAS CHANGED"), problem.detail());
    assertTrue(problem.detail().contains(known + ":2"), problem.detail());
    assertTrue(problem.detail().contains(key(0).fingerprint()), problem.detail());
    assertTrue(problem.detail().contains(other.fingerprint()), problem.detail());
    assertTrue(problem.hint().contains("ssh-keygen -R '" + name() + "'"), problem.hint());
    assertEquals(0, offers.get());
  }

  @Test
  void aRevokedKeyIsRefused() throws IOException {
    write(line(0), "@revoked * " + text(0));
    assertTrue(refusal().detail().contains("REVOKED"));
    assertEquals(0, offers.get());
  }

  @Test
  void theKeyIsAskedForThatIsKnown() throws IOException {
    for (int n = 0; n < hostKeys.size(); n++) {
      write(line(n));
      assertConnects();
    }
  }

  @Test
  void aHostThatLostTheKeyItIsKnownByIsRefused() throws IOException {
    SshKey other = SshKey.of(EmbeddedServer.newKey("ecdsa-sha2-nistp521", 521).getPublic());
    write(name() + " " + other.type() + " " + other.base64());
    Problem problem = refusal();
    assertTrue(problem.detail().contains("no longer has"), problem.detail());
    assertEquals(0, offers.get());
  }

  @Test
  void hashedNamesAndNamesWithoutThePortAreKnown() throws IOException {
    write(HostPatterns.hashed(name(), new byte[] {7}) + " " + text(1));
    assertConnects();
    write(server.host() + " " + text(1));
    assertConnects();
  }

  @Test
  void anUnreadableFileIsRefusedBeforeConnecting() throws Exception {
    Files.createDirectory(known);
    try (Relay relay = new Relay(server.port());
        Transport transport = transport()) {
      ClovaException failure =
          assertThrows(
              ClovaException.class, () -> transport.connect(endpoint(server.host(), relay.port())));
      assertEquals(ProblemCode.HOST_KEY, failure.problems().getFirst().code());
      assertEquals(0, relay.accepted());
    }
  }

  @Test
  void acceptingAnyHostIsNotFollowed() throws IOException {
    config("StrictHostKeyChecking no\nUserKnownHostsFile /dev/null\n");
    Problem problem = refusal(Endpoints.as("root", endpoint()));
    assertTrue(problem.detail().contains("Clova does not follow that"), problem.detail());
    assertEquals(0, offers.get());
  }

  @Test
  void acceptNewIsFollowedOnlyWhereSomebodySeesIt() throws Exception {
    config("StrictHostKeyChecking accept-new\nHashKnownHosts yes\n");
    assertEquals(ProblemCode.HOST_KEY, refusal(endpoint()).code());
    try (Transport transport = new SshTransport(Settings.learning(home), Prompt.nobody());
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> connections =
          IntStream.range(0, 4)
              .<Future<?>>mapToObj(n -> threads.submit(() -> transport.connect(endpoint()).close()))
              .toList();
      for (Future<?> connection : connections) {
        connection.get();
      }
    }
    assertTrue(Files.readString(known).startsWith("|1|"));
    assertConnects();
    offers.set(0);
    SshKey other = SshKey.of(EmbeddedServer.newKey("ssh-ed25519", 256).getPublic());
    write(name() + " " + other.type() + " " + other.base64());
    assertTrue(refusal().detail().contains("HAS CHANGED"));
    assertEquals(0, offers.get());
  }

  @Test
  void anAliasIsTheNameThatCounts() throws IOException {
    config("HostKeyAlias cluster\n");
    write(line(0));
    assertEquals(ProblemCode.HOST_KEY, refusal().code());
    write("cluster " + text(0));
    assertConnects();
  }

  @Test
  void aScannedKeyCanBeTrusted() throws IOException {
    try (SshTransport transport = transport()) {
      ScannedKey scanned = transport.scan(endpoint());
      assertEquals(Standing.NEW, scanned.standing());
      assertEquals("ED25519", scanned.type());
      assertEquals(key(0).fingerprint(), scanned.fingerprint());
      assertEquals(name(), scanned.host());
      assertEquals(known, scanned.file());
      assertEquals(0, offers.get());
      transport.trust(scanned);
      assertEquals(List.of(line(0)), Files.readAllLines(known));
      ScannedKey again = transport.scan(endpoint());
      assertEquals(Standing.KNOWN, again.standing());
      transport.trust(again);
      assertEquals(List.of(line(0)), Files.readAllLines(known));
    }
    assertConnects();
  }

  @Test
  void aContradictedKeyIsNeverWritten() throws IOException {
    SshKey other = SshKey.of(EmbeddedServer.newKey("ssh-ed25519", 256).getPublic());
    write(name() + " " + other.type() + " " + other.base64());
    try (SshTransport transport = transport()) {
      ScannedKey scanned = transport.scan(endpoint());
      assertEquals(Standing.CHANGED, scanned.standing());
      assertEquals(known + ":1", scanned.evidence());
      assertThrows(ClovaException.class, () -> transport.trust(scanned));
    }
    assertEquals(1, Files.readAllLines(known).size());
  }

  private void assertConnects() {
    int before = offers.get();
    try (Transport transport = transport();
        Connection connection = transport.connect(endpoint());
        RemoteProcess process = connection.start("exit 7")) {
      assertEquals(OptionalInt.of(7), process.exitStatus(TransportContract.LONG));
    }
    assertTrue(offers.get() > before);
  }

  private Problem refusal() {
    return refusal(endpoint());
  }

  private Problem refusal(Endpoint endpoint) {
    try (Transport transport = transport()) {
      ClovaException failure =
          assertThrows(ClovaException.class, () -> transport.connect(endpoint));
      Problem problem = failure.problems().getFirst();
      assertEquals(ProblemCode.HOST_KEY, problem.code(), problem.detail());
      return problem;
    }
  }

  private SshTransport transport() {
    return new SshTransport(Settings.in(home), Prompt.nobody());
  }

  private Endpoint endpoint() {
    return new Endpoint(
        "vps",
        server.host(),
        OptionalInt.of(server.port()),
        Optional.of("root"),
        List.of(home.resolve("identity")),
        Optional.empty(),
        List.of(),
        Endpoint.Via.SSH,
        TransportContract.LONG);
  }

  private Endpoint endpoint(String host, int port) {
    return Endpoints.ssh(host, port, "root", home.resolve("identity"), known);
  }

  private void write(String... lines) throws IOException {
    Files.write(known, List.of(lines));
  }

  private void config(String text) throws IOException {
    Files.writeString(home.resolve(".ssh/config"), text);
  }

  private String name() {
    return "[" + server.host() + "]:" + server.port();
  }

  private String line(int n) {
    return name() + " " + text(n);
  }

  private String text(int n) {
    return key(n).type() + " " + key(n).base64();
  }

  private SshKey key(int n) {
    return SshKey.of(hostKeys.get(n).getPublic());
  }
}
