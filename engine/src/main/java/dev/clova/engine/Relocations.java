package dev.clova.engine;

import dev.clova.engine.definition.Definitions;
import dev.clova.engine.definition.ServiceDefinition;
import dev.clova.engine.definition.SimilarNames;
import dev.clova.engine.definition.TargetDefinition;
import dev.clova.engine.definition.TargetsEdit;
import dev.clova.state.ClovaException;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Services that are to be on other targets, and what that changes in their files.
 *
 * @param moves by service: where it is to be instead, by where it is; none: its file says so
 * @param left what cannot move, and why
 */
public record Relocations(SortedMap<String, SortedMap<String, String>> moves, List<String> left) {

  /** Copies what it is given. */
  public Relocations {
    moves = Collections.unmodifiableSortedMap(new TreeMap<>(moves));
    left = List.copyOf(left);
  }

  /**
   * One service from one target to another. If its file says so already, nothing changes in it, and
   * what an earlier move left to do is done.
   *
   * @param from where it is; empty: there is one place only
   */
  public static Relocations move(
      Definitions definitions, String name, Optional<String> from, String to) {
    ServiceDefinition service = service(definitions, name);
    target(definitions, to);
    List<String> on = service.targets();
    boolean isSaid = from.map(left -> !on.contains(left)).orElse(on.size() == 1);
    if (isSaid && on.contains(to)) {
      return new Relocations(new TreeMap<>(Map.of(name, new TreeMap<>())), List.of());
    }
    String source = from.orElseGet(() -> only(service));
    if (!on.contains(source)) {
      throw usage("`%s` is not on `%s`.".formatted(name, source), where(service));
    }
    if (on.contains(to)) {
      throw usage("`%s` is on `%s` already.".formatted(name, to), where(service));
    }
    return new Relocations(
        new TreeMap<>(Map.of(name, new TreeMap<>(Map.of(source, to)))), List.of());
  }

  /**
   * What one of two targets has goes to the other, and the other way round.
   *
   * @param services which ones; none: all that are on one of the two
   */
  public static Relocations swap(
      Definitions definitions, String one, String other, Collection<String> services) {
    target(definitions, one);
    target(definitions, other);
    SortedMap<String, SortedMap<String, String>> moves = new TreeMap<>();
    List<String> left = new ArrayList<>();
    services.forEach(name -> service(definitions, name));
    for (ServiceDefinition service : definitions.services().values()) {
      boolean first = service.targets().contains(one);
      boolean second = service.targets().contains(other);
      boolean asked = services.isEmpty() || services.contains(service.name());
      if (asked && first != second) {
        moves.put(service.name(), new TreeMap<>(first ? Map.of(one, other) : Map.of(other, one)));
      } else if (asked && (first || !services.isEmpty())) {
        left.add("`%s` is on %s of them".formatted(service.name(), first ? "both" : "neither"));
      }
    }
    return new Relocations(moves, left);
  }

  /**
   * All services of a target to others, each to the one that has the fewest by then.
   *
   * @param candidates where they may go
   */
  public static Relocations drain(
      Definitions definitions, String target, Collection<String> candidates) {
    target(definitions, target);
    Map<String, Integer> load = new HashMap<>();
    candidates.forEach(name -> load.put(name, 0));
    load.remove(target);
    definitions.placements().forEach(p -> load.computeIfPresent(p.target(), (t, n) -> n + 1));
    SortedMap<String, SortedMap<String, String>> moves = new TreeMap<>();
    List<String> left = new ArrayList<>();
    for (ServiceDefinition service : definitions.services().values()) {
      if (!service.targets().contains(target)) {
        continue;
      }
      Optional<String> to =
          load.entrySet().stream()
              .filter(candidate -> !service.targets().contains(candidate.getKey()))
              .min(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry::getKey))
              .map(Map.Entry::getKey);
      if (to.isPresent()) {
        load.merge(to.get(), 1, Integer::sum);
        moves.put(service.name(), new TreeMap<>(Map.of(target, to.get())));
      } else {
        left.add("`%s` is on every other target that it may go to".formatted(service.name()));
      }
    }
    return new Relocations(moves, left);
  }

  /** The targets that a pattern means: a name, {@code tag:TAG} or {@code *}. */
  public static List<String> candidates(Definitions definitions, String pattern) {
    List<String> matching =
        definitions.targets().values().stream()
            .filter(
                target ->
                    pattern.equals("*")
                        || pattern.equals(target.name())
                        || (pattern.startsWith("tag:")
                            && target.tags().contains(pattern.substring("tag:".length()))))
            .map(TargetDefinition::name)
            .toList();
    return matching.isEmpty() ? List.of(target(definitions, pattern).name()) : matching;
  }

  /** The files of these services, changed. */
  List<DefinitionChange> files(Path root, Definitions definitions) {
    List<DefinitionChange> files = new ArrayList<>();
    moves.forEach(
        (name, moved) -> {
          if (moved.isEmpty()) {
            return;
          }
          ServiceDefinition service = definitions.service(name);
          Path file = service.directory().resolve(Definitions.SERVICE_FILE);
          String text = SpokenFiles.text(file);
          files.add(
              new FileChange(
                  file,
                  root.relativize(file).toString(),
                  text,
                  TargetsEdit.moved(definitions, name, text, moved)));
        });
    return files;
  }

  /**
   * The services that move, and those whose files speak of one that does. What the workspace's own
   * file says may be in any of them.
   */
  SortedSet<String> concerned(Path root, Definitions definitions) {
    SortedSet<String> concerned = new TreeSet<>(moves.keySet());
    for (String name : moves.keySet()) {
      Pattern mention =
          Pattern.compile(
              "services\\s*(\\.\\s*%1$s(?![-\\w])|\\[\\s*[\"']%1$s[\"'])"
                  .formatted(Pattern.quote(name)));
      boolean isEverywhere = speaks(root.resolve(Definitions.WORKSPACE_FILE), mention);
      definitions.services().values().stream()
          .filter(
              service ->
                  isEverywhere
                      || SpokenFiles.of(service).stream().anyMatch(file -> speaks(file, mention)))
          .map(ServiceDefinition::name)
          .forEach(other -> concerned.add(other));
    }
    return concerned;
  }

  private static boolean speaks(Path file, Pattern mention) {
    return mention.matcher(SpokenFiles.text(file)).find();
  }

  private static String only(ServiceDefinition service) {
    if (service.targets().size() == 1) {
      return service.targets().getFirst();
    }
    throw usage(
        "`%s` is on %d targets.".formatted(service.name(), service.targets().size()),
        where(service) + " Say which one it leaves, with `--from`.");
  }

  private static String where(ServiceDefinition service) {
    return service.targets().isEmpty()
        ? "It is on no target."
        : "It is on `" + String.join("`, `", service.targets()) + "`.";
  }

  private static ServiceDefinition service(Definitions definitions, String name) {
    return Optional.ofNullable(definitions.services().get(name))
        .orElseThrow(
            () ->
                usage(
                    "`%s` is not a service.".formatted(name),
                    SimilarNames.didYouMean(name, definitions.services().keySet())));
  }

  private static TargetDefinition target(Definitions definitions, String name) {
    return Optional.ofNullable(definitions.targets().get(name))
        .orElseThrow(
            () ->
                usage(
                    "`%s` is not a target.".formatted(name),
                    SimilarNames.didYouMean(name, definitions.targets().keySet())));
  }

  private static ClovaException usage(String what, String hint) {
    return new ClovaException(Problem.of(ProblemCode.NO_MATCH, what, hint));
  }
}
