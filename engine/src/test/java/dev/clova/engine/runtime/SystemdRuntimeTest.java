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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class SystemdRuntimeTest {

  private static final Placement BLOG = new Placement("blog", "vps");
  private static final String DIRECTORY = "/srv/clova/blog";

  static Stream<CaseFile> cases() {
    return CaseFile.in("systemd");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void aCaseLeadsToItsPlan(CaseFile file) {
    SystemdRuntime runtime = runtime(file);
    Sight sight = sight(file);
    boolean retires = file.sections().containsKey("retire");
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

  private static SystemdRuntime runtime(CaseFile file) {
    Map<String, Content> units = new TreeMap<>();
    file.named("unit").forEach((name, text) -> units.put(name, Content.of(bytes(text))));
    List<String> settings = file.lines("settings");
    return SystemdRuntime.of(
        BLOG,
        !settings.contains("stopped"),
        units,
        !settings.contains("not enabled"),
        settings.contains("env"),
        new OnChange(
            settings.contains("reload")
                ? List.of(
                    new OnChange.Rule(
                        path -> path.endsWith(".conf"), new OnChange.Reaction.Reload()))
                : List.of()));
  }

  private static Sight sight(CaseFile file) {
    List<String> settings = file.lines("settings");
    Sight.Demand demand =
        settings.contains("demand stop")
            ? Sight.Demand.STOP
            : settings.contains("demand restart") ? Sight.Demand.RESTART : Sight.Demand.AS_DECLARED;
    return new Sight(
        DIRECTORY,
        new Sight.Answer(settings.contains("not asked") ? -1 : 0, answer(file)),
        record(file),
        Attributes.of(file.pairs("remembered")).isEmpty() ? Attributes.none() : remembered(file),
        TreeSight.NOTHING,
        demand,
        settings.stream().filter(line -> line.startsWith("unfinished ")).findFirst());
  }

  private static Attributes remembered(CaseFile file) {
    Attributes all = Attributes.none();
    for (Map.Entry<String, String> pair : file.pairs("remembered").entrySet()) {
      all = all.with(pair.getKey(), filled(file, pair.getValue()));
    }
    return all;
  }

  private static Optional<PlacementRecord> record(CaseFile file) {
    if (!file.sections().containsKey("recorded")) {
      return Optional.empty();
    }
    RuntimeRecord runtime =
        new RuntimeRecord(
            "systemd", Attributes.of(file.pairs("recorded")), List.of(), Optional.empty(), "");
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

  private static String answer(CaseFile file) {
    return filled(file, file.text("answer"));
  }

  /** Digests stand in a case as {@code <NAME>}, of a unit's file or of what Clova adds to it. */
  private static String filled(CaseFile file, String text) {
    String filled = text;
    for (Map.Entry<String, String> unit : file.named("unit").entrySet()) {
      Content content = Content.of(bytes(unit.getValue()));
      DropIn dropIn =
          DropIn.of(
              UnitFile.of(unit.getKey(), content),
              DIRECTORY,
              file.lines("settings").contains("env"));
      filled =
          filled
              .replace("<" + unit.getKey() + ">", content.digest().hex())
              .replace(
                  "<" + unit.getKey() + ".d>",
                  dropIn.content().map(c -> c.digest().hex()).orElse(""));
    }
    return filled.replaceAll("<old>", Digest.of("[Service]\nExecStart=/bin/old\n").hex());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
