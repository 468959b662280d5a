package dev.clova.engine;

import dev.clova.engine.applying.ApplyEvent;
import dev.clova.engine.definition.DefinitionReader;
import dev.clova.engine.definition.Definitions;
import dev.clova.state.ClovaException;
import dev.clova.state.PlanFolder;
import dev.clova.state.StateFolder;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Clova without its command line: the table of contents.
 *
 * <p>Definitions are read, spread over the targets, compared with what the targets have and with
 * what was left there; the difference is a plan; applying carries it out and records it.
 */
public final class Engine {

  private final Site site;

  /** An engine for one working directory. */
  public Engine(Site site) {
    this.site = site;
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
    try (Run run = Run.begin(site, validate(), request)) {
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
    try (Run run = Run.begin(site, validate(), request.plan())) {
      return new Apply(site, run, request, events).run(approval);
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
    Run run = Run.begin(site, validate(), PlanRequest.of(selection), interest);
    return new Watch(site.clock(), run, interval, () -> run.with(validate()));
  }

  private FleetView view(Selection selection, Interest interest, Consumer<ApplyEvent> events) {
    try (Run run = Run.begin(site, validate(), PlanRequest.of(selection), interest)) {
      Run.Look look = run.look(events);
      return run.view(look, look.recorded(run.memory().state()), new TreeMap<>());
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
        List.copyOf(relocations.concerned(definitions)));
  }

  /**
   * Definition files with services on other targets.
   *
   * @param files as they are to be
   * @param services those that move, and those that speak of them
   */
  public record Relocated(List<FileChange> files, List<String> services) {

    /** Copies its lists. */
    public Relocated {
      files = List.copyOf(files);
      services = List.copyOf(services);
    }
  }

  private String newId() {
    byte[] bytes = new byte[10];
    site.randomness().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
