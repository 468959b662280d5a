package dev.clova.engine.desired;

import dev.clova.engine.definition.Become;
import dev.clova.engine.definition.Definitions;
import dev.clova.engine.definition.Jump;
import dev.clova.engine.definition.TargetDefinition;
import dev.clova.engine.transport.Endpoint;
import dev.clova.state.Attributes;
import dev.clova.state.PlacementRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/** Targets as they are reached: from their definitions, or from what a record remembers of them. */
public final class Targets {

  private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(30);
  private static final String USUAL_ROOT = "/srv/clova";
  private static final String USUAL_ROOT_OF_A_USER = "~/clova";

  private Targets() {}

  /** Every defined target, by name. */
  public static SortedMap<String, DesiredTarget> of(Definitions definitions, Path home) {
    SortedMap<String, DesiredTarget> targets = new TreeMap<>();
    definitions
        .targets()
        .forEach((name, target) -> targets.put(name, of(definitions, target, home)));
    return targets;
  }

  private static DesiredTarget of(Definitions definitions, TargetDefinition target, Path home) {
    Attributes connection = Attributes.of("host", target.host());
    if (target.port().isPresent()) {
      connection = connection.with("port", Integer.toString(target.port().getAsInt()));
    }
    if (target.user().isPresent()) {
      connection = connection.with("user", target.user().get());
    }
    connection = connection.with("connection", via(target).name());
    return new DesiredTarget(
        target.name(),
        endpoint(definitions, target, home),
        become(target.become()),
        target.root().orElse(usualRoot(target)),
        target.isProtected(),
        connection);
  }

  /** An ordinary user without privilege has no business in {@code /srv}. */
  private static String usualRoot(TargetDefinition target) {
    boolean ordinary = target.become() == Become.NONE && !target.user().equals(Optional.of("root"));
    return ordinary ? USUAL_ROOT_OF_A_USER : USUAL_ROOT;
  }

  private static String become(Become become) {
    return switch (become) {
      case NONE -> "none";
      case SUDO -> "sudo";
      case DOAS -> "doas";
    };
  }

  private static Endpoint endpoint(Definitions definitions, TargetDefinition target, Path home) {
    List<Endpoint> jumps = new ArrayList<>();
    for (Jump jump : target.jumps()) {
      switch (jump) {
        case Jump.ByTarget(String name) -> {
          TargetDefinition over = definitions.targets().get(name);
          if (over != null) {
            Endpoint hop = endpoint(definitions, over, home);
            jumps.addAll(hop.jumps());
            jumps.add(hop.through(List.of()));
          }
        }
        case Jump.ByHost(Optional<String> user, String host, OptionalInt port) ->
            jumps.add(
                new Endpoint(
                    host,
                    host,
                    port,
                    user,
                    List.of(),
                    knownHosts(definitions, target, home),
                    List.of(),
                    Endpoint.Via.SSH,
                    target.timeout()));
      }
    }
    return new Endpoint(
        target.name(),
        target.host(),
        target.port(),
        target.user(),
        target.identities().stream().map(path -> expand(definitions, path, home)).toList(),
        knownHosts(definitions, target, home),
        jumps,
        via(target),
        target.timeout());
  }

  private static Optional<Path> knownHosts(
      Definitions definitions, TargetDefinition target, Path home) {
    return target.knownHosts().map(path -> expand(definitions, path, home));
  }

  private static Path expand(Definitions definitions, String path, Path home) {
    return path.startsWith("~/")
        ? home.resolve(path.substring(2))
        : definitions.workspace().root().resolve(path);
  }

  private static Endpoint.Via via(TargetDefinition target) {
    return switch (target.connection()) {
      case SSH -> Endpoint.Via.SSH;
      case OPENSSH -> Endpoint.Via.OPENSSH;
      case LOCAL -> Endpoint.Via.LOCAL;
    };
  }

  /** A target that is no longer defined, as the record of a placement on it remembers it. */
  public static DesiredTarget recalled(PlacementRecord record) {
    Attributes connection = record.home().connection();
    String name = record.placement().target();
    Endpoint endpoint =
        new Endpoint(
            name,
            connection.get("host").orElse(name),
            connection
                .get("port")
                .map(port -> OptionalInt.of(Integer.parseInt(port)))
                .orElse(OptionalInt.empty()),
            connection.get("user"),
            List.of(),
            Optional.empty(),
            List.of(),
            connection.get("connection").map(Endpoint.Via::valueOf).orElse(Endpoint.Via.SSH),
            USUAL_TIMEOUT);
    return new DesiredTarget(
        name, endpoint, record.home().become(), record.home().root(), false, connection);
  }
}
