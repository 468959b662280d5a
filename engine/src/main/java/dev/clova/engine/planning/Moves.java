package dev.clova.engine.planning;

import dev.clova.engine.desired.DesiredPlacement;
import dev.clova.engine.desired.DesiredState;
import dev.clova.engine.observed.Observed;
import dev.clova.engine.observed.ServiceView;
import dev.clova.engine.observed.TargetView;
import dev.clova.state.Address;
import dev.clova.state.Away;
import dev.clova.state.CannotTell;
import dev.clova.state.Placement;
import dev.clova.state.PlacementRecord;
import dev.clova.state.Risk;
import dev.clova.state.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which services go from one target to another: those that are no longer declared where their data
 * is, and newly declared elsewhere, or under another name. Whose data counts is told by the
 * receipts alone: a placement that has a receipt is a home, unless that receipt says that the
 * service went away and the place that it went to became its home.
 */
final class Moves {

  private final DesiredState desired;
  private final Observed observed;
  private final SortedMap<Placement, PlacementRecord> records = new TreeMap<>();
  private final SortedMap<String, SortedSet<Placement>> homes = new TreeMap<>();
  private final SortedMap<Placement, Placement> sources = new TreeMap<>();
  private final SortedMap<Placement, CannotTell> obstacles = new TreeMap<>();
  private final SortedMap<Placement, Away> kept = new TreeMap<>();
  private final SortedSet<String> inTheWay = new TreeSet<>();
  private final SortedMap<Placement, Placement> unconfirmed = new TreeMap<>();
  private final List<String> notes = new ArrayList<>();

  private Moves(DesiredState desired, Observed observed) {
    this.desired = desired;
    this.observed = observed;
  }

  static Moves of(DesiredState desired, Observed observed, State state, PlanningRequest request) {
    Moves moves = new Moves(desired, observed);
    observed.targets().forEach(moves::read);
    TreeSet<String> services = new TreeSet<>();
    moves.records.keySet().forEach(placement -> services.add(placement.service()));
    state.placements().keySet().forEach(placement -> services.add(placement.service()));
    services.addAll(desired.renames().keySet());
    desired.placements().keySet().forEach(placement -> services.add(placement.service()));
    services.forEach(service -> moves.homes.put(service, moves.homes(service, request)));
    services.forEach(service -> moves.pair(service, state, request));
    return moves;
  }

  /** Where the service of this placement comes from; empty if it does not move here. */
  Optional<Placement> source(Placement placement) {
    return Optional.ofNullable(sources.get(placement));
  }

  /** Whether the service leaves this placement for another. */
  boolean isSource(Placement placement) {
    return sources.containsValue(placement);
  }

  /** What this service is to be called on the same target; empty if it keeps its name or leaves. */
  Optional<Placement> renamed(Placement placement) {
    return sources.entrySet().stream()
        .filter(move -> move.getValue().equals(placement))
        .map(move -> move.getKey())
        .filter(to -> to.target().equals(placement.target()))
        .findFirst();
  }

  /** Why nothing may be done to it before something else is settled. */
  Optional<CannotTell> obstacle(Placement placement) {
    return Optional.ofNullable(obstacles.get(placement));
  }

  /** Where the service of this placement may be at home, once a change there is confirmed. */
  Optional<Placement> unconfirmed(Placement placement) {
    return Optional.ofNullable(unconfirmed.get(placement));
  }

  /** Whether something waits for this target, which was not reached. */
  boolean isInTheWay(String target) {
    return inTheWay.contains(target);
  }

  /** What is left of a service that has moved on, stopped. */
  Optional<Away> kept(Placement placement) {
    return Optional.ofNullable(kept.get(placement));
  }

  /** Until when that stays; empty: until somebody finishes the move. */
  Optional<Instant> keptUntil(Placement placement) {
    return kept(placement)
        .flatMap(
            away ->
                Optional.ofNullable(desired.keeps().get(away.to().service()))
                    .map(keep -> away.since().plus(keep)));
  }

  /**
   * When a service leaves a place: now, but after all that its receipts tell of earlier moves, in
   * whatever order the clocks of those were that made them. Which place is the home rests on it.
   */
  Instant since(Placement from, Placement to, Instant now) {
    Set<String> names = new TreeSet<>(List.of(from.service(), to.service()));
    return records.values().stream()
        .flatMap(
            record ->
                Away.of(record)
                    .filter(
                        away ->
                            names.contains(record.placement().service())
                                || names.contains(away.to().service()))
                    .stream())
        .map(away -> away.since().plusMillis(1))
        .filter(earliest -> earliest.isAfter(now))
        .max(Comparator.naturalOrder())
        .orElse(now);
  }

  List<String> notes() {
    return notes;
  }

  private void read(String target, TargetView view) {
    if (view instanceof TargetView.Reached reached) {
      reached
          .services()
          .forEach(
              (service, seen) ->
                  record(seen).ifPresent(r -> records.put(new Placement(service, target), r)));
    }
  }

  private Optional<PlacementRecord> record(ServiceView seen) {
    boolean ours =
        seen.receipt().filter(r -> r.workspaceId().equals(desired.workspaceId())).isPresent();
    return seen.record().filter(record -> ours);
  }

