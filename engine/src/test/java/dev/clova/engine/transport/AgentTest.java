package dev.clova.engine.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clova.state.ClovaException;
import dev.clova.state.Problem;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Logging in with a real ssh-agent. */
@Timeout(60)
final class AgentTest {

  private final Path home;
  private final Path socket;
  private final Process agent;
  private final Sshd sshd;

  AgentTest(@TempDir Path folder) throws Exception {
    home = Files.createDirectories(folder.resolve("home"));
    Files.createDirectories(home.resolve(".ssh"));
    socket = home.resolve("agent");
    sshd = new Sshd(folder, "AllowAgentForwarding yes");
    String line = "[127.0.0.1]:" + sshd.port() + " " + sshd.hostKey() + "\n";
    Files.writeString(home.resolve(".ssh/known_hosts"), line);
    agent =
        new ProcessBuilder(Sshd.program("ssh-agent").toString(), "-D", "-a", socket.toString())
            .start();
    agent.inputReader().readLine(); // it listens when it says so
  }

  @AfterEach
  void stop() {
    agent.destroy();
    sshd.close();
  }

  @Test
  void keysOfEveryTypeLogInThroughTheAgent() throws Exception {
    for (String type : List.of("ed25519", "ecdsa", "rsa")) {
      Path key = home.resolve(type);
      Sshd.keygen(key, "-t", type, "-N", "");
      sshd.authorize(key);
      add(key);
      Files.delete(key);
      assertEquals("none\n", logIn(), "and the agent is not forwarded");
      Sshd.run(socket, "ssh-add", "-q", "-D");
    }
  }

  @Test
  void aPublicKeyFileMeansTheAgentsPrivateKey() throws Exception {
    add(sshd.identity());
    for (String other : List.of("a", "b", "c", "d", "e", "f", "g")) {
      Sshd.keygen(home.resolve(other), "-t", "ed25519", "-N", "");
      add(home.resolve(other));
    }
    config("IdentitiesOnly yes\nIdentityFile " + sshd.identity() + ".pub\n");
    assertEquals("none\n", logIn());
  }

  @Test
  void aLockedFileWhoseKeyTheAgentHasNeedsNoPassphrase() throws Exception {
    add(sshd.identity());
    Sshd.run("ssh-keygen", "-q", "-p", "-N", "secret", "-f", sshd.identity().toString());
    config("IdentityFile " + sshd.identity() + "\n");
    assertEquals("none\n", logIn());
  }

  @Test
  void withIdentitiesOnlyOtherKeysStayInTheAgent() throws Exception {
    add(sshd.identity());
    Sshd.keygen(home.resolve("other"), "-t", "ed25519", "-N", "");
    config("IdentitiesOnly yes\nIdentityFile ~/other\n");
    Problem problem = refusal();
    assertTrue(problem.detail().contains("other"), problem.detail());
    assertTrue(!problem.detail().contains("agent key"), problem.detail());
    config("IdentityFile ~/other\n");
    assertEquals("none\n", logIn());
  }

  @Test
  void anAgentThatIsNotThereIsNamed() throws Exception {
    agent.destroy();
    agent.waitFor();
    Problem problem = refusal();
    assertTrue(problem.detail().contains(socket.toString()), problem.detail());
  }

  @Test
  void anAgentThatSaysNothingIsGivenUp() throws Exception {
    Path silent = home.resolve("silent");
    try (ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      listener.bind(UnixDomainSocketAddress.of(silent));
      Agent waiting = new Agent(silent);
      assertTimeoutPreemptively(
          Duration.ofSeconds(10),
          () -> assertThrows(IOException.class, () -> waiting.identities(Duration.ofMillis(200))));
    }
  }

  private void add(Path key) throws Exception {
    Sshd.run(socket, "ssh-add", "-q", key.toString());
  }

  private void config(String text) throws IOException {
    Files.writeString(home.resolve(".ssh/config"), text);
  }

  private String logIn() throws IOException {
    try (Transport transport = transport();
        Connection connection = transport.connect(endpoint());
        RemoteProcess process = connection.start("echo ${SSH_AUTH_SOCK-none}")) {
      return TransportContract.text(process.output());
    }
  }

  private Problem refusal() {
    try (Transport transport = transport()) {
      return assertThrows(ClovaException.class, () -> transport.connect(endpoint()))
          .problems()
          .getFirst();
    }
  }

  private Transport transport() {
    Map<String, String> environment = Map.of("SSH_AUTH_SOCK", socket.toString());
    return new SshTransport(Settings.in(home, environment), Prompt.nobody());
  }

  private Endpoint endpoint() {
    return new Endpoint(
        "vps",
        "127.0.0.1",
        OptionalInt.of(sshd.port()),
        Optional.of(Sshd.user()),
        List.of(),
        Optional.empty(),
        List.of(),
        Endpoint.Via.SSH,
        TransportContract.LONG);
  }
}
