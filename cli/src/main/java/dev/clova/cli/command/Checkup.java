package dev.clova.cli.command;

import dev.clova.engine.definition.WorkspaceRoot;
import dev.clova.state.ClovaException;
import dev.clova.state.ClovaVersion;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks at what Clova needs of this machine. Connects to no target and changes nothing. */
final class Checkup {

  private final Map<String, String> environment;
  private final Path directory;
  private final Path home;
  private final List<Result> results = new ArrayList<>();

  /**
   * What came of one question.
   *
   * @param about a word or two
   * @param state how it is
   * @param finding what is there
   * @param remedy what to do; empty if all is well
   */
  record Result(String about, State state, String finding, String remedy) {}

  /** How something is. */
  enum State {
    /** As it should be. */
    WELL,
    /** Clova works, but not all of it, or not for everything. */
    LIMITED,
    /** Clova does not work. */
    BROKEN
  }

  private Checkup(Map<String, String> environment, Path directory) {
    this.environment = environment;
    this.directory = directory;
    this.home = Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")));
  }

  /** Asks everything. */
  static List<Result> of(Map<String, String> environment, Path directory) {
    Checkup checkup = new Checkup(environment, directory);
    checkup.version();
    checkup.locale();
    checkup.workspace();
    checkup.knownHosts();
    checkup.agent();
    checkup.program("ssh", "`clova ssh` and `connection = \"openssh\"` need it.");
    checkup.program("git", "Histories do not name commits without it.");
    checkup.program("stty", "`clova exec -t` and passwords need it.");
    return List.copyOf(checkup.results);
  }

  private void version() {
    well("clova", ClovaVersion.CURRENT);
    well("java", Runtime.version() + ", " + System.getProperty("java.home"));
  }

  private void locale() {
    String names = System.getProperty("sun.jnu.encoding", "");
    if (names.equalsIgnoreCase("UTF-8")) {
      well("locale", "file names are " + Charset.forName(names));
    } else {
      add(
          "locale",
          State.LIMITED,
          "file names are " + names,
          "Files whose names are not ASCII cannot be read: use a locale such as `C.UTF-8`.");
    }
  }

  private void workspace() {
    Path root;
    try {
      root = WorkspaceRoot.find(directory);
    } catch (ClovaException e) {
      add("workspace", State.LIMITED, "there is none here", e.problems().getFirst().hint());
      return;
    }
    well("workspace", root.toString());
    Path own = root.resolve(".clova");
    Path place = Files.exists(own) ? own : root;
    if (Files.isWritable(place)) {
      well("state", Files.exists(own) ? own + ", files: " + files(own) : "nothing yet");
    } else {
      add(
          "state",
          State.BROKEN,
          place + " cannot be written",
          "Clova keeps its state and its cache there: give yourself the right to write.");
    }
  }

  private void knownHosts() {
    Path file = home.resolve(".ssh").resolve("known_hosts");
    if (Files.isReadable(file)) {
      well("known_hosts", file + ", keys: " + lines(file));
    } else {
      add(
          "known_hosts",
          State.LIMITED,
          file + " is not there",
          "Hosts must be known before they are connected to: `clova target trust NAME`.");
    }
  }

  private void agent() {
    String socket = environment.getOrDefault("SSH_AUTH_SOCK", "");
    if (socket.isEmpty()) {
      add(
          "ssh agent",
          keys().isEmpty() ? State.LIMITED : State.WELL,
          "none; keys: " + (keys().isEmpty() ? "none" : String.join(", ", keys())),
          keys().isEmpty() ? "Make a key with `ssh-keygen`, or name one with `identity`." : "");
      return;
    }
    try (SocketChannel agent = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      well("ssh agent", socket + (agent.isConnected() ? ", answers" : ""));
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      add(
          "ssh agent",
          State.LIMITED,
          socket + " does not answer",
          "Start it anew, or unset SSH_AUTH_SOCK.");
    }
  }

  private void program(String name, String purpose) {
    Optional<Path> found =
        Stream.of(environment.getOrDefault("PATH", "").split(":", -1))
            .filter(folder -> !folder.isEmpty())
            .map(folder -> Path.of(folder).resolve(name))
            .filter(Files::isExecutable)
            .findFirst();
    if (found.isPresent()) {
      well(name, found.get().toString());
    } else {
      add(name, State.LIMITED, "not installed", purpose);
    }
  }

  private List<String> keys() {
    return Stream.of("id_ed25519", "id_ecdsa", "id_rsa")
        .filter(name -> Files.isReadable(home.resolve(".ssh").resolve(name)))
        .toList();
  }

  private static long files(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).count();
    } catch (IOException e) {
      return 0;
    }
  }

  private static long lines(Path file) {
    try (Stream<String> all = Files.lines(file)) {
      return all.filter(line -> !line.isBlank() && !line.startsWith("#")).count();
    } catch (IOException e) {
      return 0;
    }
  }

  private void well(String about, String finding) {
    add(about, State.WELL, finding, "");
  }

  private void add(String about, State state, String finding, String remedy) {
    results.add(new Result(about, state, finding, remedy));
  }
}
