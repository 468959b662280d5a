package dev.clova.engine;

import dev.clova.engine.applying.ApplyEvent;
import dev.clova.engine.definition.DefinitionReader;
import dev.clova.engine.definition.Definitions;
import dev.clova.engine.definition.PolicyDefinition;
import dev.clova.engine.definition.SimilarNames;
import dev.clova.engine.desired.DesiredTarget;
import dev.clova.engine.desired.Targets;
import dev.clova.engine.live.CommandListener;
import dev.clova.engine.live.CommandResult;
import dev.clova.engine.live.LogListener;
import dev.clova.engine.policy.PolicyCase;
import dev.clova.engine.policy.Verdict;
import dev.clova.engine.remote.RemoteTerminal;
import dev.clova.engine.transport.Endpoint;
import dev.clova.state.ApplyRecord;
import dev.clova.state.ClovaException;
import dev.clova.state.ContentChange;
import dev.clova.state.Placement;
import dev.clova.state.Plan;
import dev.clova.state.PlanFolder;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import dev.clova.state.Receipt;
import dev.clova.state.Revision;
import dev.clova.state.Risk;
import dev.clova.state.State;
import dev.clova.state.StateFolder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Clova without its command line: the table of contents.
 *
 * <p>Definitions are read, spread over the targets, compared with what the targets have and with
 * what was left there; the difference is a plan; applying carries it out and records it.
 */
public final class Engine {

  /** Long enough for the counts of processors to say something. */
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  private final Site site;
  private final Outside outside;

  /** An engine for one working directory, which alone decides. */
  public Engine(Site site) {
    this(site, Outside.NOTHING);
  }

  /** An engine for one working directory, with what was decided outside of it. */
  public Engine(Site site, Outside outside) {
    this.site = site;
    this.outside = outside;
  }

  /**
   * Reads and checks the definitions, without a target.
   *
   * @throws ClovaException with everything that is wrong with them
   */
  public Definitions validate() {
    return DefinitionReader.read(site.root(), site.version(), this::newId);
  }

  /**
   * Makes a plan; changes nothing anywhere.
   *
   * @param events is told what happens while targets are looked at, from many threads
   */
  public PlanResult plan(PlanRequest request, Consumer<ApplyEvent> events) {
    try (Run run = Run.begin(site, outside, validate(), request)) {
      PlanResult result = run.result(run.look(events));
      new PlanFolder(StateFolder.of(site.root())).keep(result.plan());
      return result;
    }
  }

  /**
   * Makes a plan and carries it out if it is approved.
   *
   * @param approval sees the plan and says whether to go on
   * @param events is told what happens, from many threads
   * @throws ClovaException if the plan is stale, refused, not approved, or nothing could be begun
   */
  public ApplyReport apply(
      ApplyRequest request, Predicate<PlanResult> approval, Consumer<ApplyEvent> events) {
    if (outside.isUntrusted()) {
      throw new ClovaException(
          Problem.of(
              ProblemCode.REFUSED,
              "This run is untrusted, and so it changes nothing.",
              "Apply what somebody has looked at, without `CLOVA_UNTRUSTED`."));
    }
    if (!request.plan().refresh()) {
      throw new IllegalArgumentException("nothing is applied without a look");
    }
    try (Run run = begin(request)) {
      return new Apply(site, run, request, events).run(approval);
    }
  }

  /**
   * In what the plan of now differs from an earlier one.
   *
   * @return what differs; empty if they are one plan
   */
  public static List<Movement> difference(Plan then, Plan now) {
    return PlanDifference.between(then, now);
  }

  /** The rules that a plan has to keep, by the file that they are written in. */
  public List<PolicyDefinition> rules() {
    Definitions definitions = validate();
    return rules(definitions, Memory.read(site.root(), definitions.workspace().id())).all();
  }

  /** What the rules say of a saved plan, without looking at a target. */
  public List<Verdict> judge(Plan saved, Set<Risk> allowed) {
    Definitions definitions = validate();
    Memory memory = Memory.read(site.root(), definitions.workspace().id());
    Rules rules = rules(definitions, memory);
    Set<Placement> removed = Basis.removed(saved);
    Set<Placement> recorded = new TreeSet<>(memory.state().placements().keySet());
    recorded.addAll(removed);
    return rules.verdicts(
        new PolicyCase(
            saved,
            saved.id(),
            removed,
            recorded.size(),
            allowed,
            rules.approved(),
            site.clock().instant(),
            rules::matching));
  }

  private Rules rules(Definitions definitions, Memory memory) {
    return Rules.of(definitions, outside, new Selector(definitions, memory.state()));
  }

  private Run begin(ApplyRequest request) {
    try {
      return Run.begin(site, outside, validate(), request.plan());
    } catch (ClovaException e) {
      boolean isGone = e.problems().getFirst().code() == ProblemCode.NO_MATCH;
      throw isGone && request.claim().isPresent() ? Staleness.gone(request.claim().get()) : e;
    }
  }

