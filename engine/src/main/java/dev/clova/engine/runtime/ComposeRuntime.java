package dev.clova.engine.runtime;

import dev.clova.engine.kind.Changes;
import dev.clova.engine.kind.EnvResource;
import dev.clova.engine.kind.Finding;
import dev.clova.engine.kind.Sight;
import dev.clova.engine.remote.Question;
import dev.clova.engine.remote.ScriptText;
import dev.clova.engine.step.Action;
import dev.clova.state.Address;
import dev.clova.state.Attributes;
import dev.clova.state.CannotTell;
import dev.clova.state.Placement;
import dev.clova.state.PlacementRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A service that runs as a project of Docker Compose, named after the service.
 *
 * <pre>{@code
 * [compose]
 * file           = ["compose.yml"]   # default: found as Compose itself finds it
 * profiles       = ["debug"]
 * pull           = "missing"
 * build          = false
 * remove_orphans = true
 * }</pre>
 *
 * <p>Plans {@code start}, {@code restart}, {@code update}, {@code stop} or {@code remove
 * blog@vps:run/compose}, with a line for each service of the project that it touches. What would be
 * recreated is Compose's own answer on the target, to a definition that is not in place yet; what a
 * container has mounted, and is about to change, restarts that container.
 */
public final class ComposeRuntime implements RuntimeResource {

  private static final String NAME = "run/compose";

  private final Placement placement;
  private final boolean running;
  private final Optional<ComposeProject> declared;
  private final ComposeProject project;
  private final boolean purges;
  private final OnChange onChange;
  private final Attributes images;

  private ComposeRuntime(
      Placement placement,
      boolean running,
      Optional<ComposeProject> declared,
      ComposeProject project,
      boolean purges,
      OnChange onChange,
      Attributes images) {
    this.images = images;
    this.placement = placement;
    this.running = running;
    this.declared = declared;
    this.project = project;
    this.purges = purges;
    this.onChange = onChange;
  }

  /**
   * The runtime as it is declared.
   *
   * @param images what a record remembers of the images that are to run again; none: those that the
   *     definition's names mean now
   */
  public static ComposeRuntime of(
      Placement placement,
      boolean running,
      ComposeProject project,
      OnChange onChange,
      Attributes images) {
    return new ComposeRuntime(
        placement, running, Optional.of(project), project, false, onChange, images);
  }

