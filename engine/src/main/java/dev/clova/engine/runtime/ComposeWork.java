package dev.clova.engine.runtime;

import com.google.errorprone.annotations.CompileTimeConstant;
import dev.clova.engine.kind.Finding;
import dev.clova.engine.remote.ScriptText;
import dev.clova.engine.remote.ShellText;
import dev.clova.engine.runtime.ComposeVerdict.Fate;
import dev.clova.engine.runtime.ComposeVerdict.Item;
import dev.clova.engine.step.Action;
import dev.clova.engine.step.Step;
import dev.clova.state.Address;
import dev.clova.state.Attributes;
import dev.clova.state.Digest;
import dev.clova.state.Effect;
import dev.clova.state.Evidence;
import dev.clova.state.Placement;
import dev.clova.state.PlannedAction;
import dev.clova.state.Reason;
import dev.clova.state.Risk;
import dev.clova.state.Verb;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** What is done about a project, as planned actions with what carries them out. */
final class ComposeWork {

  /** Images of some size over a slow line take their time. */
  private static final Duration UP_LIMIT = Duration.ofMinutes(30);

  private static final Duration LIMIT = Duration.ofMinutes(10);

  /** Compose brings up containers that are there as they are, without what keeps them up. */
  private static final Action UNFENCE = new Action.Script(ShellText.of("clova_unfence"));

  private final Address at;
  private final ComposeProject project;
  private final ComposeCalls calls;
  private final ComposeAnswer seen;
  private final Attributes remembered;

  ComposeWork(
      Placement placement, ComposeProject project, ComposeAnswer seen, Attributes remembered) {
    this.at = Address.of(placement, "run", "compose");
    this.project = project;
    this.calls = new ComposeCalls(project);
    this.seen = seen;
    this.remembered = remembered;
  }

  Finding nothing() {
    return Finding.same(remembered);
  }

  /**
   * Makes the project what its definition says.
   *
   * @param former images that are to run again
   * @param isFirst whether the service comes to the target, or to Clova, for the first time
   * @param isUnknown whether Compose could not say what the definition comes to
   * @param reactions what rules say of the changed files
   * @param unfinished why an earlier apply did not end well
   */
  Finding converge(
      ComposeVerdict verdict,
      FormerImages former,
      boolean isFirst,
      boolean isUnknown,
      OnChange.Reactions reactions,
      Optional<String> unfinished) {
    List<Step> steps = new ArrayList<>();
    boolean isToStart = isFirst && isUnknown && seen.containers().isEmpty();
    if (!verdict.isEmpty() || isToStart || unfinished.isPresent()) {
      PlannedAction claim = claim(verdict, isFirst || isToStart, unfinished);
      List<Evidence> evidence = new ArrayList<>();
      verdict.describe().forEach(line -> evidence.add(Evidence.note(line)));
      if (isToStart) {
        evidence.add(
            Evidence.note("what it starts is known once the files that Compose reads are there"));
      }
      unfinished
          .filter(why -> verdict.items().stream().noneMatch(item -> item.why().equals(why)))
          .ifPresent(why -> evidence.add(Evidence.note(why)));
      adopted(isFirst).ifPresent(evidence::add);
      steps.add(
          new Step(
              List.of(claim.evidence(evidence)),
              List.of(UNFENCE, up(verdict, former), new Action.Learn(at, calls.learning()))));
    }
    if (!reactions.commands().isEmpty()) {
      steps.add(runs(reactions));
    }
    return steps.isEmpty() ? nothing() : Finding.steps(steps, remembered);
  }

