package dev.clova.engine;

import dev.clova.engine.definition.Definitions;
import dev.clova.engine.definition.RuntimeDefinition;
import dev.clova.engine.definition.ServiceDefinition;
import dev.clova.engine.desired.DesiredTarget;
import dev.clova.engine.desired.Earlier;
import dev.clova.engine.kind.EnvFile;
import dev.clova.engine.kind.EnvResource;
import dev.clova.engine.observed.KeptVersion;
import dev.clova.engine.observed.KeptVersions;
import dev.clova.engine.remote.Sessions;
import dev.clova.engine.runtime.SystemdRuntime;
import dev.clova.engine.tree.LocalTree;
import dev.clova.state.Address;
import dev.clova.state.ClovaException;
import dev.clova.state.Placement;
import dev.clova.state.PlacementRecord;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Predicate;

/** What can be gone back to: asked of the targets, which have kept it. */
final class Versions {

  private final Definitions definitions;
  private final SortedMap<String, DesiredTarget> targets;
  private final Sessions sessions;

  Versions(Definitions definitions, SortedMap<String, DesiredTarget> targets, Sessions sessions) {
    this.definitions = definitions;
    this.targets = targets;
    this.sessions = sessions;
  }

  /** The versions that each declared placement can go back to, the last first. */
  SortedMap<Placement, List<KeptVersion>> all(Predicate<Placement> selected) {
    return each(selected, placement -> read(placement).earlier());
  }

  /**
   * The version so many back, of each placement that has so many.
   *
   * @param warnings get what has not
   * @throws ClovaException if none has, or a target is not reached
   */
  Map<Placement, Earlier> earlier(Predicate<Placement> selected, int back, List<Problem> warnings) {
    SortedMap<Placement, Optional<Earlier>> found = each(selected, at -> earlier(at, back));
    Map<Placement, Earlier> earlier = new TreeMap<>();
    found.forEach(
        (placement, version) ->
            version.ifPresentOrElse(
                there -> earlier.put(placement, there), () -> warnings.add(none(placement, back))));
    if (earlier.isEmpty()) {
      throw new ClovaException(
          found.keySet().stream().map(placement -> none(placement, back)).toList());
    }
    return earlier;
  }

  private static Problem none(Placement placement, int back) {
    return Problem.of(
        ProblemCode.NO_MATCH,
        back == 1
            ? "No earlier version of `%s` is kept.".formatted(placement)
            : "There are no %d earlier versions of `%s`.".formatted(back, placement),
        "`clova rollback %s --list` shows what there is.".formatted(placement.service()));
  }

  private Optional<Earlier> earlier(Placement placement, int back) {
    KeptVersions versions = read(placement);
    List<KeptVersion> all = versions.earlier();
    if (all.size() < back) {
      return Optional.empty();
    }
    KeptVersion version = all.get(back - 1);
    KeptVersions.Held held = versions.fetch(version, readByRuntimes(placement));
    return Optional.of(
        new Earlier(
            LocalTree.kept(placement.service(), version.tree(), held.files()),
            held.env().filter(env -> isDeclared(version)).map(EnvFile::values),
            held.env().filter(env -> EnvResource.ownMode(version.record()).isPresent()),
            version.record()));
  }

  private static boolean isDeclared(KeptVersion version) {
    PlacementRecord record = version.record();
    return record.resource(Address.of(record.placement(), EnvResource.KIND)).isPresent();
  }

  /** What a plan needs to read even where it does not change. */
  private Predicate<String> readByRuntimes(Placement placement) {
    ServiceDefinition service =
        Objects.requireNonNull(definitions.services().get(placement.service()));
    return path ->
        path.endsWith(".yml")
            || path.endsWith(".yaml")
            || (path.indexOf('/') < 0 && SystemdRuntime.isUnitName(path))
            || (service.runtime() instanceof RuntimeDefinition.Compose compose
                && compose.files().contains(path));
  }

  private KeptVersions read(Placement placement) {
    String target = placement.target();
    return KeptVersions.read(
        sessions.open(target).shell(),
        target,
        Objects.requireNonNull(targets.get(target)).root(),
        placement.service(),
        definitions.workspace().id());
  }

  private <T> SortedMap<Placement, T> each(
      Predicate<Placement> selected, Function<Placement, T> ask) {
    SortedMap<Placement, Future<T>> asked = new TreeMap<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      definitions.placements().stream()
          .filter(selected)
          .forEach(placement -> asked.put(placement, threads.submit(() -> ask.apply(placement))));
    }
    SortedMap<Placement, T> answers = new TreeMap<>();
    asked.forEach((placement, answer) -> answers.put(placement, result(answer)));
    return answers;
  }

  private static <T> T result(Future<T> answer) {
    try {
      return answer.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ClovaException refused) {
        throw refused;
      }
      throw new IllegalStateException("asking for versions", e.getCause());
    }
  }
}
