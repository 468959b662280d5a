package dev.clova.engine.transport;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A real OpenSSH server on loopback, run as the current user; tests are skipped without one. */
public final class Sshd implements AutoCloseable {

  private static final Path PRIVILEGE_SEPARATION = Path.of("/run/sshd");

  private final Path program;
  private final int port;
  private final Path folder;
  private Process process;

  /** Starts a server with an ed25519 host key, and a key that logs the current user in. */
  public Sshd(Path folder, String... options) throws Exception {
    this.folder = folder;
    program = program("sshd");
    port = freePort();
    keygen(folder.resolve("host_key"), "-t", "ed25519", "-N", "");
    keygen(identity(), "-t", "ed25519", "-N", "");
    Files.write(folder.resolve("sshd_config"), config(options));
    if (user().equals("root")) {
      Files.createDirectories(PRIVILEGE_SEPARATION);
    }
    process = start();
    awaitGreeting();
  }

  /** Starts it again, with what its files hold now. */
  void reload() throws Exception {
    close();
    process = start();
    awaitGreeting();
  }

  /** A program of OpenSSH's; the test is skipped if it is not installed. */
  static Path program(String name) {
    Stream<Path> folders =
        Stream.of(System.getenv("PATH").split(":"), new String[] {"/usr/sbin", "/usr/local/sbin"})
            .flatMap(Stream::of)
            .map(Path::of);
    List<Path> found = folders.map(dir -> dir.resolve(name)).filter(Files::isExecutable).toList();
    assumeTrue(!found.isEmpty(), name + " is not installed");
    return found.getFirst().toAbsolutePath();
  }

  /** Who logs in. */
  public static String user() {
    return System.getProperty("user.name");
  }

  /** Where it listens. */
  public int port() {
    return port;
  }

  /** What {@code SIGHUP} makes read its files again. */
  public long pid() {
    return process.pid();
  }

  /** The private key of the current user. */
  public Path identity() {
    return folder.resolve("identity");
  }

  /** The host key as it stands in known_hosts: type and key. */
  public String hostKey() throws IOException {
    List<String> words = List.of(Files.readString(folder.resolve("host_key.pub")).split(" "));
    return words.get(0) + " " + words.get(1).strip();
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }

  private List<String> config(String... options) {
    List<String> lines =
        new ArrayList<>(
            List.of(
                "ListenAddress 127.0.0.1:" + port,
                "HostKey " + folder.resolve("host_key"),
                "AuthorizedKeysFile " + folder.resolve("identity.pub"),
                "PidFile none",
                "UsePAM no",
                "StrictModes no",
                "PermitRootLogin yes",
                "PasswordAuthentication no",
                "KbdInteractiveAuthentication no",
                "MaxSessions 100",
                "MaxStartups 500"));
    lines.addAll(List.of(options));
    return lines;
  }

  private Process start() throws IOException {
    return new ProcessBuilder(
            program.toString(), "-D", "-e", "-f", folder.resolve("sshd_config").toString())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("sshd.log").toFile())
        .start();
  }

  /** Makes a key pair, as the options of ssh-keygen say. */
  static void keygen(Path file, String... options) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("-q", "-f", file.toString()));
    arguments.addAll(List.of(options));
    run("ssh-keygen", arguments.toArray(String[]::new));
  }

  /** Lets the current user log in with a key as well. */
  void authorize(Path key) throws IOException {
    Files.writeString(
        folder.resolve("identity.pub"),
        Files.readString(Path.of(key + ".pub")),
        StandardOpenOption.APPEND);
  }

  /** Makes a key that may do what these options of authorized_keys say. */
  public Path keyWith(String options) throws Exception {
    Path key = folder.resolve("restricted");
    keygen(key, "-t", "ed25519", "-N", "");
    Files.writeString(
        folder.resolve("identity.pub"),
        options + " " + Files.readString(Path.of(key + ".pub")),
        StandardOpenOption.APPEND);
    return key;
  }

  /** Runs a program of OpenSSH's to its end, which must be a good one. */
  static void run(String program, String... arguments) throws Exception {
    run(Path.of("/nowhere"), program, arguments);
  }

  /** Runs a program of OpenSSH's with an agent. */
  static void run(Path agent, String program, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(program(program).toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("SSH_AUTH_SOCK", agent.toString());
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(command + ": " + said);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitGreeting() throws Exception {
    while (process.isAlive()) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
          InputStream greeting = socket.getInputStream()) {
        if (greeting.read() == 'S') {
          return;
        }
      } catch (IOException e) {
        Thread.onSpinWait(); // it does not listen yet
      }
    }
    throw new IOException(Files.readString(folder.resolve("sshd.log")));
  }
}