  /**
   * How services are on their targets, with what a plan would change; changes nothing anywhere.
   *
   * @param selection which services and targets
   * @param events is told what happens while targets are looked at, from many threads
   */
  public FleetView status(Selection selection, Consumer<ApplyEvent> events) {
    return view(selection, Interest.STATUS, events);
  }

  /**
   * How targets themselves are, also those on which there is no service.
   *
   * @param selection which targets
   * @param events is told what happens while targets are looked at, from many threads
   */
  public FleetView targets(Selection selection, Consumer<ApplyEvent> events) {
    return view(selection, Interest.TARGETS, events);
  }

  /**
   * What services use of their targets: looks twice, with a second between. Changes nothing
   * anywhere, and leaves nothing running.
   *
   * @param selection which services and targets
   * @param events is told what happens while targets are looked at, from many threads
   */
  public FleetView top(Selection selection, Consumer<ApplyEvent> events) {
    PlanRequest request = PlanRequest.of(selection);
    try (Run run = Run.begin(site, outside, validate(), request, Interest.TOP)) {
      Run.Look first = run.look(events);
      State known = first.recorded(run.memory().state());
      try {
        Thread.sleep(BETWEEN_LOOKS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      Run.Look second = run.lookAgain(known);
      return run.view(second, second.recorded(known), new TreeMap<>(), first.observed().targets());
    }
  }

  /**
   * Goes on looking at what services use, until it is closed.
   *
   * @param selection which services and targets
   * @param interval from the beginning of one look at a target to that of the next
   */
  public Watch watchTop(Selection selection, Duration interval) {
    return watch(selection, Interest.TOP, interval);
  }

  /**
   * Goes on looking at services, until it is closed.
   *
   * @param selection which services and targets
   * @param interval from the beginning of one look at a target to that of the next
   */
  public Watch watchStatus(Selection selection, Duration interval) {
    return watch(selection, Interest.STATUS, interval);
  }

  /**
   * Goes on looking at targets, until it is closed.
   *
   * @param selection which targets
   * @param interval from the beginning of one look at a target to that of the next
   */
  public Watch watchTargets(Selection selection, Duration interval) {
    return watch(selection, Interest.TARGETS, interval);
  }

  private Watch watch(Selection selection, Interest interest, Duration interval) {
    Run run = Run.begin(site, outside, validate(), PlanRequest.of(selection), interest);
    return new Watch(site.clock(), run, interval, () -> run.with(validate()));
  }

  private FleetView view(Selection selection, Interest interest, Consumer<ApplyEvent> events) {
    try (Run run = Run.begin(site, outside, validate(), PlanRequest.of(selection), interest)) {
      Run.Look look = run.look(events);
      return run.view(look, look.recorded(run.memory().state()), new TreeMap<>(), Map.of());
    }
  }

  /** What is recorded, and the mending of it. */
  public Records records() {
    return new Records(site, validate());
  }

  /** The targets themselves. */
  public TargetChecks targetChecks() {
    return new TargetChecks(site, validate());
  }

  /**
   * What services on other targets change in the definition files, and whom it concerns. Writes
   * nothing.
   */
  public Relocated relocate(Relocations relocations) {
    Definitions definitions = validate();
    return new Relocated(
        relocations.files(site.root(), definitions),
        List.copyOf(relocations.concerned(site.root(), definitions)),
        Optional.empty());
  }

  /**
   * What another name for a service changes in the working directory, and whom it concerns. Writes
   * nothing.
   *
   * @throws ClovaException if there is no such service, or the name cannot be its
   */
  public Relocated rename(String old, String name) {
    return Renaming.of(site.root(), validate(), old, name);
  }

  /**
   * The working directory with services on other targets, or with other names.
   *
   * @param changes in the order in which they are made
   * @param services those that move, and those that speak of them
   * @param renamed the new name of the one that gets another; then all changes belong together
   */
  public record Relocated(
      List<DefinitionChange> changes, List<String> services, Optional<String> renamed) {

    /** Copies its lists. */
    public Relocated {
      changes = List.copyOf(changes);
      services = List.copyOf(services);
    }
  }

  /**
   * Runs a command on targets, at once.
   *
   * @param listener hears what it prints and how it ends, from many threads
   * @return results by target, in the order of the targets' names
   */
  public List<CommandResult> run(RunRequest request, CommandListener listener) {
    try (Reach reach = Reach.of(site, validate())) {
      return new RunOnTargets(site, reach).run(request, listener);
    }
  }

  /**
   * Runs a command in a service.
   *
   * @param listener hears what it prints, from other threads
   * @throws ClovaException if there is no such service, or its target is not reached
   */
  public CommandResult exec(ExecRequest request, CommandListener listener) {
    try (Reach reach = Reach.of(site, validate())) {
      return new InService(site, reach, request).run(listener);
    }
  }

  /**
   * Runs a command in a service on a terminal there.
   *
   * @param session talks to it until it ends, and gives what is asked for of it
   * @throws ClovaException if there is no such service, or its target is not reached
   */
  public <T> T exec(
      ExecRequest request, RemoteTerminal.Screen screen, Function<RemoteTerminal, T> session) {
    try (Reach reach = Reach.of(site, validate());
        RemoteTerminal terminal = new InService(site, reach, request).start(screen)) {
      return session.apply(terminal);
    }
  }

  /**
   * Streams the logs of placements, until they end or nobody wants more.
   *
   * @param listener hears the lines, in the order of time
   * @return why some could not be read
   */
  public List<Problem> logs(LogRequest request, LogListener listener) {
    try (Reach reach = Reach.of(site, validate())) {
      return new LogStream(site.clock(), reach, request, listener).run();
    }
  }

  /**
   * Makes a plan to look at, which is not kept; changes nothing anywhere.
   *
   * @param events is told what happens while targets are looked at, from many threads
   */
  public PlanResult compare(PlanRequest request, Consumer<ApplyEvent> events) {
    try (Run run = Run.begin(site, outside, validate(), request)) {
      return run.result(run.look(events));
    }
  }

  /**
   * Finds all that is not on the targets as Clova left it, also what a plan would not touch.
   *
   * @param events is told what happens while targets are looked at, from many threads
   */
  public DriftReport drift(PlanRequest request, Consumer<ApplyEvent> events) {
    try (Run run = Run.begin(site, outside, validate(), request)) {
      return Drifting.of(run, run.look(events));
    }
  }

  /**
   * Takes what a target has of a file over into the repository.
   *
   * @param address the file's address
   * @param approval sees how the file here changes and says whether to go on
   * @return how it changed
   * @throws ClovaException if it is no plain text of a defined service, or it was not approved
   */
  public ContentChange accept(String address, Predicate<ContentChange> approval) {
    try (Reach reach = Reach.of(site, validate())) {
      return new Accepting(reach).accept(address, approval);
    }
  }

  /**
   * What would be sent of a service.
   *
   * @param placement {@code SERVICE} or {@code SERVICE@TARGET}; of several, the first counts
   */
  public ServiceFiles files(String placement) {
    return new Preview(site, validate(), placement).files();
  }

  /**
   * Files as a target would have them, by path; secret values are masked.
   *
   * @param placement {@code SERVICE} or {@code SERVICE@TARGET}; of several, the first counts
   * @param path one of them; empty: all that are made from templates, and the env
   */
  public Map<String, String> render(String placement, Optional<String> path) {
    return new Preview(site, validate(), placement).texts(path);
  }

  /**
   * What was applied.
   *
   * @param onTargets whether the targets are asked for their receipts, too
   */
  public Past history(Selection selection, boolean onTargets) {
    try (Reach reach = Reach.of(site, validate())) {
      return new PastReading(reach).read(selection, onTargets);
    }
  }

  /**
   * What services can go back to, as their targets have kept it.
   *
   * @throws ClovaException if a target is not reached
   */
  public List<EarlierVersion> versions(Selection selection) {
    try (Reach reach = Reach.of(site, validate())) {
      Set<Placement> selected = reach.placements(selection);
      Map<String, Optional<Revision>> revisions = new HashMap<>();
      reach
          .memory()
          .state()
          .history()
          .forEach(apply -> revisions.put(apply.id(), apply.revision()));
      List<EarlierVersion> versions = new ArrayList<>();
      reach
          .versions()
          .all(selected::contains)
          .forEach(
              (placement, kept) -> {
                for (int i = 0; i < kept.size(); i++) {
                  Receipt receipt = kept.get(i).receipt();
                  versions.add(
                      new EarlierVersion(
                          placement,
                          i + 1,
                          receipt,
                          revisions.getOrDefault(receipt.operation(), Optional.empty())));
                }
              });
      return versions;
    }
  }

  /**
   * An apply of the past.
   *
   * @param id its name, or the beginning of it
   * @throws ClovaException if there is none
   */
  public ApplyRecord applied(String id) {
    try (Reach reach = Reach.of(site, validate())) {
      return new PastReading(reach).find(id);
    }
  }

  /**
   * How a target is reached.
   *
   * @throws ClovaException if there is no such target
   */
  public Endpoint endpoint(String target) {
    Definitions definitions = validate();
    DesiredTarget known = Targets.of(definitions, site.home()).get(target);
    if (known == null) {
      String near = SimilarNames.didYouMean(target, definitions.targets().keySet());
      throw new ClovaException(
          Problem.of(
              ProblemCode.NO_MATCH,
              "There is no target `" + target + "`.",
              near.isEmpty() ? "Targets are defined in `clova.toml`." : near));
    }
    return known.endpoint();
  }

  private String newId() {
    byte[] bytes = new byte[10];
    site.randomness().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
