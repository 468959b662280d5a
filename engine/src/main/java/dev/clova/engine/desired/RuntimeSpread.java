package dev.clova.engine.desired;

import dev.clova.engine.definition.OnChange.Action;
import dev.clova.engine.definition.RunState;
import dev.clova.engine.definition.RuntimeDefinition;
import dev.clova.engine.definition.ServiceDefinition;
import dev.clova.engine.definition.TextAt;
import dev.clova.engine.kind.EnvFile;
import dev.clova.engine.kind.EnvResource;
import dev.clova.engine.runtime.CommandRuntime;
import dev.clova.engine.runtime.ComposeProject;
import dev.clova.engine.runtime.ComposeReferences;
import dev.clova.engine.runtime.ComposeRuntime;
import dev.clova.engine.runtime.OnChange;
import dev.clova.engine.runtime.RuntimeResource;
import dev.clova.engine.runtime.SystemdRuntime;
import dev.clova.engine.step.Content;
import dev.clova.engine.template.Rendering;
import dev.clova.engine.tree.LocalTree;
import dev.clova.engine.tree.PathMatcher;
import dev.clova.state.Address;
import dev.clova.state.Attributes;
import dev.clova.state.Placement;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import dev.clova.state.TreeEntry.FileEntry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** How one placement runs, of what its service declares and of its files. */
final class RuntimeSpread {

  /** A file that a runtime reads is no longer than this. */
  private static final int MOST_TEXT = 1 << 20;

  /**
   * What a placement finds in its environment.
   *
   * @param declared whether there is an {@code [env]}
   * @param values its values
   * @param own a {@code .env} of the directory's own
   */
  record Env(boolean declared, SortedMap<String, String> values, Optional<EnvResource> own) {}

  private final ServiceDefinition service;
  private final Placement placement;
  private final LocalTree tree;
  private final Rendering rendering;
  private final Optional<Earlier> before;
  private final Env env;
  private final List<Problem> problems;
  private final StringBuilder digested = new StringBuilder();

  RuntimeSpread(
      ServiceDefinition service,
      Placement placement,
      LocalTree tree,
      Rendering rendering,
      Optional<Earlier> before,
      Env env,
      List<Problem> problems) {
    this.service = service;
    this.placement = placement;
    this.tree = tree;
    this.rendering = rendering;
    this.before = before;
    this.env = env;
    this.problems = problems;
  }

  /** What it was made of, to tell whether that is the same. */
  String digested() {
    return digested.toString();
  }

  /** What it runs by; empty if by nothing. */
  Optional<RuntimeResource> runtime() {
    before.ifPresent(this::refuseOtherRuntime);
    return switch (service.runtime()) {
      case RuntimeDefinition.Command command -> Optional.of(command(command));
      case RuntimeDefinition.Systemd systemd -> Optional.of(systemd(systemd));
      case RuntimeDefinition.Compose compose -> Optional.of(compose(compose));
      case RuntimeDefinition.None _ -> Optional.empty();
    };
  }

  /** What the record of an earlier version lists. */
  private Optional<List<String>> recordedWords(String name, String between) {
    return before
        .flatMap(earlier -> earlier.record().runtime().attributes().get(name))
        .filter(words -> !words.isEmpty())
        .map(words -> List.of(words.split(between, -1)));
  }

  private void refuseOtherRuntime(Earlier earlier) {
    String then = earlier.record().runtime().name();
    if (!then.equals(service.runtime().name())) {
      problems.add(
          Problem.at(
              service.at(),
              ProblemCode.CONFLICT,
              "`%s` ran by `%s` then and is declared to run by `%s` now."
                  .formatted(placement, then, service.runtime().name()),
              "Deploy that version's commit instead: `clova rollback --list` names it."));
    }
  }

  private ComposeRuntime compose(RuntimeDefinition.Compose compose) {
    List<ComposeProject.File> files = new ArrayList<>();
    recordedWords("files", "\n")
        .orElse(compose.files())
        .forEach(
            path ->
                file(path, "Compose file")
                    .ifPresent(content -> files.add(new ComposeProject.File(path, content))));
    refuseOtherOwner();
    List<String> profiles = compose.profiles().stream().map(rendering::text).toList();
    ComposeProject project =
        new ComposeProject(
            placement.service(),
            files,
            profiles,
            compose.pull().name().toLowerCase(Locale.ROOT),
            compose.build(),
            compose.removeOrphans(),
            composeEnv(),
            ComposeReferences.of(
                files.stream().map(file -> text(file.content())).toList(), this::yamlTexts));
    digested.append(compose.files()).append(profiles).append(compose.pull());
    digested.append(compose.build()).append(compose.removeOrphans());
    Attributes images =
        before
            .flatMap(earlier -> earlier.record().resource(Address.of(placement, "run", "compose")))
            .orElse(Attributes.none());
    return ComposeRuntime.of(
        placement, service.state() == RunState.RUNNING, project, onChange(), images);
  }