  private SortedSet<Placement> homes(String service, PlanningRequest request) {
    SortedSet<Placement> wanted = wanted(service, request);
    SortedSet<Placement> homes = new TreeSet<>();
    for (Placement placement : placements(service)) {
      Optional<Away> away = Away.of(Objects.requireNonNull(records.get(placement)));
      if (away.isEmpty()) {
        homes.add(placement);
        continue;
      }
      Placement to = away.get().to();
      if (!(observed.targets().get(to.target()) instanceof TargetView.Reached)) {
        if (wanted.contains(placement)) {
          obstacles.put(placement, gone(placement, to));
        } else {
          kept.put(placement, away.get());
        }
      } else if (arrived(to, away.get())) {
        keep(placement, away.get(), to, wanted);
      } else {
        homes.add(placement);
      }
    }
    return homes;
  }

  private SortedSet<Placement> wanted(String service, PlanningRequest request) {
    SortedSet<Placement> wanted = new TreeSet<>();
    if (request.intent() == Intent.CONVERGE) {
      desired.placements().values().stream()
          .filter(placement -> placement.placement().service().equals(service))
          .filter(placement -> !placement.absent())
          .map(DesiredPlacement::placement)
          .filter(request.selected())
          .forEach(p -> wanted.add(p));
    }
    return wanted;
  }

  private List<Placement> placements(String service) {
    return records.keySet().stream().filter(p -> p.service().equals(service)).toList();
  }

  /** Whether the new place was a home after the old one was left, even if it was left since. */
  private boolean arrived(Placement to, Away left) {
    PlacementRecord there = records.get(to);
    return there != null
        && Away.of(there).map(away -> away.since().isAfter(left.since())).orElse(true);
  }

  private void keep(Placement placement, Away away, Placement to, SortedSet<Placement> wanted) {
    if (!wanted.contains(placement)) {
      kept.put(placement, away);
    } else if (wanted.contains(to)) {
      obstacles.put(
          placement,
          new CannotTell(
              Address.of(placement),
              "it still has the copy of before the service moved to `%s`".formatted(to.target()),
              "`clova move --finish %s`, which removes that copy".formatted(placement.service())));
    }
  }

  private static CannotTell gone(Placement placement, Placement to) {
    return new CannotTell(
        Address.of(placement),
        "the service moved to `%s`, where its data may be newer, and which was not reached"
            .formatted(to.target()),
        "`" + to.target() + "` declared and within reach");
  }

  private void pair(String service, State state, PlanningRequest request) {
    SortedSet<Placement> wanted = wanted(service, request);
    SortedSet<Placement> here = homes.getOrDefault(service, new TreeSet<>());
    SortedSet<Placement> left = new TreeSet<>(here);
    Optional<String> before = Optional.ofNullable(desired.renames().get(service));
    before.ifPresent(old -> left.addAll(homes.getOrDefault(old, new TreeSet<>())));
    left.removeAll(wanted);
    left.removeIf(placement -> !request.selected().test(placement));
    SortedSet<Placement> came = new TreeSet<>(wanted);
    came.removeAll(here);
    came.removeAll(obstacles.keySet());
    came.removeIf(
        placement -> !(observed.targets().get(placement.target()) instanceof TargetView.Reached));
    for (Placement lost : comingTo(wanted, state)) {
      left.forEach(placement -> obstacles.put(placement, waiting(placement, lost)));
      if (!left.isEmpty()) {
        came.forEach(placement -> obstacles.put(placement, waiting(placement, lost)));
        return;
      }
    }
    if (came.isEmpty()) {
      return;
    }
    for (Placement open : unconfirmed(service, before)) {
      came.forEach(placement -> unconfirmed.put(placement, open));
      return;
    }
    for (Placement aside : leftAside(service, before, state, request)) {
      came.forEach(placement -> obstacles.put(placement, aside(placement, aside)));
      return;
    }
    for (Placement lost : lost(service, before, wanted, state)) {
      came.forEach(placement -> obstacles.put(placement, lost(placement, lost)));
      return;
    }
    for (String target : unseen(service, before, state, request)) {
      came.forEach(placement -> obstacles.put(placement, unseen(placement, target)));
      inTheWay.add(target);
      return;
    }
    for (Placement from : List.copyOf(left)) {
      Away.of(Objects.requireNonNull(records.get(from)))
          .map(Away::to)
          .or(() -> Optional.of(new Placement(service, from.target())))
          .filter(to -> came.remove(to))
          .ifPresent(
              to -> {
                left.remove(from);
                sources.put(to, from);
              });
    }
    if (left.size() == came.size()) {
      List<Placement> from = List.copyOf(left);
      List<Placement> to = List.copyOf(came);
      for (int i = 0; i < to.size(); i++) {
        sources.put(to.get(i), from.get(i));
      }
    } else if (!left.isEmpty() && !came.isEmpty()) {
      notes.add(
          "`%s` leaves %s and comes to %s: which data goes where cannot be told, so none is carried, and what is left behind keeps its data. Move one at a time: `clova move %s --from A --to B`."
              .formatted(service, targets(left), targets(came), service));
    }
  }

