package dev.clova.engine.desired;

import dev.clova.engine.definition.Definitions;
import dev.clova.engine.definition.RunState;
import dev.clova.engine.definition.ServiceDefinition;
import dev.clova.engine.definition.TargetDefinition;
import dev.clova.engine.template.Rendering;
import dev.clova.engine.template.Templates;
import dev.clova.engine.tree.LocalTree;
import dev.clova.engine.tree.ServiceSource;
import dev.clova.engine.tree.SourceTree;
import dev.clova.engine.tree.TreeScanner;
import dev.clova.state.ClovaException;
import dev.clova.state.Placement;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Spreads the definitions over the targets: every placement with its rendered files, env and
 * commands. Tells all that is wrong in one go.
 */
public final class DesiredBuilder {

  private final Definitions definitions;
  private final TreeScanner scanner;
  private final Templates templates;
  private final FactSource facts;
  private final Map<Placement, Earlier> earlier;
  private final List<Problem> problems = new ArrayList<>();
  private final List<Problem> warnings = new ArrayList<>();
  private final SortedMap<Placement, DesiredPlacement> placements = new TreeMap<>();
  private final SortedMap<Placement, Problem> undecided = new TreeMap<>();

  /** Tells facts of a target; asked only where a template needs them, for it costs a trip. */
  @FunctionalInterface
  public interface FactSource {
    /** Facts by name. */
    SortedMap<String, String> of(String target);
  }

  private DesiredBuilder(
      Definitions definitions,
      TreeScanner scanner,
      FactSource facts,
      Map<Placement, Earlier> earlier) {
    this.definitions = definitions;
    this.scanner = scanner;
    this.templates = new Templates(definitions);
    this.facts = facts;
    this.earlier = Map.copyOf(earlier);
  }

  /**
   * What the definitions ask for.
   *
   * @param state the placements
   * @param warnings what their owners should know
   * @param undecided placements that need facts of a target that does not tell them, and why
   */
  public record Desired(
      DesiredState state, List<Problem> warnings, SortedMap<Placement, Problem> undecided) {

    /** Copies its collections. */
    public Desired {
      undecided = Collections.unmodifiableSortedMap(new TreeMap<>(undecided));
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * Builds.
   *
   * @param facts tells what templates ask of a target
   * @param selected services and targets that are wanted; others are not read
   * @param earlier versions that are wanted in place of the declared ones
   * @throws ClovaException with everything that is wrong
   */
  public static Desired build(
      Definitions definitions,
      TreeScanner scanner,
      SortedMap<String, DesiredTarget> targets,
      FactSource facts,
      java.util.function.Predicate<Placement> selected,
      Map<Placement, Earlier> earlier) {
    DesiredBuilder builder = new DesiredBuilder(definitions, scanner, facts, earlier);
    definitions.services().values().forEach(service -> builder.service(service, selected));
    if (!builder.problems.isEmpty()) {
      throw new ClovaException(builder.problems);
    }
    DesiredState state =
        new DesiredState(
            definitions.workspace().id(),
            definitions.workspace().name(),
            targets,
            builder.placements,
            declared(definitions),
            definitions.renames(),
            definitions.keeps());
    return new Desired(state, builder.warnings, builder.undecided);
  }

  private static SortedSet<Placement> declared(Definitions definitions) {
    SortedSet<Placement> declared = new TreeSet<>();
    definitions.services().values().stream()
        .filter(service -> service.state() != RunState.ABSENT)
        .forEach(
            service ->
                service
                    .targets()
                    .forEach(target -> declared.add(new Placement(service.name(), target))));
    return declared;
  }

  private void service(
      ServiceDefinition service, java.util.function.Predicate<Placement> selected) {
    List<Placement> wanted =
        service.targets().stream()
            .map(target -> new Placement(service.name(), target))
            .filter(selected)
            .toList();
    if (wanted.isEmpty()) {
      return;
    }
    try {
      SourceTree source =
          scanner.scan(
              new ServiceSource(service.name(), service.directory(), service.path()),
              service.sync());
      source
          .warnings()
          .forEach(
              warning ->
                  warnings.add(
                      Problem.of(
                          ProblemCode.BAD_FILE,
                          "`" + warning.path() + "` " + warning.text() + ".",
                          "")));
      LocalTree shared =
          source.hasTemplates() ? LocalTree.EMPTY : source.render((p, t) -> new byte[0]);
      wanted.forEach(placement -> placement(service, source, shared, placement));
    } catch (ClovaException e) {
      problems.addAll(e.problems());
    }
  }

  private void placement(
      ServiceDefinition service, SourceTree source, LocalTree shared, Placement placement) {
    TargetDefinition target = Objects.requireNonNull(definitions.targets().get(placement.target()));
    Rendering rendering = templates.rendering(service, target, new TreeMap<>());
    try {
      placements.put(placement, spread(service, source, shared, placement, rendering));
    } catch (ClovaException e) {
      if (rendering.missedFacts()) {
        withFacts(service, source, shared, placement, target);
      } else {
        problems.addAll(e.problems());
      }
    }
  }

  private void withFacts(
      ServiceDefinition service,
      SourceTree source,
      LocalTree shared,
      Placement placement,
      TargetDefinition target) {
    SortedMap<String, String> known = new TreeMap<>();
    try {
      known.putAll(facts.of(placement.target()));
    } catch (ClovaException e) {
      undecided.put(placement, e.problems().getFirst());
      return;
    }
    try {
      Rendering rendering = templates.rendering(service, target, known);
      placements.put(placement, spread(service, source, shared, placement, rendering));
    } catch (ClovaException e) {
      problems.addAll(e.problems());
    }
  }

  private DesiredPlacement spread(
      ServiceDefinition service,
      SourceTree source,
      LocalTree shared,
      Placement placement,
      Rendering rendering) {
    Optional<Earlier> before = Optional.ofNullable(earlier.get(placement));
    LocalTree tree =
        before
            .map(Earlier::files)
            .orElseGet(() -> source.hasTemplates() ? rendered(source, rendering) : shared);
    return new Spread(definitions, service, source, rendering, tree, placement, before, problems)
        .build();
  }

  private static LocalTree rendered(SourceTree source, Rendering rendering) {
    return source.render(
        (path, text) -> rendering.file(path, text).getBytes(StandardCharsets.UTF_8));
  }
}
