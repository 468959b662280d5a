package dev.clova.engine.runtime;

import dev.clova.engine.runtime.ComposeAnswer.Service;
import dev.clova.state.Address;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

/**
 * What becomes of each container, and why. Compose itself says what it would recreate; what a
 * container has mounted says whether it must start again.
 *
 * @param items by service
 * @param inputs changed things of the service that lead to it
 */
record ComposeVerdict(List<Item> items, SortedSet<Address> inputs) {

  ComposeVerdict {
    items =
        items.stream()
            .sorted(Comparator.comparing(Item::service).thenComparing(Item::fate))
            .distinct()
            .toList();
  }

  /** What becomes of a container. */
  enum Fate {
    CREATE("creates"),
    RECREATE("recreates"),
    MAY_RECREATE("may recreate"),
    RESTART("restarts"),
    START("starts"),
    AGAIN("runs again"),
    REMOVE("removes");

    private final String verb;

    Fate(String verb) {
      this.verb = verb;
    }
  }

  /**
   * One container, or what will be one.
   *
   * @param fate what becomes of it
   * @param service its service
   * @param id its id; empty if it is not there yet
   * @param why in a few words
   * @param image whether that is its image
   */
  record Item(Fate fate, String service, String id, String why, boolean image) {

    /** {@code recreates web: image fleet/busybox:1.0.0 -> fleet/busybox:2.0.0}. */
    String describe() {
      return fate.verb + " " + service + (why.isEmpty() ? "" : ": " + why);
    }
  }

  boolean has(Fate fate) {
    return items.stream().anyMatch(item -> item.fate() == fate);
  }

  List<Item> of(Fate fate) {
    return items.stream().filter(item -> item.fate() == fate).toList();
  }

  /** Nothing is to be done; what would run again by the way does not count. */
  boolean isEmpty() {
    return items.stream().allMatch(item -> item.fate() == Fate.AGAIN);
  }

  /** Names of services in the lines of a plan, each once. */
  List<String> describe() {
    List<String> lines = new ArrayList<>();
    for (Fate fate : Fate.values()) {
      if (fate == Fate.MAY_RECREATE) {
        may().ifPresent(lines::add);
      } else {
        of(fate).stream().map(Item::describe).distinct().forEach(lines::add);
      }
    }
    return lines;
  }

  private Optional<String> may() {
    List<Item> may = of(Fate.MAY_RECREATE);
    if (may.isEmpty()) {
      return Optional.empty();
    }
    List<String> names = may.stream().map(Item::service).distinct().toList();
    return Optional.of(
        "may recreate any of "
            + String.join(", ", names)
            + ": "
            + may.getFirst().why()
            + ", so Compose decides that in the apply");
  }

  /** The container that Compose would make by this name, as the service that it is of. */
  static String serviceOf(String container, ComposeAnswer seen, String project) {
    for (var service : seen.services().entrySet()) {
      Service declared = service.getValue();
      String named = declared.get("container_name");
      String number = container.replaceFirst("^.*[-_]([0-9]+)$", "$1");
      Set<String> usual =
          Set.of(
              project + "-" + service.getKey() + "-" + number,
              project + "_" + service.getKey() + "_" + number);
      if (named.equals(container) || usual.contains(container)) {
        return service.getKey();
      }
    }
    return container;
  }
}
