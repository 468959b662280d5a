package dev.clova.engine;

import dev.clova.engine.Movement.Way;
import dev.clova.state.Guard;
import dev.clova.state.Placement;
import dev.clova.state.Plan;
import dev.clova.state.PlannedAction;
import dev.clova.state.Unreached;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** In what two plans differ: one that was made before, and the one of now. */
final class PlanDifference {

  /** A digest, with a mode behind it or not. */
  private static final Pattern DIGEST = Pattern.compile("([0-9a-f]{8})[0-9a-f]{56}((?: .*)?)");

  private final Plan then;
  private final Plan now;
  private final List<Movement> movements = new ArrayList<>();

  private PlanDifference(Plan then, Plan now) {
    this.then = then;
    this.now = now;
  }

  /** Everything that makes them two plans; empty if they are one. */
  static List<Movement> between(Plan then, Plan now) {
    PlanDifference difference = new PlanDifference(then, now);
    difference.whole();
    difference.guards(difference.everyGuard());
    difference.actions(now.actions(), PlannedAction::equals);
    for (PlannedAction action : then.actions()) {
      if (now.action(action.at(), action.verb()).isEmpty()) {
        difference.add(
            Way.NOT_NEEDED,
            action.at().toString(),
            "`%s %s` is not needed any more".formatted(action.verb().word(), action.at()));
      }
    }
    difference.lost(now.unreached());
    return difference.sorted();
  }

  /**
   * Why the plan of now is not within an earlier one, as far as it concerns what that one touches
   * or should have touched; empty if it is that plan, or less.
   */
  static List<Movement> beyond(Plan then, Plan now) {
    PlanDifference difference = new PlanDifference(then, now);
    Set<Placement> touched = placements(then);
    difference.whole();
    difference.guards(difference.guardsOf(touched));
    difference.actions(
        now.actions().stream().filter(a -> touched.contains(a.at().placement())).toList(),
        PlannedAction::isWithin);
    placements(now).stream().filter(p -> !touched.contains(p)).forEach(difference::comeOrGone);
    difference.lost(
        now.unreached().stream()
            .filter(lost -> touched.stream().anyMatch(p -> p.target().equals(lost.target())))
            .toList());
    return difference.sorted();
  }

  /** What a plan does something to. */
  static Set<Placement> placements(Plan plan) {
    Set<Placement> placements = new TreeSet<>();
    plan.actions().forEach(action -> placements.add(action.at().placement()));
    return placements;
  }

  private void whole() {
    if (!then.workspaceId().equals(now.workspaceId())) {
      add(Way.WORKSPACE, "", "it is a plan of another workspace");
    }
    if (!then.scope().equals(now.scope()) || then.partial() != now.partial()) {
      add(
          Way.SELECTION,
          "",
          "it was made for %s, and this is for %s".formatted(scope(then), scope(now)));
    }
  }

  private static String scope(Plan plan) {
    return plan.scope().isEmpty() ? "everything" : "`" + plan.scope() + "`";
  }

  private SortedSet<String> everyGuard() {
    SortedSet<String> names = new TreeSet<>(then.guards().keySet());
    names.addAll(now.guards().keySet());
    return names;
  }

  /** What the plan of now rests on where it does something, and what either was asked for. */
  private SortedSet<String> guardsOf(Set<Placement> touched) {
    SortedSet<String> targets = new TreeSet<>();
    touched.forEach(placement -> targets.add(placement.target()));
    SortedSet<String> names = everyGuard();
    names.removeIf(
        name -> {
          Optional<Guard> guard = Guard.parse(name);
          return guard.isPresent()
              && switch (guard.get().sort()) {
                case AGAINST, ASKED, CLOVA, POLICY -> false;
                case DEFINITION, RECEIPT ->
                    !now.guards().containsKey(name)
                        || touched.stream().noneMatch(p -> is(guard.get(), p));
                case TARGET ->
                    !now.guards().containsKey(name) || !targets.contains(guard.get().subject());
              };
        });
    return names;
  }

  private static boolean is(Guard guard, Placement placement) {
    return placement.toString().equals(guard.subject());
  }

  private void guards(SortedSet<String> names) {
    for (String name : names) {
      Optional<String> before = Optional.ofNullable(then.guards().get(name));
      Optional<String> today = Optional.ofNullable(now.guards().get(name));
      if (!before.equals(today)) {
        Guard.parse(name)
            .ifPresentOrElse(
                guard -> guard(guard, before, today),
                () -> add(Way.CLOVA, "", "it rests on `" + name + "`, of which Clova knows not"));
      }
    }
  }

