package dev.clova.engine.transport;

import dev.clova.engine.transport.Route.Login;
import dev.clova.state.ClovaException;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the way to a target: what its definition says, filled in from the SSH configuration. */
final class Routes {

  private static final int SSH_PORT = 22;
  private static final int MOST_JUMPS = 8;

  /** Reads as empty, and cannot be written to. */
  private static final Path NOWHERE = Path.of("/dev/null");

  private final SshSettings settings;
  private final SshConfig config;

  Routes(SshSettings settings) {
    this.settings = settings;
    this.config = new SshConfig(settings);
  }

  /**
   * The way to a target.
   *
   * @throws ClovaException if the SSH configuration cannot be followed
   */
  Route route(Endpoint endpoint) {
    return route(endpoint, 0);
  }

  /**
   * The hosts that a connection to a target comes to, the nearest first and the target last, each
   * with those before it as its jumps.
   *
   * @throws ClovaException if the SSH configuration cannot be followed
   */
  List<Endpoint> way(Endpoint endpoint) {
    return way(endpoint, 0);
  }

  private List<Endpoint> way(Endpoint endpoint, int depth) {
    refuseCircle(endpoint, depth);
    List<Endpoint> way = new ArrayList<>();
    for (Endpoint jump : jumps(endpoint, config.options(endpoint.host(), endpoint.user()))) {
      if (way.isEmpty()) {
        way.addAll(way(jump, depth + 1));
      } else {
        way.add(jump.through(way));
      }
    }
    way.add(endpoint.through(way));
    return List.copyOf(way);
  }

  private static List<Endpoint> jumps(Endpoint endpoint, SshOptions options) {
    return endpoint.jumps().isEmpty() ? proxyJumps(endpoint, options) : endpoint.jumps();
  }

  private static void refuseCircle(Endpoint endpoint, int depth) {
    if (depth > MOST_JUMPS) {
      throw new ClovaException(
          Problem.of(
              ProblemCode.UNREACHABLE,
              "The jump hosts of `" + endpoint.target() + "` lead through each other.",
              "Look at `jump` in clova.toml and `ProxyJump` in the SSH configuration."));
    }
  }

  private Route route(Endpoint endpoint, int depth) {
    refuseCircle(endpoint, depth);
    SshOptions options = config.options(endpoint.host(), endpoint.user());
    List<Endpoint> jumps = jumps(endpoint, options);
    options
        .beyondUs(!jumps.isEmpty())
        .ifPresent(
            line -> {
              throw line.problem("Clova has no `" + line.keyword() + "` of its own");
            });
    return built(endpoint, options).through(hops(jumps, depth));
  }

  /** Each hop without hops of its own; the first one may have to be reached through others. */
  private List<Route> hops(List<Endpoint> jumps, int depth) {
    List<Route> hops = new ArrayList<>();
    for (Endpoint jump : jumps) {
      if (hops.isEmpty()) {
        Route first = route(jump, depth + 1);
        hops.addAll(first.jumps());
        hops.add(first.through(List.of()));
      } else {
        hops.add(built(jump, config.options(jump.host(), jump.user())));
      }
    }
    return hops;
  }

  private Route built(Endpoint endpoint, SshOptions options) {
    String host = options.hostName(endpoint.host());
    int port = endpoint.port().orElse(options.port().orElse(SSH_PORT));
    String user = options.user().orElse(settings.localUser());
    String name = options.line("hostkeyalias").map(SshConfigLine::word).orElse(host);
    Map<Character, String> tokens =
        Map.of('h', host, 'n', endpoint.host(), 'p', String.valueOf(port), 'r', user, 'k', name);
    Duration timeout =
        options
            .connectTimeout()
            .filter(limit -> limit.compareTo(endpoint.timeout()) < 0)
            .orElse(endpoint.timeout());
    return new Route(
        endpoint.target(),
        host,
        port,
        user,
        hostKey(endpoint, options, host, port, tokens),
        login(endpoint, options, tokens),
        options.family(),
        timeout,
        List.of());
  }

