package dev.clova.engine.definition;

import dev.clova.state.Placement;
import dev.clova.state.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything that the files of a working directory say, checked.
 *
 * @param workspace the working directory
 * @param vars global variables
 * @param targets by name
 * @param services by name
 * @param policy what a plan must not do, by the workspace itself
 * @param warnings what is allowed but hardly meant, by place
 */
public record Definitions(
    Workspace workspace,
    SortedMap<String, VarValue> vars,
    SortedMap<String, TargetDefinition> targets,
    SortedMap<String, ServiceDefinition> services,
    Optional<PolicyDefinition> policy,
    List<Problem> warnings) {

  /** The name of the file at the root of a working directory. */
  public static final String WORKSPACE_FILE = "clova.toml";

  /** The name of the file that makes a directory a service. */
  public static final String SERVICE_FILE = "service.clova.toml";

  /** Copies its collections. */
  public Definitions {
    vars = Collections.unmodifiableSortedMap(new TreeMap<>(vars));
    targets = Collections.unmodifiableSortedMap(new TreeMap<>(targets));
    services = Collections.unmodifiableSortedMap(new TreeMap<>(services));
    warnings = List.copyOf(warnings);
  }

  /** The target of a name that is known to be one. */
  public TargetDefinition target(String name) {
    return Optional.ofNullable(targets.get(name)).orElseThrow();
  }

  /** The service of a name that is known to be one. */
  public ServiceDefinition service(String name) {
    return Optional.ofNullable(services.get(name)).orElseThrow();
  }

  /** The names that services had before, by the names that they have. */
  public SortedMap<String, String> renames() {
    SortedMap<String, String> renames = new TreeMap<>();
    services.forEach(
        (name, service) -> service.renamedFrom().ifPresent(old -> renames.put(name, old.text())));
    return renames;
  }

  /**
   * How long copies stay that moves left behind, by service; those without a limit are not here.
   */
  public SortedMap<String, Duration> keeps() {
    SortedMap<String, Duration> keeps = new TreeMap<>();
    services.forEach((name, service) -> service.keep().ifPresent(keep -> keeps.put(name, keep)));
    return keeps;
  }

  /** Every service on every target that it is on, sorted. */
  public List<Placement> placements() {
    List<Placement> placements = new ArrayList<>();
    for (ServiceDefinition service : services.values()) {
      for (String target : service.targets()) {
        placements.add(new Placement(service.name(), target));
      }
    }
    return placements;
  }
}