  private PlannedAction claim(
      ComposeVerdict verdict, boolean isFirst, Optional<String> unfinished) {
    SortedSet<Address> inputs = verdict.inputs();
    boolean isTouched = verdict.has(Fate.RECREATE) || verdict.has(Fate.RESTART);
    if (isTouched || verdict.has(Fate.MAY_RECREATE)) {
      Reason reason = unfinished.isPresent() ? Reason.INPUT_CHANGED : reason(verdict);
      return action(isTouched ? Verb.RESTART : Verb.UPDATE, reason, verdict)
          .because(List.copyOf(inputs))
          .effect(Effect.RESTART)
          .risk(risk(verdict, isFirst));
    }
    if (verdict.has(Fate.START) || verdict.has(Fate.CREATE) || isFirst) {
      boolean isDown =
          verdict.has(Fate.START) || verdict.of(Fate.CREATE).stream().anyMatch(this::hasGone);
      Reason reason =
          isFirst ? Reason.NOT_PRESENT : isDown ? Reason.NOT_RUNNING : Reason.DEFINITION_CHANGED;
      return action(Verb.START, reason, verdict)
          .because(List.copyOf(inputs))
          .risk(risk(verdict, isFirst));
    }
    if (verdict.has(Fate.REMOVE)) {
      return action(Verb.UPDATE, Reason.NOT_DECLARED, verdict)
          .effect(Effect.DOWNTIME)
          .risk(risk(verdict, isFirst));
    }
    return action(Verb.UPDATE, Reason.INPUT_CHANGED, verdict);
  }

  private static Reason reason(ComposeVerdict verdict) {
    List<Item> recreated = verdict.of(Fate.RECREATE);
    if (!recreated.isEmpty()) {
      return recreated.stream().allMatch(Item::image)
          ? Reason.IMAGE_CHANGED
          : Reason.DEFINITION_CHANGED;
    }
    boolean ofInput = !verdict.inputs().isEmpty() || verdict.has(Fate.MAY_RECREATE);
    return ofInput ? Reason.INPUT_CHANGED : Reason.UNHEALTHY;
  }

  /** Whether it was there when Clova left it, and is not there any more. */
  private boolean hasGone(Item created) {
    return remembered.get("image:" + created.service()).isPresent()
        && seen.containers().stream().noneMatch(c -> c.service().equals(created.service()));
  }

  /** What Clova did not start, it removes only where that is allowed. */
  private Risk risk(ComposeVerdict verdict, boolean isFirst) {
    return isFirst && verdict.has(Fate.REMOVE) ? Risk.CONTENT_LOST : Risk.NONE;
  }

  private Optional<Evidence> adopted(boolean isFirst) {
    if (!isFirst || seen.containers().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        Evidence.note(
            "the project `%s` is there already, from %s"
                .formatted(project.name(), seen.containers().getFirst().from())));
  }

  private PlannedAction action(Verb verb, Reason reason, ComposeVerdict verdict) {
    StringBuilder wanted = new StringBuilder(seen.seal());
    verdict.items().forEach(item -> wanted.append('\n').append(item.describe()));
    return PlannedAction.of(at, verb, reason, fingerprint(), Digest.of(wanted.toString()).hex());
  }

  /** The containers that there are, and how; of what they were made from their ids tell enough. */
  private String fingerprint() {
    if (seen.containers().isEmpty()) {
      return "";
    }
    SortedSet<String> lines = new TreeSet<>();
    for (ComposeContainer container : seen.containers()) {
      lines.add(container.id() + " " + container.status());
    }
    return Digest.of(String.join("\n", lines)).hex();
  }

