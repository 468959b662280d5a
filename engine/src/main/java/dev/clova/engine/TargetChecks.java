package dev.clova.engine;

import dev.clova.engine.definition.Definitions;
import dev.clova.engine.definition.ServiceDefinition;
import dev.clova.engine.definition.SimilarNames;
import dev.clova.engine.desired.DesiredTarget;
import dev.clova.engine.desired.Targets;
import dev.clova.engine.observed.Check;
import dev.clova.engine.observed.Checkup;
import dev.clova.engine.remote.Sessions;
import dev.clova.engine.transport.Endpoint;
import dev.clova.engine.transport.HostKeys;
import dev.clova.state.ClovaException;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The targets themselves: where they are, and whether they can be worked with. */
public final class TargetChecks {

  private final Site site;
  private final Definitions definitions;
  private final SortedMap<String, DesiredTarget> targets;

  TargetChecks(Site site, Definitions definitions) {
    this.site = site;
    this.definitions = definitions;
    this.targets = Targets.of(definitions, site.home());
  }

  /** The defined targets, by name. */
  public SortedMap<String, DesiredTarget> all() {
    return targets;
  }

  /** The services that are placed on a target, by name. */
  public List<String> services(String target) {
    return definitions.services().values().stream()
        .filter(service -> service.targets().contains(target))
        .map(ServiceDefinition::name)
        .toList();
  }

  /**
   * Tries everything that work on these targets rests on; one that fails stops none of the others.
   *
   * @param names targets; empty: all
   * @param done is told of each target that was tried, from many threads
   * @throws ClovaException if there is no target of a name
   */
  public SortedMap<String, List<Check>> test(List<String> names, Consumer<String> done) {
    names.forEach(this::known);
    Map<String, List<Check>> tested = new ConcurrentHashMap<>();
    try (Sessions sessions = Ways.sessions(site, targets);
        ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
      for (DesiredTarget target : targets.values()) {
        if (names.isEmpty() || names.contains(target.name())) {
          each.execute(
              () -> {
                tested.put(target.name(), Checkup.of(sessions, site.clock(), subject(target)));
                done.accept(target.name());
              });
        }
      }
    }
    return new TreeMap<>(tested);
  }

  /**
   * The hosts whose keys it takes to reach a target, the nearest first and the target last.
   *
   * @param name a target, or a host that some target is reached through
   * @throws ClovaException if there is none of that name, or it has no host key
   */
  public List<Endpoint> way(HostKeys keys, String name) {
    DesiredTarget target = targets.get(name);
    if (target != null) {
      return keys.way(target.endpoint());
    }
    for (DesiredTarget other : targets.values()) {
      if (other.endpoint().via() != Endpoint.Via.LOCAL) {
        List<Endpoint> way = keys.way(other.endpoint());
        Optional<Endpoint> hop =
            way.stream().filter(endpoint -> endpoint.target().equals(name)).findFirst();
        if (hop.isPresent()) {
          return way.subList(0, way.indexOf(hop.get()) + 1);
        }
      }
    }
    throw unknown(name);
  }

  /**
   * What lets a key look at a target and do nothing else.
   *
   * @param key the public half of the key; empty: a place holder
   * @throws ClovaException if there is no such target, or it can have no such key
   */
  public ReadOnlyAccess readOnly(String name, Optional<String> key) {
    known(name);
    return ReadOnlyAccess.of(Objects.requireNonNull(targets.get(name)), key);
  }

  private void known(String name) {
    if (!targets.containsKey(name)) {
      throw unknown(name);
    }
  }

  private ClovaException unknown(String name) {
    String near = SimilarNames.didYouMean(name, List.copyOf(targets.keySet()));
    return new ClovaException(
        Problem.of(
            ProblemCode.NO_MATCH,
            "There is no target `" + name + "`.",
            near.isEmpty() ? "`clova target list` shows all targets." : near));
  }

  private Checkup.Subject subject(DesiredTarget target) {
    Set<String> runtimes =
        definitions.services().values().stream()
            .filter(service -> service.targets().contains(target.name()))
            .map(service -> service.runtime().name())
            .collect(Collectors.toSet());
    return new Checkup.Subject(target.name(), target.become(), target.root(), runtimes);
  }
}
