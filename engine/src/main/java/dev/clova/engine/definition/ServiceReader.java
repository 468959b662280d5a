package dev.clova.engine.definition;

import dev.clova.engine.definition.HealthDefinition.Check;
import dev.clova.engine.definition.SyncDefinition.Delete;
import dev.clova.engine.definition.SyncDefinition.ModeRule;
import dev.clova.state.ProblemCode;
import dev.clova.state.SourcePosition;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads one {@code service.clova.toml}. */
final class ServiceReader {

  private static final int KEEP = 3;

  /** A new connection takes some time itself. */
  private static final Duration SOONEST = Duration.ofSeconds(5);

  private static final Duration LATEST = Duration.ofMinutes(10);

  private final Path directory;
  private final String path;
  private final Fields file;
  private final Problems problems;
  private final ServiceFolder folder;

  /**
   * @param directory the service's directory, absolute
   * @param path the same from the root, with {@code /}
   */
  ServiceReader(Path directory, String path, TomlFile toml, Problems problems) {
    this.directory = directory;
    this.path = path;
    this.file = Fields.of(Schema.service(), toml, problems);
    this.problems = problems;
    boolean rendersTemplates = !file.table("sync").texts("template").isEmpty();
    this.folder = new ServiceFolder(directory, rendersTemplates);
  }

  ServiceDraft read() {
    String name = path.substring(path.lastIndexOf('/') + 1);
    List<TextAt> patterns = file.textsAt("targets");
    Placing placing = new Placing(file.texts("targets"), List.of(), file.valueAt("targets"));
    ServiceDefinition service =
        new ServiceDefinition(
            name,
            directory,
            path,
            file.plain("description").orElse(""),
            placing,
            file.texts("after").stream().distinct().sorted().toList(),
            file.choice("state", RunState.values()),
            new RuntimeReader(file, folder, problems).read(),
            file.variables("vars"),
            sync(),
            new TreeMap<>(env()),
            onChange(),
            file.has("health") ? Optional.of(health()) : Optional.empty(),
            hooks(),
            renamedFrom(name),
            rollout(),
            file.table("move").period("keep"),
            file.table("lifecycle").flag("prevent_destroy"),
            file.at());
    return new ServiceDraft(service, patterns, file.textsAt("after"));
  }

  private Optional<TextAt> renamedFrom(String name) {
    Optional<TextAt> old = file.text("renamed_from");
    if (old.isPresent() && (!Names.isService(old.get().text()) || old.get().text().equals(name))) {
      String detail = "`renamed_from` must be the name that `%s` had before.".formatted(name);
      problems.add(old.get().at(), ProblemCode.BAD_VALUE, detail, Names.SERVICE_RULE);
    }
    return old;
  }

  private SyncDefinition sync() {
    Fields sync = file.table("sync");
    for (String key : List.of("exclude", "persist", "template")) {
      ServiceFolder.checkPatterns(sync.textsAt(key), problems);
    }
    Optional<String> owner = sync.plain("owner");
    if (!owner.map(Names::isOwner).orElse(true)) {
      String detail = "`owner` must be `user` or `user:group`.";
      String hint = "For example `owner = \"app\"`.";
      problems.add(sync.valueAt("owner"), ProblemCode.BAD_VALUE, detail, hint);
    }
    return new SyncDefinition(
        sync.texts("exclude"),
        sync.texts("persist"),
        sync.texts("template"),
        modes(sync),
        owner,
        sync.choice("delete", Delete.values()));
  }

  private List<ModeRule> modes(Fields sync) {
    List<ModeRule> modes = new ArrayList<>();
    sync.entries("mode")
        .forEach(
            (pattern, mode) -> {
              ServiceFolder.checkPattern(pattern, mode.at(), problems);
              modes.add(new ModeRule(pattern, FileMode.parse(mode.text()).orElseThrow()));
            });
    return modes;
  }

  private Map<String, TextAt> env() {
    Map<String, TextAt> env = file.entries("env");
    if (file.has("env") && folder.has(".env")) {
      String detail =
          "`[env]` is written to `.env`, but the directory has a `" + path + "/.env` of its own.";
      String hint = "Move its lines to `[env]`, or leave `[env]` out.";
      problems.add(file.keyAt("env"), ProblemCode.CONFLICT, detail, hint);
    }
    return env;
  }

