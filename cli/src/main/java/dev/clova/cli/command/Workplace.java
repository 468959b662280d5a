package dev.clova.cli.command;

import dev.clova.cli.console.Console;
import dev.clova.engine.Engine;
import dev.clova.engine.Outside;
import dev.clova.engine.Site;
import dev.clova.engine.definition.WorkspaceRoot;
import dev.clova.engine.remote.Privilege;
import dev.clova.engine.transport.EveryTransport;
import dev.clova.engine.transport.HostKeys;
import dev.clova.engine.transport.SshSettings;
import dev.clova.state.ClovaVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The working directory that a command is about, with the engine for it and everything that the
 * engine gets from this process. To be closed: it holds the connections.
 */
final class Workplace implements AutoCloseable {

  private static final int PARALLEL = 32;

  private final Site site;
  private final Outside outside;
  private final EveryTransport transport;

  private Workplace(Site site, Outside outside, EveryTransport transport) {
    this.site = site;
    this.outside = outside;
    this.transport = transport;
  }

  /**
   * Finds the working directory, and asks for the passwords that the options promise. Connects to
   * nothing yet.
   *
   * @param command what is being done, for those who find a lock: the words after {@code clova}
   * @throws dev.clova.state.ClovaException if there is none, or nobody can be asked
   */
  static Workplace open(Call call, String command) {
    Path root = WorkspaceRoot.find(call.directory());
    Map<String, String> environment = call.environment();
    Path home = Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")));
    String user = System.getProperty("user.name");
    SecureRandom randomness = new SecureRandom();
    Console console = call.console();
    Passwords passwords = Passwords.ask(call);
    SshSettings settings = SshSettings.of(home, user, environment, console.canAsk(), randomness);
    EveryTransport transport = new EveryTransport(settings, passwords);
    return new Workplace(
        new Site(
            root,
            ClovaVersion.CURRENT,
            home,
            user,
            machine(environment),
            "clova " + command,
            transport,
            become -> privilege(become, passwords.become()),
            Clock.systemUTC(),
            randomness,
            call.value(ConnectOptions.PARALLEL).orElse(PARALLEL)),
        Surroundings.of(call, command, root, home),
        transport);
  }

  /** The engine for this working directory. */
  Engine engine() {
    return new Engine(site, outside);
  }

  /** What the engine gets from outside. */
  Site site() {
    return site;
  }

  /** The host keys of its targets. */
  HostKeys hostKeys() {
    return transport;
  }

  @Override
  public void close() {
    transport.close();
  }

  private static Privilege privilege(String become, Optional<Supplier<char[]>> password) {
    return switch (become) {
      case "sudo" ->
          password.<Privilege>map(Privilege.SudoPassword::new).orElse(new Privilege.Sudo());
      case "doas" -> new Privilege.Doas();
      default -> new Privilege.None();
    };
  }

  /** This machine's name. Asking the network for it can take seconds. */
  private static String machine(Map<String, String> environment) {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    } catch (IOException e) {
      return environment.getOrDefault("HOSTNAME", "localhost");
    }
  }
}