  private Action up(ComposeVerdict verdict, FormerImages former) {
    SortedSet<String> anew = new TreeSet<>();
    SortedSet<String> restarted = new TreeSet<>();
    for (Item item : verdict.items()) {
      if (item.fate() == Fate.RECREATE && !seen.doing().containsKey(nameOf(item))) {
        anew.add(item.service());
      }
      if (item.fate() == Fate.RESTART) {
        restarted.add(item.id());
      }
    }
    ShellText up =
        ShellText.of("clova_up --pull ")
            .plus(ShellText.word(former.isEmpty() ? project.pull() : "missing"))
            .plus(
                project.build() && former.isEmpty()
                    ? ShellText.of(" --build")
                    : ShellText.of(" --no-build"))
            .plus(project.removeOrphans() ? ShellText.of(" --remove-orphans") : ShellText.empty());
    List<ShellText> lines = new ArrayList<>(calls.working());
    lines.addAll(former.named());
    lines.add(up.plus(" || exit 1"));
    if (!anew.isEmpty()) {
      lines.add(
          ShellText.of("clova_up --no-build --no-deps --force-recreate -- ")
              .plus(ShellText.words(anew))
              .plus(" || exit 1"));
    }
    if (!restarted.isEmpty()) {
      lines.add(ShellText.of("clova_restart ").plus(ShellText.words(restarted)).plus(" || exit 1"));
    }
    lines.add(ShellText.of("clova_containers_settled"));
    String what = restarted.isEmpty() ? "docker compose up" : "docker compose up, docker restart";
    return new Action.Command(what, ShellText.lines(lines).toString(), UP_LIMIT);
  }

  private String nameOf(Item item) {
    return seen.containers().stream()
        .filter(container -> container.id().equals(item.id()))
        .map(ComposeContainer::name)
        .findFirst()
        .orElse("");
  }

  private Step runs(OnChange.Reactions reactions) {
    List<Action> runs = new ArrayList<>();
    List<Evidence> evidence = new ArrayList<>();
    for (String command : reactions.commands()) {
      runs.add(new Action.Command(command, command, LIMIT));
      evidence.add(Evidence.note("run: " + command));
    }
    PlannedAction claim =
        PlannedAction.of(
                at, Verb.RUN, Reason.INPUT_CHANGED, "", String.join("\n", reactions.commands()))
            .because(reactions.reload())
            .evidence(evidence);
    return new Step(List.of(claim), runs);
  }

  /** All of it is made anew, from files and images of before. */
  List<Action> again(FormerImages former) {
    List<ShellText> lines = new ArrayList<>(calls.working());
    lines.addAll(former.named());
    lines.add(
        ShellText.of(
            "clova_up --pull missing --no-build --remove-orphans --force-recreate || exit 1"));
    lines.add(ShellText.of("clova_containers_settled"));
    return List.of(
        UNFENCE,
        new Action.Command("docker compose up", ShellText.lines(lines).toString(), UP_LIMIT),
        new Action.Learn(at, calls.learning()));
  }

  /** Brings up what is not, and leaves alone what is. */
  Finding start() {
    List<ShellText> lines = new ArrayList<>(calls.working());
    lines.add(ShellText.of("clova_up --pull missing --no-build --no-recreate || exit 1"));
    lines.add(ShellText.of("clova_containers_settled"));
    return one(
        PlannedAction.of(at, Verb.START, Reason.REQUESTED, fingerprint(), "running"),
        new Action.Command("docker compose up", ShellText.lines(lines).toString(), UP_LIMIT));
  }

  /** What runs stops and starts; what does not, starts. */
  Finding restart() {
    List<String> up =
        seen.containers().stream()
            .filter(ComposeContainer::isAlive)
            .map(ComposeContainer::id)
            .sorted()
            .toList();
    List<ShellText> lines = new ArrayList<>(calls.working());
    lines.add(ShellText.of("clova_restart ").plus(ShellText.words(up)).plus(" || exit 1"));
    lines.add(ShellText.of("clova_up --pull missing --no-build --no-recreate || exit 1"));
    lines.add(ShellText.of("clova_containers_settled"));
    return one(
        PlannedAction.of(at, Verb.RESTART, Reason.REQUESTED, fingerprint(), "restarted")
            .effect(Effect.RESTART),
        new Action.Command(
            "docker restart, docker compose up", ShellText.lines(lines).toString(), UP_LIMIT));
  }

  private Finding one(PlannedAction claim, Action action) {
    return Finding.steps(
        List.of(
            new Step(
                List.of(claim), List.of(UNFENCE, action, new Action.Learn(at, calls.learning())))),
        remembered);
  }

