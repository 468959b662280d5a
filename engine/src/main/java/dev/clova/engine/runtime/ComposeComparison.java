package dev.clova.engine.runtime;

import dev.clova.engine.kind.Changes;
import dev.clova.engine.kind.EnvResource;
import dev.clova.engine.kind.Sight;
import dev.clova.engine.runtime.ComposeAnswer.Service;
import dev.clova.engine.runtime.ComposeVerdict.Fate;
import dev.clova.engine.runtime.ComposeVerdict.Item;
import dev.clova.state.Address;
import dev.clova.state.Attributes;
import dev.clova.state.Placement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Works out what becomes of a project's containers, one by one. */
final class ComposeComparison {

  private final Placement placement;
  private final ComposeProject project;
  private final ComposeAnswer seen;
  private final Sight sight;
  private final Changes changes;
  private final OnChange onChange;

  private final List<Item> items = new ArrayList<>();
  private final SortedSet<Address> inputs = new TreeSet<>();

  private ComposeComparison(
      Placement placement,
      ComposeProject project,
      ComposeAnswer seen,
      Sight sight,
      Changes changes,
      OnChange onChange) {
    this.placement = placement;
    this.project = project;
    this.seen = seen;
    this.sight = sight;
    this.changes = changes;
    this.onChange = onChange;
  }

  static ComposeVerdict of(
      Placement placement,
      ComposeProject project,
      ComposeAnswer seen,
      Sight sight,
      Changes changes,
      OnChange onChange) {
    ComposeComparison comparison =
        new ComposeComparison(placement, project, seen, sight, changes, onChange);
    seen.containers().forEach(comparison::container);
    comparison.missing();
    return new ComposeVerdict(comparison.items, comparison.inputs);
  }

  private boolean isUnsure() {
    return !project.readBeside(changes).isEmpty();
  }

  private void container(ComposeContainer container) {
    String service = container.service();
    boolean isDeclared = seen.settled() || seen.services().containsKey(service);
    if (seen.would(container, "Removing") || seen.would(container, "Removed")) {
      String why = isDeclared ? "fewer of it are wanted" : "the Compose files do not name it";
      add(Fate.REMOVE, container, why, false);
      return;
    }
    if (!seen.services().isEmpty() && !isDeclared) {
      return;
    }
    if (seen.would(container, "Recreate") || seen.would(container, "Recreated")) {
      recreated(container);
      return;
    }
    if (usesOther(container)) {
      add(Fate.RECREATE, container, "a config or secret in its definition changed", false);
      definitionInputs();
      return;
    }
    state(container);
    boolean isUncertain = isUnsure() || couldNotTell();
    if (isUncertain && items.stream().noneMatch(item -> item.id().equals(container.id()))) {
      add(Fate.MAY_RECREATE, container, unsureWhy(), false);
      definitionInputs();
    }
  }

  private boolean couldNotTell() {
    boolean isWithheld = seen.onlyLooked() && !seen.unfed();
    return !seen.settled()
        && !seen.same()
        && !isWithheld
        && !(seen.would().isPresent() && seen.would().getAsInt() == 0);
  }

  private String unsureWhy() {
    return isUnsure()
        ? "Compose reads changed files with the definition"
        : seen.onlyLooked() ? "this key may only look" : "Compose could not tell beforehand";
  }

  private void recreated(ComposeContainer container) {
    String wanted =
        Optional.ofNullable(seen.services().get(container.service()))
            .map(service -> service.get("image"))
            .orElse("");
    boolean other = !wanted.isEmpty() && !wanted.equals(container.image());
    String why =
        other
            ? "image " + container.image() + " -> " + wanted
            : container.moved()
                ? "`" + container.image() + "` is another image by now"
                : "its definition changed";
    add(Fate.RECREATE, container, why + absent(container.service()), other || container.moved());
    if (!container.moved() || other) {
      definitionInputs();
    }
  }

  private String absent(String service) {
    String image =
        Optional.ofNullable(seen.services().get(service)).map(s -> s.get("image")).orElse("");
    if (!seen.absent().contains(image)) {
      return "";
    }
    return switch (project.pull()) {
      case "never" -> ", which is not there and never pulled";
      default -> ", which is pulled";
    };
  }

  private boolean usesOther(ComposeContainer container) {
    return seen.inlineDiffers()
        && Optional.ofNullable(seen.services().get(container.service()))
            .filter(service -> service.uses().stream().anyMatch(seen.inline()::contains))
            .isPresent();
  }

  private void state(ComposeContainer container) {
    switch (container.status()) {
      case "running" -> running(container);
      case "restarting" ->
          add(Fate.RESTART, container, "it does not stay up: " + container.describe(), false);
      case "exited" -> ended(container);
      default -> add(Fate.START, container, container.describe(), false);
    }
  }

  private void running(ComposeContainer container) {
    if (container.isUnhealthy()) {
      add(Fate.RESTART, container, "unhealthy", false);
      return;
    }
    SortedSet<String> read = changedFiles(container);
    if (!read.isEmpty()) {
      String some = String.join(", ", List.copyOf(read).subList(0, Math.min(3, read.size())));
      String more = read.size() > 3 ? " and " + (read.size() - 3) + " more" : "";
      add(Fate.RESTART, container, "it mounts " + some + more, false);
      read.forEach(path -> inputs.add(address(path)));
      return;
    }
    List<Address> asked = askedByRule();
    if (!asked.isEmpty()) {
      add(Fate.RESTART, container, "a rule of `on_change` says so", false);
      inputs.addAll(asked);
      return;
    }
    if (sight.unfinished().isPresent() && mountsOurs(container)) {
      add(Fate.RESTART, container, sight.unfinished().get(), false);
    }
  }

