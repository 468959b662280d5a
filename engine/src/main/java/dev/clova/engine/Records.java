package dev.clova.engine;

import dev.clova.engine.definition.Definitions;
import dev.clova.engine.desired.DesiredTarget;
import dev.clova.engine.remote.Sessions;
import dev.clova.engine.remote.TargetLock;
import dev.clova.state.Address;
import dev.clova.state.ClovaException;
import dev.clova.state.LockHolder;
import dev.clova.state.Placement;
import dev.clova.state.PlacementRecord;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import dev.clova.state.State;
import dev.clova.state.StateFolder;
import dev.clova.state.WorkspaceLock;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What is recorded of the targets, for people to look at and to mend. The receipts on the targets
 * are the truth of it, so whatever is changed here is changed there too, as far as they are within
 * reach.
 */
public final class Records {

  private final Site site;
  private final Definitions definitions;

  Records(Site site, Definitions definitions) {
    this.site = site;
    this.definitions = definitions;
  }

  /**
   * The state as this controller has it, with what the journal says since.
   *
   * @throws ClovaException STATE_DAMAGED if it is damaged or lost
   */
  public State state() {
    return Memory.read(site.root(), id()).state();
  }

  /**
   * The recorded placements that a selection is about.
   *
   * @throws ClovaException NO_MATCH if nothing of the kind is declared or recorded
   */
  public List<Placement> select(State state, Selection selection) {
    return Selector.recorded(definitions, state, selection);
  }

  /** Whether the definitions still place it. */
  public boolean isDeclared(Placement placement) {
    return definitions.placements().contains(placement);
  }

  /**
   * What is recorded of the placement that an address names.
   *
   * @throws ClovaException NO_MATCH if that is nothing
   */
  public PlacementRecord find(State state, Address address) {
    return state.placement(address.placement()).orElseThrow(() -> unrecorded(address.placement()));
  }

  /**
   * Forgets placements. What is on the targets stays as it is; their receipts go, where they are
   * within reach, so that nobody finds them again.
   *
   * @return the targets that were not reached, by name, and why
   * @throws ClovaException if somebody else is at work, or it cannot be written
   */
  public SortedMap<String, Problem> forget(List<Placement> placements) {
    try (StateMending mending = StateMending.begin(site, id());
        Sessions sessions = sessions(mending.state())) {
      Claims claims = new Claims(sessions, id(), mending.holder());
      SortedMap<String, Problem> unreached = claims.give(mending.state(), placements);
      State state = mending.state();
      for (Placement placement : placements) {
        state = state.without(placement);
      }
      mending.save(state);
      return unreached;
    }
  }

  /**
   * Gives a placement another name. A service gets its new name on the target, too, so that has to
   * be within reach; a target's name stands in the receipt alone.
   *
   * @return why the receipt was not changed, if the target was not reached
   * @throws ClovaException if it is not recorded, the new name is taken, or the target refuses
   */
  public Optional<Problem> rename(Placement from, Placement to) {
    if (!definitions.targets().containsKey(to.target())) {
      throw refused(
          "There is no target `" + to.target() + "`.", "Define it first: `clova target list`.");
    }
    try (StateMending mending = StateMending.begin(site, id());
        Sessions sessions = sessions(mending.state())) {
      State state = mending.state();
      PlacementRecord old = state.placement(from).orElseThrow(() -> unrecorded(from));
      refuseRename(state, old, to);
      PlacementRecord renamed = old.renamed(to).withGeneration(old.generation() + 1);
      Claims claims = new Claims(sessions, id(), mending.holder());
      Claims.Renamed done = claims.rename(old, renamed, definitions.workspace().name(), site.who());
      mending.save(state.without(from).with(done.record()));
      return done.unreached();
    }
  }

  /**
   * Makes the state again from the receipts on all targets. What is not reached stays as it was
   * last known here. The file that was there before is kept.
   *
   * @throws ClovaException if somebody else is at work, or it cannot be written
   */
  public Rebuilt rebuild() {
    try (StateMending mending = StateMending.repair(site, id());
        Sessions sessions = sessions(mending.state())) {
      Rebuilt rebuilt =
          Rebuilding.of(sessions, targets(mending.state()), id(), mending.state(), mending.notes());
      return rebuilt.with(mending.save(rebuilt.state()));
    }
  }

  /**
   * Clears what a dead holder of the working directory's lock left behind.
   *
   * @return whose it was; empty if nobody held it
   * @throws ClovaException LOCKED if the holder lives
   */
  public Optional<LockHolder> unlock() {
    StateFolder folder = StateFolder.of(site.root());
    if (!folder.exists()) {
      return Optional.empty();
    }
    Optional<LockHolder> stale = WorkspaceLock.holder(folder);
    String id = stale.map(LockHolder::id).orElse("");
    return WorkspaceLock.clearStale(folder, id, StateMending.holder(site));
  }

  /**
   * Who holds the lock of a target.
   *
   * @throws ClovaException if there is no such target, or it is not reached
   */
  public TargetLock.Holding lockOn(String name) {
    State state = state();
    DesiredTarget target = targets(state).get(name);
    if (target == null) {
      throw new ClovaException(
          Problem.of(
              ProblemCode.NO_MATCH,
              "There is no target `" + name + "`.",
              "`clova target list` shows all targets."));
    }
    try (Sessions sessions = sessions(state)) {
      return Claims.holding(sessions, target);
    }
  }

  private String id() {
    return definitions.workspace().id();
  }

  private SortedMap<String, DesiredTarget> targets(State state) {
    return Ways.targets(site, definitions, state);
  }

  private Sessions sessions(State state) {
    return Ways.sessions(site, targets(state));
  }

  private static void refuseRename(State state, PlacementRecord old, Placement to) {
    if (state.placement(to).isPresent()) {
      throw refused(
          "`" + to + "` is recorded already.", "`clova state forget " + to + "` makes room.");
    }
    Placement from = old.placement();
    boolean sameService = from.service().equals(to.service());
    if (!sameService && !from.target().equals(to.target())) {
      throw refused(
          "`%s` and `%s` differ in both service and target.".formatted(from, to),
          "Rename one after the other.");
    }
    String runtime = old.runtime().name();
    if (!sameService && !runtime.equals("none") && !runtime.equals("command")) {
      throw refused(
          "`%s` runs on `%s`, which knows it by its old name there.".formatted(from, runtime),
          "`clova destroy %s` keeps its persistent data; move that by hand, then apply `%s`."
              .formatted(from, to));
    }
  }

  private static ClovaException unrecorded(Placement placement) {
    return new ClovaException(
        Problem.of(
            ProblemCode.NO_MATCH,
            "Nothing is recorded of `" + placement + "`.",
            "`clova state list` shows all that is."));
  }

  private static ClovaException refused(String detail, String hint) {
    return new ClovaException(Problem.of(ProblemCode.REFUSED, detail, hint));
  }
}