  /** Containers stay, and none of them runs. */
  Finding stop() {
    List<String> alive = services(true);
    if (alive.isEmpty()) {
      return nothing();
    }
    PlannedAction claim =
        PlannedAction.of(at, Verb.STOP, Reason.REQUESTED, fingerprint(), "stopped")
            .effect(Effect.DOWNTIME)
            .evidence(List.of(Evidence.note("stops " + String.join(", ", alive))));
    return Finding.steps(List.of(Step.of(claim, byLabel("stop"))), remembered);
  }

  /** Containers and networks go; named volumes only if a person asks for that. */
  Finding remove(boolean purges) {
    SortedSet<String> volumes = new TreeSet<>(seen.volumes());
    if (seen.containers().isEmpty() && (volumes.isEmpty() || !purges)) {
      return Finding.none();
    }
    List<Evidence> evidence = new ArrayList<>();
    List<String> all = services(false);
    if (!all.isEmpty()) {
      evidence.add(Evidence.note("removes the containers of " + String.join(", ", all)));
    }
    if (!volumes.isEmpty()) {
      String which = volumes.size() == 1 ? "the volume %s is %s" : "the volumes %s are %s";
      evidence.add(
          Evidence.note(which.formatted(String.join(", ", volumes), purges ? "DELETED" : "kept")));
    }
    PlannedAction claim =
        PlannedAction.of(at, Verb.REMOVE, Reason.NOT_DECLARED, fingerprint(), "")
            .effect(all.isEmpty() ? Effect.NONE : Effect.DOWNTIME)
            .risk(purges && !volumes.isEmpty() ? Risk.DATA_LOST : Risk.NONE)
            .evidence(evidence);
    Action down = purges ? byLabel("down --volumes") : byLabel("down");
    return Finding.steps(List.of(Step.of(claim, down)), Attributes.none());
  }

  /**
   * Goes away with its named volumes; the new place can get the images meanwhile.
   *
   * @param purges whether what stays behind is removed with its volumes, once nobody wants it back
   */
  Leaving leave(boolean purges) {
    List<ShellText> pulls = new ArrayList<>();
    seen.containers().stream()
        .map(ComposeContainer::image)
        .distinct()
        .sorted()
        .forEach(image -> pulls.add(ShellText.of("clova_fetch ").plus(ShellText.word(image))));
    pulls.add(ShellText.of(":"));
    return new Leaving(
        List.of(script("clova_leave")),
        List.of(script("clova_containers_return")),
        List.of(purges ? byLabel("down --volumes") : byLabel("down")),
        List.copyOf(new TreeSet<>(seen.volumes())),
        ShellText.lines(ScriptText.COMPOSE_CHANGE, ShellText.lines(pulls)));
  }

  private Action script(@CompileTimeConstant String call) {
    return new Action.Script(
        ShellText.lines(
            ScriptText.COMPOSE_CHANGE,
            ShellText.set("PROJECT", project.name()),
            ShellText.of(call)));
  }

  private List<String> services(boolean alive) {
    return seen.containers().stream()
        .filter(container -> !alive || container.isAlive())
        .map(ComposeContainer::service)
        .distinct()
        .sorted()
        .toList();
  }

  /** Whatever there is of it. */
  Action end() {
    return byLabel("down");
  }

  /** Containers stay, and with them the volumes that have no name. */
  Action halt() {
    return byLabel("stop");
  }

  /** Compose knows a project's containers by their labels: the files may be gone, or others. */
  private Action byLabel(@CompileTimeConstant String what) {
    ShellText text =
        ShellText.of("cd / && docker compose --ansi never -p ")
            .plus(ShellText.word(project.name()))
            .plus(" ")
            .plus(ShellText.of(what))
            .plus(" </dev/null");
    return new Action.Command("docker compose " + what, text.toString(), LIMIT);
  }
}