  /**
   * The runtime as a receipt remembers it, for a placement that is no longer declared.
   *
   * @param purge whether its named volumes go, too
   */
  public static ComposeRuntime recalled(PlacementRecord record, boolean purge) {
    ComposeProject project =
        new ComposeProject(
            record.runtime().attributes().get("project").orElse(record.placement().service()),
            List.of(),
            List.of(),
            "never",
            false,
            false,
            new ComposeProject.Env.None(),
            new ComposeReferences(List.of(), false));
    return new ComposeRuntime(
        record.placement(),
        true,
        Optional.empty(),
        project,
        purge,
        new OnChange(List.of()),
        Attributes.none());
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Attributes attributes() {
    return project.attributes();
  }

  @Override
  public List<Question> look(Optional<PlacementRecord> known) {
    ComposeCalls calls = new ComposeCalls(project);
    if (declared.isEmpty()) {
      return calls.lookAtWhatRuns();
    }
    boolean leavesEnv =
        project.env() instanceof ComposeProject.Env.None
            && known
                .filter(r -> r.resource(Address.of(placement, EnvResource.KIND)).isPresent())
                .isPresent();
    return calls.look(leavesEnv);
  }

  @Override
  public Finding judge(Sight sight, Changes changes) {
    ComposeAnswer seen = ComposeAnswer.read(sight.answer());
    Optional<CannotTell> obstacle = new ComposeObstacles(placement).of(seen, project);
    if (obstacle.isPresent()) {
      return Finding.blocked(obstacle.get());
    }
    ComposeWork work = new ComposeWork(placement, project, seen, remembered(sight, seen));
    switch (sight.demand()) {
      case STOP -> {
        return work.stop();
      }
      case RUN -> {
        return isFine(seen, sight) ? work.nothing() : work.start();
      }
      case RESTART -> {
        return work.restart();
      }
      case RELOAD -> {
        boolean isUp = seen.containers().stream().anyMatch(ComposeContainer::isAlive);
        return isUp ? work.restart() : Finding.none();
      }
      case AS_DECLARED -> {
        if (!running) {
          return work.stop();
        }
      }
    }
    return converge(sight, changes, seen, work);
  }

  private Finding converge(Sight sight, Changes changes, ComposeAnswer seen, ComposeWork work) {
    boolean isResolved = seen.definition().isPresent() && seen.definition().getAsInt() == 0;
    boolean isUnsure = changes.isFresh() && project.others().isAny();
    if (!isResolved
        && seen.definition().isPresent()
        && !isUnsure
        && project.readBeside(changes).isEmpty()) {
      return Finding.blocked(
          new ComposeObstacles(placement).refusal(project.withoutSecrets(seen.said())));
    }
    FormerImages former = new FormerImages(images, seen);
    ComposeVerdict verdict =
        former.added(ComposeComparison.of(placement, project, seen, sight, changes, onChange));
    boolean isFirst = changes.isFresh() || sight.recorded().isEmpty();
    Finding finding =
        work.converge(
            verdict,
            former,
            isFirst,
            !isResolved && !seen.settled(),
            onChange.to(changes.files()),
            sight.unfinished());
    return seen.onlyLooked() ? finding.with(new ComposeObstacles(placement).withheld()) : finding;
  }

  @Override
  public Finding retire(Sight sight) {
    ComposeAnswer seen = ComposeAnswer.read(sight.answer());
    Optional<CannotTell> obstacle = new ComposeObstacles(placement).ofDocker(seen);
    if (obstacle.isPresent()) {
      return seen.wasAsked() ? Finding.blocked(obstacle.get()) : Finding.none();
    }
    return new ComposeWork(placement, project, seen, Attributes.none()).remove(purges);
  }

  @Override
  public List<Question> use() {
    return List.of(
        Question.preparing(ScriptText.USE), Question.of("used_project", List.of(project.name())));
  }

  @Override
  public List<Action> again(Sight sight, PlacementRecord before) {
    ComposeAnswer seen = ComposeAnswer.read(sight.answer());
    ComposeProject earlier = project.recalled(before.runtime().attributes());
    Attributes then =
        before.resource(Address.of(placement, "run", "compose")).orElse(Attributes.none());
    return new ComposeWork(placement, earlier, seen, then).again(new FormerImages(then, seen));
  }

  @Override
  public Undoing undo() {
    return new Undoing(List.of(unseen().end()), List.of());
  }

  @Override
  public Undoing down(PlacementRecord before) {
    return new Undoing(List.of(unseen().halt()), List.of());
  }

  private ComposeWork unseen() {
    return new ComposeWork(
        placement, project, ComposeAnswer.read(Sight.Answer.NONE), Attributes.none());
  }

  /** Its containers stay as they are, but nothing starts them again; their policies are kept. */
  @Override
  public Optional<Leaving> leave(Sight sight) {
    ComposeAnswer seen = ComposeAnswer.read(sight.answer());
    return Optional.of(new ComposeWork(placement, project, seen, Attributes.none()).leave(purges));
  }

  @Override
  public RunStatus status(Sight sight) {
    ComposeAnswer seen = ComposeAnswer.read(sight.answer());
    Optional<CannotTell> obstacle = new ComposeObstacles(placement).ofDocker(seen);
    if (obstacle.isPresent()) {
      return new RunStatus(
          new RunState.Unknown(obstacle.get().why(), obstacle.get().needed()),
          Optional.empty(),
          "");
    }
    List<ComposeContainer> own = own(seen);
    Optional<Instant> since =
        own.stream().flatMap(c -> c.since().stream()).max(Comparator.naturalOrder());
    return new RunStatus(state(seen, sight), since, detail(own, absent(seen)));
  }

  private static RunState state(ComposeAnswer seen, Sight sight) {
    List<ComposeContainer> own = own(seen);
    if (own.isEmpty()) {
      return new RunState.Absent();
    }
    List<ComposeContainer> failed = own.stream().filter(ComposeContainer::hasFailed).toList();
    if (!failed.isEmpty()) {
      return new RunState.Failed(detail(failed, List.of()));
    }
    return isFine(seen, sight) ? new RunState.Running() : new RunState.Stopped();
  }

  private static boolean isFine(ComposeAnswer seen, Sight sight) {
    List<ComposeContainer> own = own(seen);
    return absent(seen).isEmpty()
        && !own.isEmpty()
        && own.stream().allMatch(c -> ComposeComparison.isFine(c, seen, sight.remembered()));
  }

  /** Containers of services that the definition has. */
  private static List<ComposeContainer> own(ComposeAnswer seen) {
    return seen.containers().stream()
        .filter(c -> seen.services().isEmpty() || seen.services().containsKey(c.service()))
        .sorted(Comparator.comparing(ComposeContainer::name))
        .toList();
  }

  /** Services of the definition of which there is no container. */
  private static List<String> absent(ComposeAnswer seen) {
    return seen.services().keySet().stream()
        .filter(name -> seen.containers().stream().noneMatch(c -> c.service().equals(name)))
        .toList();
  }

  private static String detail(List<ComposeContainer> containers, List<String> absent) {
    List<String> parts = new ArrayList<>();
    containers.forEach(c -> parts.add(c.service() + " " + c.describe()));
    absent.forEach(name -> parts.add(name + " has no container"));
    return String.join(", ", parts);
  }

  /** What is known of the images and volumes by now; after an apply the target tells it anew. */
  private static Attributes remembered(Sight sight, ComposeAnswer seen) {
    Attributes all = sight.remembered();
    for (ComposeContainer container : seen.containers()) {
      String name = "image:" + container.service();
      String image = container.image() + " " + container.imageId();
      if (!all.get(name).orElse("").startsWith(image)) {
        all = all.with(name, image);
      }
    }
    return all;
  }
}
