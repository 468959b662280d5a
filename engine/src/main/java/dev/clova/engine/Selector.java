package dev.clova.engine;

import dev.clova.engine.definition.Definitions;
import dev.clova.engine.definition.TargetDefinition;
import dev.clova.state.Address;
import dev.clova.state.ClovaException;
import dev.clova.state.Placement;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import dev.clova.state.State;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A selection against what there is: what is declared and what is recorded. A pattern that matches
 * nothing is an error, never everything.
 */
final class Selector {

  private final Definitions definitions;
  private final SortedSet<Placement> all = new TreeSet<>();

  Selector(Definitions definitions, State state) {
    this.definitions = definitions;
    all.addAll(definitions.placements());
    all.addAll(state.placements().keySet());
  }

  /** The recorded placements that a selection is about. */
  static List<Placement> recorded(Definitions definitions, State state, Selection selection) {
    Predicate<Placement> selected = new Selector(definitions, state).predicate(selection);
    return state.placements().keySet().stream().filter(selected).toList();
  }

  /** Which placements a selection is about. */
  Predicate<Placement> predicate(Selection selection) {
    if (selection.isAll()) {
      return placement -> true;
    }
    List<Predicate<Placement>> patterns = selection.patterns().stream().map(this::known).toList();
    List<Predicate<Placement>> targets = selection.targets().stream().map(this::onTarget).toList();
    List<Predicate<Placement>> exclude = selection.exclude().stream().map(this::known).toList();
    return placement ->
        (patterns.isEmpty() || patterns.stream().anyMatch(p -> isOf(placement, p)))
            && (targets.isEmpty() || targets.stream().anyMatch(p -> p.test(placement)))
            && exclude.stream().noneMatch(p -> isOf(placement, p));
  }

  /** A service and what it was before it was renamed are one. */
  private boolean isOf(Placement placement, Predicate<Placement> pattern) {
    return pattern.test(placement)
        || definitions.renames().entrySet().stream()
            .flatMap(
                renamed ->
                    placement.service().equals(renamed.getKey())
                        ? Stream.of(renamed.getValue())
                        : placement.service().equals(renamed.getValue())
                            ? Stream.of(renamed.getKey())
                            : Stream.empty())
            .anyMatch(other -> pattern.test(new Placement(other, placement.target())));
  }

  private Predicate<Placement> known(String pattern) {
    Predicate<Placement> predicate = pattern(pattern);
    if (all.stream().noneMatch(predicate) && !definitions.services().containsKey(pattern)) {
      throw nothing(pattern);
    }
    return predicate;
  }

  /** What a pattern selects, be it nothing. */
  Predicate<Placement> pattern(String pattern) {
    if (pattern.startsWith("tag:")) {
      return placement -> hasTag(placement.target(), pattern.substring("tag:".length()));
    }
    if (pattern.startsWith("@")) {
      PathMatcher glob = glob(pattern.substring(1));
      return placement -> glob.matches(Path.of(placement.target()));
    }
    Optional<Address> address = Address.parse(pattern);
    if (address.isPresent()) {
      PathMatcher service = glob(address.get().placement().service());
      PathMatcher target = glob(address.get().placement().target());
      return placement ->
          service.matches(Path.of(placement.service()))
              && target.matches(Path.of(placement.target()));
    }
    PathMatcher glob = glob(pattern);
    return placement -> glob.matches(Path.of(placement.service()));
  }

  private Predicate<Placement> onTarget(String pattern) {
    Predicate<Placement> predicate =
        pattern.startsWith("tag:") || pattern.startsWith("@")
            ? pattern(pattern)
            : pattern("@" + pattern);
    boolean known =
        all.stream().anyMatch(predicate)
            || definitions.targets().keySet().stream()
                .anyMatch(name -> predicate.test(new Placement("any", name)));
    if (!known) {
      throw nothing("-t " + pattern);
    }
    return predicate;
  }

  private boolean hasTag(String target, String tag) {
    TargetDefinition definition = definitions.targets().get(target);
    return definition != null && definition.tags().contains(tag);
  }

  private static PathMatcher glob(String pattern) {
    try {
      return FileSystems.getDefault().getPathMatcher("glob:" + pattern);
    } catch (java.util.regex.PatternSyntaxException e) {
      throw new ClovaException(
          Problem.of(ProblemCode.USAGE, "`" + pattern + "` is not a pattern.", ""), e);
    }
  }

  private static ClovaException nothing(String pattern) {
    return new ClovaException(
        Problem.of(
            ProblemCode.NO_MATCH,
            "`" + pattern + "` matches no service and no target.",
            "Select with `SERVICE`, `SERVICE@TARGET`, `@TARGET` or `tag:TAG`."));
  }
}