  /** What a privileged program obeys must not be anybody else's to write. */
  private void refuseOtherOwner() {
    service
        .sync()
        .owner()
        .filter(owner -> !owner.equals("root") && !owner.equals("root:root"))
        .ifPresent(
            owner ->
                problems.add(
                    Problem.at(
                        service.at(),
                        ProblemCode.CONFLICT,
                        "The files of `%s` would belong to `%s`, who could have Docker do anything."
                            .formatted(service.name(), owner),
                        "Leave out `owner` in `[sync]`: Compose files must be root's.")));
  }

  private ComposeProject.Env composeEnv() {
    if (env.declared()) {
      return new ComposeProject.Env.Declared(
          env.values(), EnvFile.of(env.values()).content().digest());
    }
    return env.own()
        .<ComposeProject.Env>map(
            file -> new ComposeProject.Env.Own(file.wanted().content().digest()))
        .orElseGet(ComposeProject.Env.None::new);
  }

  private List<String> yamlTexts() {
    return tree.tree().entries().stream()
        .filter(entry -> entry.path().endsWith(".yml") || entry.path().endsWith(".yaml"))
        .flatMap(entry -> file(entry.path()).stream())
        .map(RuntimeSpread::text)
        .toList();
  }

  private static String text(Content content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(content.length());
    try {
      content.writeTo(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private Optional<Content> file(String path, String what) {
    Optional<Content> content = file(path);
    if (content.isEmpty()) {
      problems.add(
          Problem.at(
              service.at(),
              ProblemCode.BAD_FILE,
              "`%s` is a %s of `%s`, but none of the files that it sends, or too large."
                  .formatted(path, what, service.name()),
              "See what `exclude` and `persist` in `[sync]` leave out."));
    }
    return content;
  }

  private SystemdRuntime systemd(RuntimeDefinition.Systemd systemd) {
    SortedMap<String, Content> units = new TreeMap<>();
    List<String> names = recordedWords("units", " ").orElse(systemd.units());
    names.forEach(unit -> unit(unit).ifPresent(content -> units.put(unit, content)));
    digested.append(systemd);
    return SystemdRuntime.of(
        placement,
        service.state() == RunState.RUNNING,
        units,
        systemd.enable(),
        env.declared(),
        onChange());
  }

  private Optional<Content> unit(String name) {
    Optional<Content> content = file(name);
    if (content.isEmpty() || !SystemdRuntime.isUnitName(name)) {
      String why =
          content.isEmpty()
              ? "`%s` is a unit of `%s`, but none of the files that it sends, or too large."
              : "`%s` is a unit of `%s`, but systemd takes no unit of that name.";
      problems.add(
          Problem.at(
              service.at(),
              ProblemCode.BAD_FILE,
              why.formatted(name, service.name()),
              "Name the units with `units` in `[systemd]`."));
      return Optional.empty();
    }
    return content;
  }

  /** A file of the tree that a runtime reads, as the target is to have it. */
  private Optional<Content> file(String path) {
    return tree.tree()
        .find(path)
        .filter(FileEntry.class::isInstance)
        .flatMap(entry -> tree.content((FileEntry) entry, MOST_TEXT))
        .map(Content::of);
  }

  private CommandRuntime command(RuntimeDefinition.Command command) {
    CommandRuntime.Commands declared =
        new CommandRuntime.Commands(
            rendering.text(command.start()),
            Optional.of(rendering.text(command.stop())),
            Optional.of(rendering.text(command.status())),
            command.reload().map(rendering::text),
            command.logs().map(rendering::text));
    CommandRuntime.Commands commands =
        before
            .map(earlier -> earlier.record().runtime())
            .filter(runtime -> runtime.name().equals("command"))
            .map(runtime -> CommandRuntime.Commands.recalled(runtime.attributes()))
            .orElse(declared);
    digested.append(commands.attributes());
    return new CommandRuntime(
        placement, service.state() == RunState.RUNNING, commands, env.declared(), onChange());
  }

  private OnChange onChange() {
    List<OnChange.Rule> rules = new ArrayList<>();
    for (var rule : service.onChange()) {
      OnChange.Reaction reaction =
          switch (rule.action()) {
            case Action.Restart() -> new OnChange.Reaction.Restart();
            case Action.Reload() -> new OnChange.Reaction.Reload();
            case Action.None() -> new OnChange.Reaction.None();
            case Action.Run(TextAt run) -> new OnChange.Reaction.Run(rendering.text(run));
          };
      rules.add(new OnChange.Rule(PathMatcher.of(rule.files()), reaction));
      digested.append(rule.files()).append(reaction);
    }
    return new OnChange(rules);
  }
}
