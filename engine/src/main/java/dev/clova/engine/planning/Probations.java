package dev.clova.engine.planning;

import dev.clova.engine.desired.DesiredPlacement;
import dev.clova.engine.observed.ServiceView;
import dev.clova.engine.runtime.RuntimeResource;
import dev.clova.engine.runtime.Undoing;
import dev.clova.engine.step.Probation;
import dev.clova.engine.step.Step;
import dev.clova.engine.step.Work;
import dev.clova.state.Address;
import dev.clova.state.Attributes;
import dev.clova.state.Away;
import dev.clova.state.Placement;
import dev.clova.state.PlacementRecord;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import dev.clova.state.Risk;
import dev.clova.state.Tree;
import dev.clova.state.Verb;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which changes a new connection has to confirm: those that may cut our own way in. A definition
 * says so, or the folder that the service is in does.
 */
final class Probations {

  /** Long enough for some attempts to connect, and less than a minute. */
  private static final Duration USUAL = Duration.ofSeconds(45);

  /** Folders that decide who gets in. */
  private static final List<String> FOLDERS =
      List.of(
          "/etc/ssh",
          "/etc/sudoers.d",
          "/etc/pam.d",
          "/etc/security",
          "/etc/network",
          "/etc/netplan",
          "/etc/NetworkManager",
          "/etc/systemd/network",
          "/etc/iptables",
          "/etc/nftables",
          "/etc/nftables.d",
          "/etc/firewalld",
          "/etc/ufw",
          "/etc/wireguard");

  private static final String WITHIN = "within_s";

  private final List<String> bare = new ArrayList<>();
  private final List<String> irrevocable = new ArrayList<>();
  private final List<String> hints = new ArrayList<>();
  private final SortedMap<String, SortedMap<Duration, List<String>>> guarded = new TreeMap<>();

  /** An earlier change is still on probation: nobody may change anything on top of it. */
  static Problem open(Placement placement) {
    return Problem.of(
        ProblemCode.LOCKED,
        "A change of `%s` is not confirmed: `%s` takes it back by itself, or does so right now."
            .formatted(placement, placement.target()),
        "Wait for it, a minute or so, and plan again.");
  }

  /** What a change of a placement is subject to; empty: to nothing. */
  Optional<Probation> of(PlacementGround ground, DesiredPlacement wanted, List<Step> steps) {
    Optional<Duration> limit = limit(wanted.rollout().confirm(), ground.directory());
    if (limit.isEmpty()) {
      hint(wanted);
      return Optional.empty();
    }
    return guarded(wanted.placement(), limit.get(), back(ground, wanted, steps));
  }

  /** What taking a placement away is subject to, by what is recorded of it. */
  Optional<Probation> ofRemoval(PlacementGround ground, List<Step> steps) {
    PlacementRecord before = ground.view().record().orElseThrow();
    Optional<Duration> limit = limit(recorded(before), ground.directory());
    // The copy of before it moved must not begin again.
    if (limit.isEmpty() || Away.of(before).isPresent()) {
      return Optional.empty();
    }
    boolean losesData =
        steps.stream()
            .flatMap(step -> step.claims().stream())
            .anyMatch(claim -> claim.risk() == Risk.DATA_LOST);
    if (losesData) {
      irrevocable.add(before.placement().toString());
      return Optional.empty();
    }
    return guarded(
        before.placement(),
        limit.get(),
        whole(ground.view()).map(tree -> WayBack.afterRemoval(ground, before, tree, steps)));
  }

  /** What starting and stopping it by hand is subject to, by what is recorded of it. */
  Optional<Probation> ofSteering(PlacementGround ground, List<Step> steps) {
    PlacementRecord before = ground.view().record().orElseThrow();
    Optional<Duration> limit = limit(recorded(before), ground.directory());
    return limit.isEmpty() || !WayBack.runs(steps)
        ? Optional.empty()
        : guarded(
            before.placement(),
            limit.get(),
            whole(ground.view()).map(tree -> WayBack.afterSteering(ground, before, tree)));
  }

  /** The files of a placement of which no change is under way. */
  private static Optional<Tree> whole(ServiceView view) {
    return view.pending() ? Optional.empty() : view.tree().recorded();
  }

  private static Optional<Duration> recorded(PlacementRecord record) {
    return record
        .resource(address(record.placement()))
        .flatMap(recorded -> recorded.get(WITHIN))
        .filter(seconds -> seconds.matches("[0-9]{1,9}"))
        .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
  }

  /** Where a record remembers how soon a change has to be confirmed. */
  static Address address(Placement placement) {
    return Address.of(placement, "confirm");
  }