  private HostKeyPolicy hostKey(
      Endpoint endpoint, SshOptions options, String host, int port, Map<Character, String> tokens) {
    Optional<String> alias = options.line("hostkeyalias").map(SshConfigLine::word);
    String withPort = port == SSH_PORT ? host : "[" + host + "]:" + port;
    Path folder = settings.home().resolve(".ssh");
    List<Path> own =
        endpoint
            .knownHosts()
            .map(List::of)
            .orElseGet(
                () ->
                    files(options, "userknownhostsfile", tokens)
                        .orElse(
                            List.of(
                                folder.resolve("known_hosts"), folder.resolve("known_hosts2"))));
    List<Path> global =
        files(options, "globalknownhostsfile", tokens).orElse(List.of(settings.systemKnownHosts()));
    return new HostKeyPolicy(
        alias.orElse(withPort),
        alias.isPresent() ? Optional.empty() : Optional.of(host),
        Stream.concat(own.isEmpty() ? Stream.of(NOWHERE) : own.stream(), global.stream()).toList(),
        options.isOn("hashknownhosts", false),
        options
            .line("stricthostkeychecking")
            .map(this::unknown)
            .orElse(HostKeyPolicy.Unknown.REFUSED));
  }

  private HostKeyPolicy.Unknown unknown(SshConfigLine line) {
    return switch (line.word().toLowerCase(Locale.ROOT)) {
      case "yes", "true", "ask" -> HostKeyPolicy.Unknown.REFUSED;
      case "no", "false", "off" -> HostKeyPolicy.Unknown.REFUSED_ALL_THE_SAME;
      case "accept-new" ->
          settings.learnsHosts() ? HostKeyPolicy.Unknown.LEARNED : HostKeyPolicy.Unknown.REFUSED;
      default -> throw line.problem("`" + Reasons.shown(line.word()) + "` is none of its values");
    };
  }

  private Login login(Endpoint endpoint, SshOptions options, Map<Character, String> tokens) {
    if (!options.isOn("pubkeyauthentication", true)) {
      return new Login(List.of(), false, true, List.of(), Optional.empty());
    }
    Path folder = settings.home().resolve(".ssh");
    List<Path> configured = gathered(options, "identityfile", tokens);
    boolean chosen = !endpoint.identities().isEmpty() || !options.lines("identityfile").isEmpty();
    List<Path> usual =
        List.of(folder.resolve("id_ed25519"), folder.resolve("id_ecdsa"), folder.resolve("id_rsa"));
    List<Path> identities = endpoint.identities().isEmpty() ? configured : endpoint.identities();
    return new Login(
        chosen ? identities : usual,
        chosen,
        options.isOn("identitiesonly", false),
        gathered(options, "certificatefile", tokens),
        agent(options, tokens));
  }

  private Optional<Path> agent(SshOptions options, Map<Character, String> tokens) {
    Optional<SshConfigLine> line = options.line("identityagent");
    if (line.isEmpty() || line.get().word().equals("SSH_AUTH_SOCK")) {
      return settings.agent();
    }
    PathWords words = new PathWords(settings, line.get(), tokens);
    String word = line.get().word();
    if (line.get().isNone()) {
      return Optional.empty();
    }
    return Optional.of(
        word.startsWith("$") && !word.startsWith("${")
            ? words.path(words.variable(word.substring(1)))
            : words.path(word));
  }

  private List<Path> gathered(SshOptions options, String keyword, Map<Character, String> tokens) {
    return options.lines(keyword).stream()
        .filter(line -> !line.isNone())
        .map(line -> new PathWords(settings, line, tokens).path(line.word()))
        .toList();
  }

  private Optional<List<Path>> files(
      SshOptions options, String keyword, Map<Character, String> tokens) {
    return options
        .line(keyword)
        .map(
            line ->
                line.isNone()
                    ? List.of()
                    : line.words().stream()
                        .map(word -> new PathWords(settings, line, tokens).path(word))
                        .toList());
  }

  private static List<Endpoint> proxyJumps(Endpoint endpoint, SshOptions options) {
    return options
        .line("proxy")
        .filter(line -> line.keyword().equals("proxyjump") && !line.isNone())
        .map(line -> JumpWords.endpoints(line, endpoint))
        .orElse(List.of());
  }
}