  private void ended(ComposeContainer container) {
    if (isDone(container)) {
      add(Fate.AGAIN, container, "Compose starts what has ended", false);
    } else {
      add(Fate.START, container, container.describe(), false);
    }
  }

  private boolean isDone(ComposeContainer container) {
    return isDone(container, seen, sight.remembered());
  }

  /** Whether it is as what runs should be: up and well, or a job that has done its work. */
  static boolean isFine(ComposeContainer container, ComposeAnswer seen, Attributes remembered) {
    return (container.isUp() && !container.isUnhealthy()) || isDone(container, seen, remembered);
  }

  /** Whether it is a job that has done its work, and not a server that somebody stopped. */
  private static boolean isDone(
      ComposeContainer container, ComposeAnswer seen, Attributes remembered) {
    if (!container.endedWell() || container.comesBack()) {
      return false;
    }
    boolean isJob =
        container.policy().equals("on-failure")
            || Optional.ofNullable(seen.services().get(container.service()))
                .filter(service -> service.get("restart").equals("no"))
                .isPresent();
    boolean hadEnded =
        remembered.isEmpty() || remembered.get("ended:" + container.service()).isPresent();
    return isJob || hadEnded || seen.settled();
  }

  /** What is to be there and is not. */
  private void missing() {
    boolean told = seen.would().isPresent() && seen.would().getAsInt() == 0;
    for (Map.Entry<String, Set<String>> doing : seen.doing().entrySet()) {
      boolean isNew =
          doing.getValue().contains("Creating")
              && seen.containers().stream().noneMatch(c -> c.name().equals(doing.getKey()));
      if (told && isNew) {
        created(ComposeVerdict.serviceOf(doing.getKey(), seen, project.name()));
      }
    }
    if (!told && !seen.settled()) {
      for (Map.Entry<String, Service> service : seen.services().entrySet()) {
        if (seen.containers().stream().noneMatch(c -> c.service().equals(service.getKey()))) {
          created(service.getKey());
        }
      }
    }
  }

  private void created(String service) {
    String image =
        Optional.ofNullable(seen.services().get(service)).map(s -> s.get("image")).orElse("");
    String why = image.isEmpty() ? "" : "image " + image + absent(service);
    items.add(new Item(Fate.CREATE, service, "", why, false));
    if (!changes.isFresh()) {
      definitionInputs();
    }
  }

  private void definitionInputs() {
    for (String path : project.paths()) {
      if (changes.files().containsKey(path)) {
        inputs.add(address(path));
      }
    }
    inputs.addAll(env().stream().toList());
    if (isUnsure()) {
      readInputs();
    }
  }

  private void readInputs() {
    project.readBeside(changes).forEach(path -> inputs.add(address(path)));
  }

  private Optional<Address> env() {
    return changes.inputs().stream()
        .filter(input -> input.kind().equals(EnvResource.KIND))
        .findFirst();
  }

  private Address address(String path) {
    Address file = changes.files().get(path);
    return file == null ? Address.of(placement, EnvResource.KIND) : file;
  }

  /**
   * Changed files that the container has mounted, unless a rule says that this is nothing to it.
   */
  private SortedSet<String> changedFiles(ComposeContainer container) {
    SortedSet<String> read = new TreeSet<>();
    for (String path : changes.files().keySet()) {
      boolean isInput =
          onChange
              .rule(path)
              .map(
                  reaction ->
                      switch (reaction) {
                        case OnChange.Reaction.None _, OnChange.Reaction.Run _ -> false;
                        case OnChange.Reaction.Reload _, OnChange.Reaction.Restart _ -> true;
                      })
              .orElse(true);
      if (isInput && mounts(container, path)) {
        read.add(path);
      }
    }
    if (env().isPresent() && mounts(container, ".env")) {
      read.add(".env");
    }
    return read;
  }

  /** Files of which a rule says that they restart the service, mounted or not. */
  private List<Address> askedByRule() {
    List<Address> asked = new ArrayList<>();
    changes
        .files()
        .forEach(
            (path, address) -> {
              boolean isMounted = seen.containers().stream().anyMatch(c -> mounts(c, path));
              boolean says =
                  onChange
                      .rule(path)
                      .filter(OnChange.Reaction.Restart.class::isInstance)
                      .isPresent();
              if (says && !isMounted) {
                asked.add(address);
              }
            });
    return asked;
  }

  private boolean mounts(ComposeContainer container, String path) {
    String absolute = sight.directory() + "/" + path;
    return container.mounts().stream()
        .filter(ComposeContainer.Mount::isBind)
        .map(ComposeContainer.Mount::source)
        .filter(source -> source.startsWith(sight.directory()))
        .anyMatch(source -> absolute.equals(source) || absolute.startsWith(source + "/"));
  }

  private boolean mountsOurs(ComposeContainer container) {
    List<String> persist =
        sight.recorded().map(record -> record.runtime().persist()).orElse(List.of());
    String home = sight.directory() + "/";
    return container.mounts().stream()
        .filter(ComposeContainer.Mount::isBind)
        .map(mount -> mount.source() + "/")
        .anyMatch(
            source ->
                home.equals(source)
                    || (source.startsWith(home)
                        && persist.stream()
                            .map(path -> path.replaceFirst("/+$", "") + "/")
                            .noneMatch(path -> source.startsWith(home + path))));
  }

  private void add(Fate fate, ComposeContainer container, String why, boolean image) {
    items.add(new Item(fate, container.service(), container.id(), why, image));
  }
}