  private List<OnChange> onChange() {
    List<OnChange> rules = new ArrayList<>();
    for (Fields rule : file.tables("on_change")) {
      ServiceFolder.checkPatterns(rule.textsAt("files"), problems);
      Optional<TextAt> action = rule.text("action");
      if (action.isPresent()) {
        action(action.get())
            .ifPresent(known -> rules.add(new OnChange(rule.texts("files"), known)));
      }
    }
    return rules;
  }

  private Optional<OnChange.Action> action(TextAt action) {
    String text = action.text();
    if (text.startsWith("run:") && !text.substring(4).isBlank()) {
      String command = text.substring(4).strip();
      int lead = text.indexOf(command);
      SourcePosition at = action.at();
      SourcePosition moved =
          new SourcePosition(at.file(), at.line(), at.column() + lead, at.text(), at.width());
      return Optional.of(new OnChange.Action.Run(new TextAt(command, moved)));
    }
    return switch (text) {
      case "restart" -> Optional.of(new OnChange.Action.Restart());
      case "reload" -> Optional.of(new OnChange.Action.Reload());
      case "none" -> Optional.of(new OnChange.Action.None());
      default -> {
        String detail = "`action` is one of `restart`, `reload`, `none` and `run: COMMAND`.";
        String guess = SimilarNames.didYouMean(text, List.of("restart", "reload", "none"));
        String hint = guess.isEmpty() ? "For example `action = \"run: ./refresh\"`." : guess;
        problems.add(action.at(), ProblemCode.BAD_VALUE, detail, hint);
        yield Optional.empty();
      }
    };
  }

  private HealthDefinition health() {
    Fields health = file.table("health");
    return new HealthDefinition(
        check(health), health.duration("interval"), health.duration("timeout"), health.at());
  }

  private Check check(Fields health) {
    List<String> ways = new ArrayList<>(List.of("http", "tcp", "command"));
    ways.removeIf(way -> !health.has(way));
    if (ways.isEmpty()) {
      String detail = "`[health]` has none of `http`, `tcp` and `command`.";
      String hint = "For example `http = \"http://localhost:8080/\"`.";
      problems.add(health.at(), ProblemCode.MISSING_KEY, detail, hint);
      return new Check.Command(new TextAt("", health.at()));
    }
    for (String other : ways.subList(1, ways.size())) {
      String detail =
          "`"
              + other
              + "` is here, but so is `"
              + ways.getFirst()
              + "` ("
              + health.keyAt(ways.getFirst())
              + ").";
      String hint = "A service has one health check: leave one of them out.";
      problems.add(health.keyAt(other), ProblemCode.CONFLICT, detail, hint);
    }
    for (String key : List.of("expect", "contains")) {
      if (health.has(key) && !health.has("http")) {
        String detail = "`" + key + "` is about the answer to `http`, which is not here.";
        problems.add(health.keyAt(key), ProblemCode.CONFLICT, detail, "Leave it out.");
      }
    }
    TextAt text = health.text(ways.getFirst()).orElse(new TextAt("", health.at()));
    return switch (ways.getFirst()) {
      case "http" -> new Check.Http(text, health.whole("expect"), health.text("contains"));
      case "tcp" -> new Check.Tcp(text);
      default -> new Check.Command(text);
    };
  }

  private HooksDefinition hooks() {
    Fields hooks = file.table("hooks");
    return new HooksDefinition(
        hook(hooks, "before_apply"), hook(hooks, "after_apply"), hook(hooks, "before_stop"));
  }

  private RolloutDefinition rollout() {
    Fields rollout = file.table("rollout");
    return new RolloutDefinition(
        rollout.share("batch"),
        rollout.whole("canary").orElse(0),
        rollout.durationOrNone("pause"),
        rollout.whole("max_failures").orElse(0),
        rollout.choice("on_failure", RolloutDefinition.OnFailure.values()),
        rollout.whole("keep").orElse(KEEP),
        rollout.text("confirm").flatMap(this::confirm));
  }

  private Optional<Duration> confirm(TextAt text) {
    if (text.text().equals("never")) {
      return Optional.of(Duration.ZERO);
    }
    Optional<Duration> time =
        Durations.parse(text.text())
            .filter(d -> d.compareTo(SOONEST) >= 0 && d.compareTo(LATEST) <= 0);
    if (time.isEmpty()) {
      String detail = "`confirm` must be a time from `5s` to `10m`, or `never`.";
      problems.add(text.at(), ProblemCode.BAD_VALUE, detail, "For example `confirm = \"45s\"`.");
    }
    return time;
  }

  private static Optional<TextAt> hook(Fields hooks, String key) {
    return hooks.text(key).filter(text -> !text.text().isBlank());
  }
}