  private void guard(Guard guard, Optional<String> before, Optional<String> today) {
    String subject = guard.subject();
    String values = "(%s then, %s now)".formatted(brief(before), brief(today));
    switch (guard.sort()) {
      case AGAINST ->
          add(
              Way.AGAINST,
              "",
              before.isPresent()
                  ? "it was made without looking at the targets"
                  : "it was made by looking at the targets, and this was not");
      case ASKED ->
          add(
              Way.ASKED,
              "",
              before.isPresent()
                  ? "it was made with `--%s`, which is not given now".formatted(subject)
                  : "it was made without `--%s`, which is given now".formatted(subject));
      case CLOVA ->
          add(
              Way.CLOVA,
              "",
              "it was made by Clova %s, and this is %s"
                  .formatted(before.orElse("of old"), today.orElse("unknown")));
      case POLICY -> add(Way.POLICY, "", "the rules in `clova.toml` have changed " + values);
      case DEFINITION ->
          both(
              before,
              today,
              new Movement(
                  Way.DEFINITION,
                  subject,
                  "what is declared of `%s` has changed %s".formatted(subject, values)));
      case RECEIPT ->
          both(
              before,
              today,
              new Movement(
                  Way.RECEIPT,
                  subject,
                  "`%s` was applied in between (receipt %s then, %s now)"
                      .formatted(subject, brief(before), brief(today))));
      case TARGET ->
          both(
              before,
              today,
              new Movement(
                  Way.TARGET,
                  subject,
                  "the target `%s` is another machine, or is reached otherwise %s"
                      .formatted(subject, values)));
    }
  }

  /** Where only one of the two does anything, the actions tell that better. */
  private void both(Optional<String> before, Optional<String> today, Movement movement) {
    boolean isTold =
        before.isPresent() != today.isPresent()
            && !about(movement.at(), then).equals(about(movement.at(), now));
    if (!isTold) {
      movements.add(movement);
    }
  }

  private static List<PlannedAction> about(String subject, Plan plan) {
    return plan.actions().stream()
        .filter(
            action -> {
              Placement placement = action.at().placement();
              return placement.toString().equals(subject) || placement.target().equals(subject);
            })
        .toList();
  }

  private void actions(
      List<PlannedAction> actions, BiPredicate<PlannedAction, PlannedAction> same) {
    for (PlannedAction action : actions) {
      Optional<PlannedAction> before = then.action(action.at(), action.verb());
      if (before.isEmpty()) {
        add(
            Way.NEEDED,
            action.at().toString(),
            "`%s %s` is needed now".formatted(action.verb().word(), action.at()));
      } else if (!same.test(action, before.get())) {
        differs(before.get(), action);
      }
    }
  }

  private void differs(PlannedAction before, PlannedAction today) {
    String at = today.at().toString();
    if (!before.seen().equals(today.seen())) {
      add(
          Way.SEEN,
          at,
          "`%s` is not as it was seen (%s then, %s now)"
              .formatted(at, brief(before.seen()), brief(today.seen())));
    }
    if (!before.wanted().equals(today.wanted())) {
      add(
          Way.WANTED,
          at,
          "`%s` is to be something else (%s then, %s now)"
              .formatted(at, brief(before.wanted()), brief(today.wanted())));
    }
    SortedMap<String, Boolean> shown = new TreeMap<>(Comparator.naturalOrder());
    shown.put("effect", before.effect() == today.effect());
    shown.put("evidence", before.evidence().equals(today.evidence()));
    shown.put("lines", before.change().equals(today.change()));
    shown.put("place in the order", before.wave() == today.wave());
    shown.put("reason", before.reason() == today.reason());
    shown.put("risk", before.risk() == today.risk());
    shown.put("causes", before.because().equals(today.because()));
    List<String> others =
        shown.keySet().stream().filter(name -> !Objects.requireNonNull(shown.get(name))).toList();
    if (before.seen().equals(today.seen()) && before.wanted().equals(today.wanted())) {
      add(
          Way.SHOWN,
          at,
          "`%s %s` is not as it is shown (%s)"
              .formatted(today.verb().word(), at, String.join(", ", others)));
    }
  }

  /** A service that the earlier plan, of all that was declared, would have had to name. */
  private void comeOrGone(Placement placement) {
    if (!now.guards().containsKey(Guard.of(Guard.Sort.DEFINITION, placement).text())) {
      add(
          Way.REMOVED,
          placement.toString(),
          "`%s` is no longer declared, and was then".formatted(placement));
    } else if ("0".equals(now.guards().get(Guard.of(Guard.Sort.RECEIPT, placement).text()))) {
      add(
          Way.ADDED,
          placement.toString(),
          "`%s` is declared now, and was not then".formatted(placement));
    }
  }

  private void lost(List<Unreached> unreached) {
    for (Unreached lost : unreached) {
      boolean wasLost = then.unreached().stream().anyMatch(u -> u.target().equals(lost.target()));
      boolean wasTouched =
          placements(then).stream().anyMatch(p -> p.target().equals(lost.target()));
      if (!wasLost || wasTouched) {
        add(
            Way.UNREACHED,
            lost.target(),
            "`%s` is not reached (%s)".formatted(lost.target(), lost.why()));
      }
    }
  }

  private void add(Way way, String at, String text) {
    movements.add(new Movement(way, at, text));
  }

  private List<Movement> sorted() {
    return movements.stream()
        .distinct()
        .sorted(Comparator.comparing(Movement::way).thenComparing(Movement::at))
        .toList();
  }

  private static String brief(Optional<String> value) {
    return value.map(PlanDifference::brief).orElse("none");
  }

  private static String brief(String value) {
    if (value.isEmpty()) {
      return "nothing";
    }
    Matcher digest = DIGEST.matcher(value);
    return digest.matches() ? digest.group(1) + digest.group(2) : value;
  }
}
