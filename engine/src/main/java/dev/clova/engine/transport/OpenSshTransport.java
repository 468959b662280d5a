package dev.clova.engine.transport;

import dev.clova.state.ClovaException;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.apache.commons.exec.CommandLine;

/**
 * Reaches targets through the system's {@code ssh}, for what only that can do: ProxyCommand,
 * hardware keys, Kerberos. One {@code ssh} per connection is the master, whose socket is in a
 * folder of our own; commands go through it. It never asks anything, and never learns a host key.
 */
public final class OpenSshTransport implements Transport {

  private static final List<String> PASSED_ON =
      List.of(
          "HOME",
          "USER",
          "LOGNAME",
          "SHELL",
          "PATH",
          "LANG",
          "TMPDIR",
          "XDG_RUNTIME_DIR",
          "SSH_AUTH_SOCK",
          "SSH_SK_PROVIDER",
          "KRB5CCNAME");

  private final SshSettings settings;
  private final Map<String, String> environment;
  private final List<OpenSshConnection> open = new CopyOnWriteArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();
  private final ReentrantLock making = new ReentrantLock();
  private Optional<Path> folder = Optional.empty();

  /** Takes the user's home, environment and patience from the settings of the other transport. */
  public OpenSshTransport(SshSettings settings) {
    this.settings = settings;
    Map<String, String> chosen = new TreeMap<>();
    chosen.putAll(LocalTransport.chosen(settings.environment(), PASSED_ON));
    chosen.put("SSH_ASKPASS_REQUIRE", "never");
    environment = Map.copyOf(chosen);
  }

  @Override
  public Connection connect(Endpoint endpoint) {
    try {
      Path socket = folder().resolve(String.valueOf(connections.incrementAndGet()));
      OpenSshConnection connection = connect(endpoint, socket);
      open.add(connection);
      return connection;
    } catch (IOException e) {
      throw new ClovaException(
          Problem.of(
              ProblemCode.UNREACHABLE,
              "`ssh` could not be started for `" + endpoint.target() + "`: " + Reasons.of(e) + ".",
              "Install OpenSSH's client, or remove `connection = \"openssh\"`."),
          e);
    }
  }

  @Override
  public void close() {
    open.forEach(OpenSshConnection::close);
    making.lock();
    try {
      folder.ifPresent(OpenSshTransport::delete);
      folder = Optional.empty();
    } finally {
      making.unlock();
    }
  }

  private OpenSshConnection connect(Endpoint endpoint, Path socket) throws IOException {
    Path config = socket.resolveSibling(socket.getFileName() + ".conf");
    Files.write(config, config(endpoint));
    return OpenSshConnection.open(
        endpoint,
        (options, command, type) -> {
          List<String> words = new ArrayList<>(List.of("-F", config.toString()));
          words.addAll(List.of("-S", socket.toString()));
          words.addAll(options);
          words.addAll(List.of("--", endpoint.host(), command));
          return run(words, type);
        });
  }

  private LocalProcess run(List<String> words, String type) throws IOException {
    CommandLine line = new CommandLine("ssh");
    words.forEach(word -> line.addArgument(word, false));
    Map<String, String> all = new TreeMap<>(environment);
    if (!type.isEmpty()) {
      all.put("TERM", type);
    }
    return LocalProcess.start(line, all, settings.home().toFile());
  }

  /** What holds for the target and for the hosts on the way; of two lines the first counts. */
  private List<String> config(Endpoint endpoint) {
    Duration heartbeat = settings.heartbeat();
    return List.of(
        "BatchMode yes",
        "StrictHostKeyChecking yes",
        "ForwardAgent no",
        "ForwardX11 no",
        "ConnectTimeout " + Math.max(1, endpoint.timeout().toSeconds()),
        "ServerAliveInterval " + Math.max(1, heartbeat.toSeconds()),
        "ServerAliveCountMax " + Math.max(1, settings.missedHeartbeats() - 1),
        "Include " + quoted(settings.userConfig()),
        "Include " + quoted(settings.systemConfig()),
        "UserKnownHostsFile " + knownHosts("known_hosts") + " " + knownHosts("known_hosts2"));
  }

  /** The system's ssh would look in the home of the user database, and we write to this one. */
  private String knownHosts(String name) {
    return quoted(settings.home().resolve(".ssh").resolve(name));
  }

  private static String quoted(Path path) {
    return "\"" + path.toString().replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  private Path folder() throws IOException {
    making.lock();
    try {
      if (folder.isEmpty()) {
        var ownerOnly =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        folder = Optional.of(Files.createTempDirectory("clova-", ownerOnly));
      }
      return folder.get();
    } finally {
      making.unlock();
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      // Nothing in it is worth a word; the system clears its temporary files.
      folder.toFile().deleteOnExit();
    }
  }
}
