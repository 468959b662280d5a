package dev.clova.engine.runtime;

import dev.clova.state.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Predicate;

/**
 * What a changed file means for the running service: the first rule that names the file decides,
 * and a file that no rule names restarts it.
 *
 * @param rules in the order of the definition
 */
public record OnChange(List<Rule> rules) {

  /** The definition itself is deployed like any file, but never an input of what runs. */
  private static final Set<String> NEVER_AN_INPUT = Set.of("service.clova.toml", ".clovaignore");

  /** Copies its list. */
  public OnChange {
    rules = List.copyOf(rules);
  }

  /**
   * One rule.
   *
   * @param files globs below the service's directory
   * @param reaction what to do
   */
  public record Rule(Predicate<String> files, Reaction reaction) {}

  /** What to do when an input changed. */
  public sealed interface Reaction {
    /** Nothing: the service reads the file anew by itself. */
    record None() implements Reaction {}

    /** Tell the service to read its files again. */
    record Reload() implements Reaction {}

    /** Stop and start the service. */
    record Restart() implements Reaction {}

    /**
     * Run a command of the service's own.
     *
     * @param command what the shell runs in the service's directory
     */
    record Run(String command) implements Reaction {}
  }

  /**
   * What the changed files ask for.
   *
   * @param restart the files that ask for a restart
   * @param reload the files that ask for a reload
   * @param commands commands to run, each once, in the order of the rules
   */
  record Reactions(List<Address> restart, List<Address> reload, List<String> commands) {}

  /** The same, but these files are nobody's business here. */
  OnChange without(Set<String> files) {
    List<Rule> all = new ArrayList<>();
    all.add(new Rule(files::contains, new Reaction.None()));
    all.addAll(rules);
    return new OnChange(all);
  }

  /** What a rule says of a file; empty if none names it. */
  Optional<Reaction> rule(String path) {
    if (NEVER_AN_INPUT.contains(path)) {
      return Optional.of(new Reaction.None());
    }
    return rules.stream().filter(rule -> rule.files().test(path)).map(Rule::reaction).findFirst();
  }

  Reactions to(SortedMap<String, Address> changed) {
    List<Address> restart = new ArrayList<>();
    List<Address> reload = new ArrayList<>();
    List<String> commands = new ArrayList<>();
    for (Map.Entry<String, Address> file : changed.entrySet()) {
      switch (rule(file.getKey()).orElseGet(Reaction.Restart::new)) {
        case Reaction.None() -> {}
        case Reaction.Reload() -> reload.add(file.getValue());
        case Reaction.Restart() -> restart.add(file.getValue());
        case Reaction.Run(String command) -> {
          if (!commands.contains(command)) {
            commands.add(command);
          }
        }
      }
    }
    return new Reactions(restart, reload, commands);
  }
}