  /** Where the service is, though it is declared there no more, and the plan is not about it. */
  private List<Placement> leftAside(
      String service, Optional<String> before, State state, PlanningRequest request) {
    SortedSet<Placement> aside = new TreeSet<>(homes.getOrDefault(service, new TreeSet<>()));
    before.ifPresent(old -> aside.addAll(homes.getOrDefault(old, new TreeSet<>())));
    state.placements().values().stream()
        .filter(record -> record.placement().service().equals(service))
        .filter(record -> mayBeHome(record, state))
        .forEach(record -> aside.add(record.placement()));
    aside.removeAll(desired.declared());
    aside.removeIf(request.selected());
    return List.copyOf(aside);
  }

  /** Where the service is yet to come, on targets that were not reached. */
  private List<Placement> comingTo(SortedSet<Placement> wanted, State state) {
    return wanted.stream()
        .filter(p -> observed.targets().get(p.target()) instanceof TargetView.Lost)
        .filter(p -> state.placement(p).filter(record -> mayBeHome(record, state)).isEmpty())
        .toList();
  }

  private static CannotTell waiting(Placement placement, Placement lost) {
    return new CannotTell(
        Address.of(placement),
        "the service leaves, perhaps for `%s`, which was not reached".formatted(lost.target()),
        "`" + lost.target() + "` within reach");
  }

  /** Where a change of the service waits for a new connection, and is no longer declared. */
  private List<Placement> unconfirmed(String service, Optional<String> before) {
    List<Placement> open = new ArrayList<>();
    observed
        .targets()
        .forEach(
            (target, view) -> {
              if (view instanceof TargetView.Reached reached) {
                reached.services().entrySet().stream()
                    .filter(seen -> isAwaited(seen.getValue()))
                    .map(Map.Entry::getKey)
                    .filter(name -> name.equals(service) || before.equals(Optional.of(name)))
                    .map(name -> new Placement(name, target))
                    .filter(placement -> !desired.declared().contains(placement))
                    .forEach(open::add);
              }
            });
    return open;
  }

  private static boolean isAwaited(ServiceView view) {
    return view.confirmation() == ServiceView.Confirmation.AWAITED;
  }

  private static CannotTell aside(Placement placement, Placement aside) {
    return new CannotTell(
        Address.of(placement),
        "its data is on `%s`, where it may still run, and which this plan leaves out"
            .formatted(aside.target()),
        "the whole service: `clova plan %s`".formatted(placement.service()));
  }

  /** Where the state knows the service to be, on a target that was not reached. */
  private List<Placement> lost(
      String service, Optional<String> before, SortedSet<Placement> wanted, State state) {
    return state.placements().values().stream()
        .filter(record -> mayBeHome(record, state))
        .map(PlacementRecord::placement)
        .filter(p -> p.service().equals(service) || before.equals(Optional.of(p.service())))
        .filter(placement -> !wanted.contains(new Placement(service, placement.target())))
        .filter(p -> observed.targets().get(p.target()) instanceof TargetView.Lost)
        .toList();
  }

  /**
   * Where the service may be for all that is known here: nothing is recorded of it, no target that
   * was reached has it, and of this one, which was not reached, nothing is recorded either.
   */
  private List<String> unseen(
      String service, Optional<String> before, State state, PlanningRequest request) {
    SortedSet<Placement> known = new TreeSet<>(records.keySet());
    known.addAll(state.placements().keySet());
    boolean isKnown =
        known.stream()
            .map(Placement::service)
            .anyMatch(name -> name.equals(service) || before.equals(Optional.of(name)));
    return isKnown || request.allowed().contains(Risk.DATA_LOST)
        ? List.of()
        : request.unknown().stream()
            .filter(target -> observed.targets().get(target) instanceof TargetView.Lost)
            .filter(target -> !desired.declared().contains(new Placement(service, target)))
            .sorted()
            .toList();
  }

  private static CannotTell unseen(Placement placement, String target) {
    return new CannotTell(
        Address.of(placement),
        "nothing is recorded here of where it was before, and `%s` was not reached, where it may be, with its data"
            .formatted(target),
        "`%s` within reach, or no target any more; `--allow data_lost` begins without that data"
            .formatted(target));
  }

  /** What left a place is still at home there until it has arrived where it went. */
  private boolean mayBeHome(PlacementRecord record, State state) {
    return Away.of(record)
        .map(
            away ->
                observed.targets().get(away.to().target()) instanceof TargetView.Reached
                    ? !arrived(away.to(), away)
                    : !state.placements().containsKey(away.to()))
        .orElse(true);
  }

  private static CannotTell lost(Placement placement, Placement lost) {
    return new CannotTell(
        Address.of(placement),
        "its data is on `%s`, which was not reached, and where it may still run"
            .formatted(lost.target()),
        "`%s` within reach, or `clova state forget %s` to begin without the data"
            .formatted(lost.target(), lost));
  }

  private static String targets(SortedSet<Placement> placements) {
    return String.join(", ", placements.stream().map(p -> "`" + p.target() + "`").toList());
  }
}
