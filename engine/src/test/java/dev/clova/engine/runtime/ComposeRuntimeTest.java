package dev.clova.engine.runtime;

import dev.clova.engine.kind.Changes;
import dev.clova.engine.kind.Finding;
import dev.clova.engine.kind.Sight;
import dev.clova.engine.kind.TreeSight;
import dev.clova.engine.step.Content;
import dev.clova.state.Address;
import dev.clova.state.Attributes;
import dev.clova.state.Digest;
import dev.clova.state.Home;
import dev.clova.state.Placement;
import dev.clova.state.PlacementRecord;
import dev.clova.state.RuntimeRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ComposeRuntimeTest {

  private static final Placement BLOG = new Placement("blog", "vps");
  private static final String DIRECTORY = "/srv/clova/blog";

  static Stream<CaseFile> cases() {
    return CaseFile.in("compose");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void aCaseLeadsToItsPlan(CaseFile file) {
    List<String> settings = file.lines("settings");
    Sight sight = sight(file);
    boolean retires = settings.contains("retire");
    ComposeRuntime runtime =
        retires
            ? ComposeRuntime.recalled(record(file).orElseThrow(), settings.contains("purge"))
            : runtime(file);
    Finding finding = retires ? runtime.retire(sight) : runtime.judge(sight, changes(file));

    Map<String, List<String>> actual = new HashMap<>();
    actual.put(retires ? "retire" : "plan", Told.of(finding));
    if (file.sections().containsKey("status")) {
      RunStatus status = runtime.status(sight);
      String since = status.since().map(Instant::toString).orElse("-");
      actual.put("status", List.of(status.state().toString(), "since " + since, status.detail()));
    }
    file.expect(actual);
  }

  private static ComposeRuntime runtime(CaseFile file) {
    List<String> settings = file.lines("settings");
    List<ComposeProject.File> files = new ArrayList<>();
    file.named("compose")
        .forEach((path, text) -> files.add(new ComposeProject.File(path, Content.of(bytes(text)))));
    ComposeProject.Env env =
        settings.stream()
            .filter(line -> line.startsWith("env "))
            .findFirst()
            .<ComposeProject.Env>map(
                line ->
                    new ComposeProject.Env.Declared(
                        new TreeMap<>(Map.of("KEY", line.substring(4))), Digest.of(line)))
            .orElseGet(ComposeProject.Env.None::new);
    ComposeProject project =
        new ComposeProject(
            "blog",
            files,
            List.of(),
            "missing",
            false,
            true,
            env,
            ComposeReferences.of(file.named("compose").values(), List::of));
    List<OnChange.Rule> rules =
        List.of(
            new OnChange.Rule(path -> path.endsWith(".html"), new OnChange.Reaction.None()),
            new OnChange.Rule(
                path -> path.endsWith(".conf"), new OnChange.Reaction.Run("./refresh")));
    return ComposeRuntime.of(
        BLOG,
        !settings.contains("stopped"),
        project,
        new OnChange(settings.contains("rules") ? rules : List.of()),
        Attributes.of(file.pairs("former")));
  }

  private static Sight sight(CaseFile file) {
    List<String> settings = file.lines("settings");
    Sight.Demand demand =
        settings.stream()
            .filter(line -> line.startsWith("demand "))
            .findFirst()
            .map(line -> Sight.Demand.valueOf(line.substring(7).toUpperCase(java.util.Locale.ROOT)))
            .orElse(Sight.Demand.AS_DECLARED);
    return new Sight(
        DIRECTORY,
        new Sight.Answer(settings.contains("not asked") ? -1 : 0, file.text("answer")),
        record(file),
        Attributes.of(file.pairs("remembered")),
        TreeSight.NOTHING,
        demand,
        settings.stream()
            .filter(line -> line.startsWith("unfinished "))
            .findFirst()
            .map(line -> line.substring(11)));
  }

  private static Optional<PlacementRecord> record(CaseFile file) {
    if (!file.sections().containsKey("recorded")) {
      return Optional.empty();
    }
    RuntimeRecord runtime =
        new RuntimeRecord(
            "compose",
            Attributes.of(file.pairs("recorded")),
            List.of("data/"),
            Optional.empty(),
            "");
    return Optional.of(
        PlacementRecord.first(
                BLOG,
                new Home("/srv/clova", DIRECTORY, "", "sudo", Attributes.none()),
                Instant.EPOCH,
                "")
            .withRuntime(runtime));
  }

  private static Changes changes(CaseFile file) {
    Changes changes = new Changes(BLOG);
    for (String line : file.lines("changed")) {
      switch (line) {
        case "fresh" -> changes.fresh();
        case "env" -> changes.input(Address.of(BLOG, "env"));
        default -> changes.file(line);
      }
    }
    return changes;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
