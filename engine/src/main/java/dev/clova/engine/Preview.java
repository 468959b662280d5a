package dev.clova.engine;

import dev.clova.engine.definition.Definitions;
import dev.clova.engine.definition.ServiceDefinition;
import dev.clova.engine.desired.DesiredPlacement;
import dev.clova.engine.kind.EnvResource;
import dev.clova.engine.planning.Intent;
import dev.clova.engine.tree.ServiceSource;
import dev.clova.engine.tree.SourceFile;
import dev.clova.engine.tree.SourceTree;
import dev.clova.engine.tree.TreeScanner;
import dev.clova.state.ClovaException;
import dev.clova.state.Placement;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import dev.clova.state.TreeEntry;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a target would have of a service, worked out here: a target is asked for nothing but facts
 * that templates need.
 */
final class Preview {

  private static final String ENV = ".env";
  private static final String MASK = "********";

  private final Site site;
  private final Definitions definitions;
  private final Placement placement;

  /** Finds the placement; of several, the first. */
  Preview(Site site, Definitions definitions, String typed) {
    this.site = site;
    this.definitions = definitions;
    Selection selection = new Selection(List.of(typed), List.of(), List.of());
    try (Reach reach = Reach.of(site, definitions)) {
      this.placement =
          reach.placements(selection).stream()
              .filter(definitions.placements()::contains)
              .findFirst()
              .orElseThrow(
                  () ->
                      new ClovaException(
                          Problem.of(
                              ProblemCode.NO_MATCH,
                              "`" + typed + "` is not defined here.",
                              "`clova graph` lists all services and their targets.")));
    }
  }

  /** The files that would be sent. */
  ServiceFiles files() {
    ServiceDefinition service = definitions.service(placement.service());
    TreeScanner scanner =
        new TreeScanner(
            site.root().resolve(".clova").resolve("cache").resolve("digests"),
            Runtime.getRuntime().availableProcessors(),
            site.clock());
    SourceTree source =
        scanner.scan(
            new ServiceSource(service.name(), service.directory(), service.path()), service.sync());
    DesiredPlacement wanted = wanted();
    return new ServiceFiles(
        placement,
        wanted.source().tree(),
        env(wanted).isPresent(),
        source.rendered(),
        source.leftOut());
  }

  /**
   * Files as the target would have them, by path.
   *
   * @param path one of them; empty: all that are made from templates, and the env
   */
  Map<String, String> texts(Optional<String> path) {
    DesiredPlacement wanted = wanted();
    Map<String, String> texts = new LinkedHashMap<>();
    Set<String> paths = path.map(Set::of).orElseGet(() -> files().rendered());
    paths.stream()
        .sorted()
        .filter(one -> !one.equals(ENV))
        .forEach(one -> texts.put(one, text(wanted, one)));
    if (path.map(ENV::equals).orElse(true)) {
      env(wanted).ifPresent(env -> texts.put(ENV, masked(env)));
    }
    if (path.isPresent() && texts.isEmpty()) {
      throw noFile(path.get());
    }
    return texts;
  }

  private DesiredPlacement wanted() {
    Selection selection = new Selection(List.of(placement.toString()), List.of(), List.of());
    PlanRequest request =
        new PlanRequest(selection, Intent.CONVERGE, false, false, Set.of(), false);
    try (Run run = Run.begin(site, Outside.NOTHING, definitions, request)) {
      return Optional.ofNullable(run.desired().placements().get(placement)).orElseThrow();
    }
  }

  private String text(DesiredPlacement wanted, String path) {
    byte[] content =
        wanted
            .source()
            .tree()
            .find(path)
            .filter(TreeEntry.FileEntry.class::isInstance)
            .flatMap(
                entry ->
                    wanted.source().content((TreeEntry.FileEntry) entry, SourceFile.MOST_BYTES))
            .orElseThrow(() -> noFile(path));
    return new String(content, StandardCharsets.UTF_8);
  }

  private static Optional<EnvResource> env(DesiredPlacement wanted) {
    return wanted.resources().stream()
        .filter(EnvResource.class::isInstance)
        .map(EnvResource.class::cast)
        .findFirst();
  }

  /** Its values are nobody's to see. */
  private static String masked(EnvResource env) {
    return env.wanted().keys().stream()
        .map(key -> key + "='" + MASK + "'\n")
        .collect(Collectors.joining());
  }

  private ClovaException noFile(String path) {
    return new ClovaException(
        Problem.of(
            ProblemCode.NO_MATCH,
            "`%s` has no file `%s` of at most 1 MiB.".formatted(placement, path),
            "`clova files %s` lists them.".formatted(placement.service())));
  }
}
