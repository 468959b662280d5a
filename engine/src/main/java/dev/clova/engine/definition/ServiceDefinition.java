package dev.clova.engine.definition;

import dev.clova.state.SourcePosition;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One service as its {@code service.clova.toml} says, defaults filled in.
 *
 * @param name the name of its directory
 * @param directory its directory, absolute
 * @param path its directory as typed from the root, with {@code /}
 * @param description one line for people; may be empty
 * @param placing on which targets
 * @param after services whose placements all come before this one's, sorted
 * @param state what it shall be
 * @param runtime how it runs
 * @param vars its own variables
 * @param sync what goes to the target
 * @param env what is written to {@code .env}; secret
 * @param onChange in the order in which they were written; empty: the runtime's default
 * @param health when it counts as healthy; empty: when its runtime says that it runs
 * @param hooks commands around an apply
 * @param renamedFrom the name that it had before, if it had one
 * @param rollout how its changes go over its placements
 * @param keep how long a copy stays that a move left behind; empty: until somebody finishes it
 * @param preventDestroy whether Clova refuses to remove it
 * @param at the start of its file
 */
public record ServiceDefinition(
    String name,
    Path directory,
    String path,
    String description,
    Placing placing,
    List<String> after,
    RunState state,
    RuntimeDefinition runtime,
    SortedMap<String, VarValue> vars,
    SyncDefinition sync,
    SortedMap<String, TextAt> env,
    List<OnChange> onChange,
    Optional<HealthDefinition> health,
    HooksDefinition hooks,
    Optional<TextAt> renamedFrom,
    RolloutDefinition rollout,
    Optional<Duration> keep,
    boolean preventDestroy,
    SourcePosition at) {

  /** Copies its collections. */
  public ServiceDefinition {
    after = List.copyOf(after);
    vars = Collections.unmodifiableSortedMap(new TreeMap<>(vars));
    env = Collections.unmodifiableSortedMap(new TreeMap<>(env));
    onChange = List.copyOf(onChange);
  }

  /** The names of the targets that it is on, sorted. */
  public List<String> targets() {
    return placing.targets();
  }

  /** Every text that may hold a template, variables apart, in the order of the components. */
  public List<TextAt> texts() {
    List<TextAt> texts = new ArrayList<>();
    switch (runtime) {
      case RuntimeDefinition.Compose compose -> texts.addAll(compose.profiles());
      case RuntimeDefinition.Command command -> texts.addAll(command.texts());
      case RuntimeDefinition.Systemd systemd -> {}
      case RuntimeDefinition.None none -> {}
    }
    texts.addAll(env.values());
    for (OnChange rule : onChange) {
      if (rule.action() instanceof OnChange.Action.Run(TextAt command)) {
        texts.add(command);
      }
    }
    health.ifPresent(definition -> texts.addAll(definition.check().texts()));
    hooks.beforeApply().ifPresent(texts::add);
    hooks.afterApply().ifPresent(texts::add);
    hooks.beforeStop().ifPresent(texts::add);
    return texts;
  }

  ServiceDefinition placedOn(List<String> targets) {
    return new ServiceDefinition(
        name,
        directory,
        path,
        description,
        new Placing(placing.patterns(), targets, placing.at()),
        after,
        state,
        runtime,
        vars,
        sync,
        env,
        onChange,
        health,
        hooks,
        renamedFrom,
        rollout,
        keep,
        preventDestroy,
        at);
  }
}
