package dev.clova.engine.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clova.state.ClovaException;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Logging in with keys and passwords, and what is said when it fails. */
@Timeout(60)
final class LoginTest {

  private final Path home;
  private final Set<SshKey> admitted = ConcurrentHashMap.newKeySet();
  private final List<SshKey> offers = new CopyOnWriteArrayList<>();
  private final List<Path> questions = new CopyOnWriteArrayList<>();
  private final List<EmbeddedServer> servers = new ArrayList<>();

  LoginTest(@TempDir Path home) throws IOException {
    this.home = Files.createDirectories(home.resolve("home"));
    Files.createDirectories(this.home.resolve(".ssh"));
  }

  @AfterEach
  void stop() throws IOException {
    for (EmbeddedServer server : servers) {
      server.close();
    }
  }

  @Test
  void theChosenKeySignsAtOnce() throws IOException {
    admit(newKey("right"));
    assertLogsIn(start(), transport(Prompt.nobody()), key("right"));
    assertEquals(1, offers.size(), "one request, without asking first");
  }

  @Test
  void aRefusedKeyIsFollowedByTheNext() throws IOException {
    newKey("wrong");
    newKey("also-wrong");
    admit(newKey("right"));
    EmbeddedServer server = start();
    try (SshTransport transport = transport(Prompt.nobody())) {
      assertLogsIn(server, transport, key("wrong"), key("also-wrong"), key("right"));
      assertEquals(List.of("wrong", "also-wrong", "right"), offered());
      offers.clear();
      assertLogsIn(server, transport, key("wrong"), key("also-wrong"), key("right"));
      assertEquals(List.of("right"), offered(), "what was accepted last comes first");
    }
  }

  @Test
  void aRefusalNamesTheUserAndWhatWasTried() throws IOException {
    newKey("first");
    newKey("second");
    Path missing = key("missing");
    Problem problem = refusal(start(), Prompt.nobody(), key("first"), key("second"), missing);
    assertEquals(ProblemCode.AUTHENTICATION, problem.code());
    for (String part :
        List.of(
            "`deploy`", "first", "second", fingerprint("first"), missing + "` does not exist")) {
      assertTrue(problem.detail().contains(part), part + " in " + problem.detail());
    }
    assertTrue(problem.hint().contains("identity"), problem.hint());
    assertFalse(problem.hint().contains("--ask-pass"), problem.hint());
    assertEquals(List.of("first", "second"), offered(), "none is offered twice");
  }

  @Test
  void withoutAKeyNothingIsTried() throws IOException {
    EmbeddedServer server = start();
    Problem problem = refusal(server, Prompt.nobody());
    assertEquals(ProblemCode.AUTHENTICATION, problem.code());
    assertTrue(problem.detail().contains("no key"), problem.detail());
  }

  @Test
  void aKeyThatOthersMayReadIsLeftOut() throws IOException {
    newKey("open");
    Files.setPosixFilePermissions(key("open"), PosixFilePermissions.fromString("rw-r--r--"));
    Problem problem = refusal(start(), Prompt.nobody(), key("open"));
    assertTrue(problem.detail().contains("chmod 600"), problem.detail());
    assertEquals(List.of(), offers);
  }

  @Test
  void aLockedKeyIsOpenedOnceForAllTargets() throws Exception {
    lockedKey("locked", "open sesame");
    admit("locked");
    EmbeddedServer server = start();
    try (SshTransport transport = transport(answering("open sesame"))) {
      assertLogsIn(server, transport, key("locked"));
      assertLogsIn(server, transport, key("locked"));
    }
    assertEquals(List.of(key("locked")), questions);
  }

  @Test
  void aLockedKeyWithoutItsPassphraseSaysWhatToDo() throws Exception {
    lockedKey("locked", "open sesame");
    EmbeddedServer server = start();
    Problem nobody = refusal(server, Prompt.nobody(), key("locked"));
    assertEquals(ProblemCode.AUTHENTICATION, nobody.code());
    assertTrue(nobody.hint().contains("ssh-add"), nobody.hint());
    Problem wrong = refusal(server, answering("wrong"), key("locked"));
    assertTrue(wrong.detail().contains("does not open"), wrong.detail());
    assertEquals(3, questions.size());
  }

  @Test
  void aLockedKeyOfTheUsualOnesIsOnlyOpenedForAServerThatTakesIt() throws Exception {
    Path usual = home.resolve(".ssh/id_rsa");
    Sshd.keygen(usual, "-t", "rsa", "-b", "2048", "-N", "open sesame");
    EmbeddedServer server = start();
    Problem refused = refusal(server, answering("open sesame"));
    assertTrue(refused.detail().contains("id_rsa"), refused.detail());
    assertEquals(List.of(), questions);
    admitted.add(KeyFile.readPublic(home.resolve(".ssh/id_rsa.pub")).orElseThrow());
    assertLogsIn(server, transport(answering("open sesame")));
    assertEquals(List.of(usual), questions);
  }

  @Test
  void aPasswordIsOnlyUsedWhenThereIsOne() throws IOException {
    newKey("refused");
    EmbeddedServer server = start(Optional.of("letmein"));
    Problem problem = refusal(server, Prompt.nobody(), key("refused"));
    assertTrue(problem.hint().contains("--ask-pass"), problem.hint());
    assertLogsIn(server, transport(password("letmein")), key("refused"));
    assertLogsIn(server, transport(password("letmein")));
    Problem wrong = refusal(server, password("guess"), key("refused"));
    assertTrue(wrong.detail().contains("password was tried"), wrong.detail());
    assertFalse(wrong.detail().contains("guess"), wrong.detail());
  }

