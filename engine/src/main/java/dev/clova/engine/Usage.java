package dev.clova.engine;

import dev.clova.engine.kind.UseLook;
import dev.clova.engine.kind.UseLook.Count;
import dev.clova.engine.kind.UseLook.Use;
import dev.clova.engine.observed.Observed;
import dev.clova.engine.observed.TargetView;
import dev.clova.state.Placement;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one placement uses of its target.
 *
 * @param now by the last look
 * @param before by the look before it, if there was one
 */
public record Usage(Use now, Optional<Use> before) {

  /** How many processors it keeps busy; empty until it was looked at twice. */
  public OptionalDouble processors() {
    OptionalDouble nanos = perSecond(Count.CPU);
    return nanos.isPresent() ? OptionalDouble.of(nanos.getAsDouble() / 1e9) : nanos;
  }

  /** What something is counted to now. */
  public OptionalLong of(Count count) {
    return now.of(count);
  }

  /** By how much that grows in a second; empty until it was looked at twice. */
  public OptionalDouble perSecond(Count count) {
    return before.map(earlier -> now.since(earlier, count)).orElse(OptionalDouble.empty());
  }

  /** Of every placement that tells it. */
  static SortedMap<Placement, Usage> of(Observed now, Map<String, TargetView> before) {
    SortedMap<Placement, Usage> all = new TreeMap<>();
    now.targets()
        .forEach(
            (target, view) ->
                uses(target, view)
                    .forEach(
                        (placement, use) ->
                            all.put(
                                placement,
                                new Usage(
                                    use,
                                    Optional.ofNullable(
                                        uses(target, before.get(target)).get(placement))))));
    return all;
  }

  private static SortedMap<Placement, Use> uses(
      String target, @org.jspecify.annotations.Nullable TargetView view) {
    SortedMap<Placement, Use> uses = new TreeMap<>();
    if (view instanceof TargetView.Reached reached) {
      reached
          .services()
          .forEach(
              (service, seen) ->
                  UseLook.read(seen.answer(UseLook.NAME))
                      .ifPresent(use -> uses.put(new Placement(service, target), use)));
    }
    return uses;
  }
}