  /** What it remembers of that; whoever removes a service has nothing else to know it from. */
  static Attributes recorded(Duration limit) {
    return Attributes.of(WITHIN, Long.toString(limit.toSeconds()));
  }

  private Optional<Probation> guarded(Placement placement, Duration limit, Optional<Work> back) {
    if (back.isEmpty()) {
      bare.add(placement.toString());
      return Optional.empty();
    }
    guarded
        .computeIfAbsent(placement.service(), service -> new TreeMap<>())
        .computeIfAbsent(limit, time -> new ArrayList<>())
        .add(placement.target());
    return Optional.of(new Probation(limit, back.get()));
  }

  private static Optional<Duration> limit(Optional<Duration> asked, String directory) {
    return asked
        .or(() -> isDelicate(directory) ? Optional.of(USUAL) : Optional.empty())
        .filter(limit -> !limit.isZero());
  }

  private static boolean isDelicate(String path) {
    return FOLDERS.stream().anyMatch(place -> (path + "/").startsWith(place + "/"));
  }

  private static Optional<Work> back(
      PlacementGround ground, DesiredPlacement wanted, List<Step> steps) {
    ServiceView view = ground.view();
    if (view.pending()) {
      return Optional.empty();
    }
    if (view.record().isEmpty()) {
      return Optional.of(away(ground, wanted, steps));
    }
    PlacementRecord before = view.record().get();
    return before.runtime().name().equals(wanted.runtime())
        ? view.tree()
            .recorded()
            .flatMap(tree -> new WayBack(ground, wanted, before, tree).unconfirmed(steps))
        : Optional.empty();
  }

  /** Where it comes to for the first time, it ends and goes again. */
  private static Work away(PlacementGround ground, DesiredPlacement wanted, List<Step> steps) {
    Placement placement = wanted.placement();
    Optional<RuntimeResource> runtime = WayBack.runtime(wanted);
    Undoing undoing = runtime.map(RuntimeResource::undo).orElse(new Undoing(List.of(), List.of()));
    Address at = runtime.map(r -> r.address(placement)).orElse(Address.of(placement));
    List<Step> back = new ArrayList<>();
    WayBack.add(at, Verb.STOP, undoing.first(), back);
    back.add(
        Step.of(
            WayBack.claim(Address.of(placement, "sync"), Verb.REMOVE),
            Replaced.by(steps).takenBack(0, Tree.EMPTY)));
    WayBack.add(at, Verb.STOP, undoing.last(), back);
    if (runtime.isEmpty()) {
      wanted
          .hooks()
          .afterApply()
          .ifPresent(hook -> back.add(wanted.hooks().step(placement, "after_apply", hook)));
    }
    return new Work(placement, ground.directory(), back, new TreeSet<>(), Optional.empty());
  }

  /** Its own commands name a place that decides who gets in. */
  private void hint(DesiredPlacement wanted) {
    if (wanted.rollout().confirm().isPresent()) {
      return;
    }
    List<String> texts = new ArrayList<>();
    texts.addAll(wanted.started().values().values());
    wanted.hooks().afterApply().ifPresent(texts::add);
    FOLDERS.stream()
        .filter(place -> texts.stream().anyMatch(text -> text.contains(place)))
        .findFirst()
        .ifPresent(
            place ->
                hints.add(
                    "`%s` reaches into `%s`: with `confirm = \"45s\"` in its `[rollout]`, a change that cuts Clova off is taken back."
                        .formatted(wanted.placement().service(), place)));
  }

  /** What the plan says of it. */
  List<String> notes() {
    List<String> notes = new ArrayList<>();
    guarded.forEach(
        (service, limits) ->
            limits.forEach(
                (limit, targets) ->
                    notes.add(
                        "`%s` may cut Clova off: unless a new connection confirms the change within %d s, %s it back."
                            .formatted(
                                service,
                                limit.toSeconds(),
                                targets.size() == 1
                                    ? "`" + targets.getFirst() + "` takes"
                                    : "each of `" + String.join("`, `", targets) + "` takes"))));
    bare.forEach(
        placement ->
            notes.add(
                "`%s` may cut Clova off, and nothing would take this change back: an earlier apply was cut off in the middle of it, or it ran in another way."
                    .formatted(placement)));
    irrevocable.forEach(
        placement ->
            notes.add(
                "`%s` may cut Clova off, and nothing takes this back: its data goes with it."
                    .formatted(placement)));
    hints.stream().distinct().forEach(notes::add);
    return notes;
  }
}