  @Test
  void everyKindOfKeyFileLogsIn() throws Exception {
    List<List<String>> kinds =
        List.of(
            List.of("-t", "ed25519", "-N", ""),
            List.of("-t", "ecdsa", "-b", "256", "-N", "open sesame"),
            List.of("-t", "ecdsa", "-b", "384", "-N", ""),
            List.of("-t", "ecdsa", "-b", "521", "-N", ""),
            List.of("-t", "ecdsa", "-b", "256", "-m", "PEM", "-N", ""),
            List.of("-t", "rsa", "-b", "2048", "-N", ""),
            List.of("-t", "rsa", "-b", "2048", "-m", "PEM", "-N", "open sesame"),
            List.of("-t", "rsa", "-b", "2048", "-m", "PKCS8", "-N", ""));
    EmbeddedServer server = start();
    for (int n = 0; n < kinds.size(); n++) {
      Sshd.keygen(key("key" + n), kinds.get(n).toArray(String[]::new));
      admit("key" + n);
      assertLogsIn(server, transport(answering("open sesame")), key("key" + n));
    }
  }

  @Test
  void aFormatThatCannotBeOpenedSaysHowToChangeIt() throws Exception {
    Sshd.keygen(key("odd"), "-t", "rsa", "-b", "2048", "-m", "PKCS8", "-N", "open sesame");
    Problem problem = refusal(start(), answering("open sesame"), key("odd"));
    assertTrue(problem.detail().contains("ssh-keygen -p -f " + key("odd")), problem.detail());
  }

  @Test
  void aFileThatIsNoKeySaysSo() throws Exception {
    Files.writeString(key("text"), "hello\n");
    Files.writeString(key("cut"), "-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n");
    for (String name : List.of("text", "cut")) {
      Files.setPosixFilePermissions(key(name), PosixFilePermissions.fromString("rw-------"));
      Problem problem = refusal(start(), Prompt.nobody(), key(name));
      assertEquals(ProblemCode.AUTHENTICATION, problem.code());
      assertTrue(problem.detail().contains(name), problem.detail());
    }
  }

  private EmbeddedServer start() throws IOException {
    return start(Optional.empty());
  }

  private EmbeddedServer start(Optional<String> password) throws IOException {
    EmbeddedServer server =
        EmbeddedServer.start(
            new EmbeddedServer.Setup(
                home,
                List.of(EmbeddedServer.newKey("ssh-ed25519", 256)),
                (user, key) -> user.equals("deploy") && takes(key),
                password,
                false));
    Files.writeString(home.resolve("known_hosts"), server.knownHostsLine() + "\n");
    servers.add(server);
    return server;
  }

  private boolean takes(PublicKey key) {
    offers.add(SshKey.of(key));
    return admitted.contains(SshKey.of(key));
  }

  private void assertLogsIn(EmbeddedServer server, SshTransport transport, Path... identities) {
    try (Connection connection = transport.connect(endpoint(server, identities));
        RemoteProcess process = connection.start("exit 7")) {
      assertEquals(OptionalInt.of(7), process.exitStatus(TransportContract.LONG));
    }
  }

  private Problem refusal(EmbeddedServer server, Prompt prompt, Path... identities) {
    try (Transport transport = transport(prompt)) {
      return assertThrows(
              ClovaException.class, () -> transport.connect(endpoint(server, identities)))
          .problems()
          .getFirst();
    }
  }

  private SshTransport transport(Prompt prompt) {
    return new SshTransport(Settings.in(home), prompt);
  }

  private Endpoint endpoint(EmbeddedServer server, Path... identities) {
    return new Endpoint(
        "vps",
        server.host(),
        OptionalInt.of(server.port()),
        Optional.of("deploy"),
        List.of(identities),
        Optional.of(home.resolve("known_hosts")),
        List.of(),
        Endpoint.Via.SSH,
        TransportContract.LONG);
  }

  private Prompt answering(String passphrase) {
    return new Prompt() {
      @Override
      public Optional<char[]> passphrase(Path key) {
        questions.add(key);
        return Optional.of(passphrase.toCharArray());
      }

      @Override
      public Optional<char[]> password(String user, String host) {
        return Optional.empty();
      }
    };
  }

  private static Prompt password(String password) {
    return new Prompt() {
      @Override
      public Optional<char[]> passphrase(Path key) {
        return Optional.empty();
      }

      @Override
      public Optional<char[]> password(String user, String host) {
        assertEquals("deploy", user);
        return Optional.of(password.toCharArray());
      }
    };
  }

  private Path key(String name) {
    return home.resolve(name);
  }

  private SshKey newKey(String name) throws IOException {
    SshKey key = SshKey.of(EmbeddedServer.newIdentity(key(name)));
    Files.writeString(home.resolve(name + ".pub"), key.type() + " " + key.base64());
    return key;
  }

  private void lockedKey(String name, String passphrase) throws Exception {
    Sshd.keygen(key(name), "-t", "ed25519", "-N", passphrase);
  }

  private void admit(SshKey key) {
    admitted.add(key);
  }

  private void admit(String name) {
    admit(KeyFile.readPublic(home.resolve(name + ".pub")).orElseThrow());
  }

  private String fingerprint(String name) {
    return KeyFile.readPublic(home.resolve(name + ".pub")).orElseThrow().fingerprint();
  }

  /** The names of the keys that servers were offered, each once in a row. */
  private List<String> offered() {
    List<String> names = new ArrayList<>();
    for (SshKey offer : offers) {
      String name =
          List.of("wrong", "also-wrong", "right", "first", "second").stream()
              .filter(each -> Files.exists(home.resolve(each + ".pub")))
              .filter(each -> offer.fingerprint().equals(fingerprint(each)))
              .findFirst()
              .orElse("?");
      if (names.isEmpty() || !names.getLast().equals(name)) {
        names.add(name);
      }
    }
    return names;
  }
}
