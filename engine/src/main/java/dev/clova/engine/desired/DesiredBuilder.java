package dev.clova.engine.desired;

import dev.clova.engine.definition.Definitions;
import dev.clova.engine.definition.HealthDefinition;
import dev.clova.engine.definition.HooksDefinition;
import dev.clova.engine.definition.OnChange.Action;
import dev.clova.engine.definition.RolloutDefinition;
import dev.clova.engine.definition.RunState;
import dev.clova.engine.definition.RuntimeDefinition;
import dev.clova.engine.definition.ServiceDefinition;
import dev.clova.engine.definition.SyncDefinition;
import dev.clova.engine.definition.TargetDefinition;
import dev.clova.engine.definition.TextAt;
import dev.clova.engine.kind.EnvFile;
import dev.clova.engine.kind.EnvResource;
import dev.clova.engine.kind.HealthCheck;
import dev.clova.engine.kind.Hooks;
import dev.clova.engine.kind.Resource;
import dev.clova.engine.kind.SyncResource;
import dev.clova.engine.runtime.CommandRuntime;
import dev.clova.engine.runtime.ComposeProject;
import dev.clova.engine.runtime.ComposeReferences;
import dev.clova.engine.runtime.ComposeRuntime;
import dev.clova.engine.runtime.OnChange;
import dev.clova.engine.runtime.RuntimeResource;
import dev.clova.engine.runtime.SystemdRuntime;
import dev.clova.engine.step.Content;
import dev.clova.engine.step.Rollout;
import dev.clova.engine.template.Rendering;
import dev.clova.engine.template.Templates;
import dev.clova.engine.tree.LocalTree;
import dev.clova.engine.tree.PathMatcher;
import dev.clova.engine.tree.ServiceSource;
import dev.clova.engine.tree.SourceFile;
import dev.clova.engine.tree.SourceTree;
import dev.clova.engine.tree.TreeScanner;
import dev.clova.state.Address;
import dev.clova.state.Attributes;
import dev.clova.state.ClovaException;
import dev.clova.state.Digest;
import dev.clova.state.Placement;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import dev.clova.state.Risk;
import dev.clova.state.TreeEntry.FileEntry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Spreads the definitions over the targets: every placement with its rendered files, env and
 * commands. Tells all that is wrong in one go.
 */
public final class DesiredBuilder {

  /** A file that a runtime reads is no longer than this. */
  private static final int MOST_TEXT = 1 << 20;

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
    if (before.isPresent()) {
      return new Spread(service, source, rendering, before.get().files(), placement, before)
          .build();
    }
    LocalTree tree =
        source.hasTemplates()
            ? source.render(
                (path, text) -> rendering.file(path, text).getBytes(StandardCharsets.UTF_8))
            : shared;
    return new Spread(service, source, rendering, tree, placement, before).build();
  }

  /** One placement on its way. */
  private final class Spread {

    private final ServiceDefinition service;
    private final SourceTree source;
    private final Rendering rendering;
    private final LocalTree tree;
    private final Placement placement;
    private final Optional<Earlier> before;
    private final StringBuilder digested = new StringBuilder();
    private final SortedMap<String, String> environment = new TreeMap<>();
    private final Optional<EnvResource> own;

    Spread(
        ServiceDefinition service,
        SourceTree source,
        Rendering rendering,
        LocalTree tree,
        Placement placement,
        Optional<Earlier> before) {
      this.before = before;
      this.service = service;
      this.source = source;
      this.rendering = rendering;
      this.placement = placement;
      this.own = own(tree);
      this.tree = own.isPresent() ? tree.without(EnvResource.FILE) : tree;
    }

    /** A {@code .env} in the directory is a secret of its own, and in no list of files. */
    private Optional<EnvResource> own(LocalTree files) {
      Optional<EnvResource> kept =
          before
              .flatMap(Earlier::own)
              .map(text -> own(text, EnvResource.ownMode(before.get().record()).orElse(0600)));
      return kept.or(
          () ->
              files
                  .tree()
                  .find(EnvResource.FILE)
                  .filter(FileEntry.class::isInstance)
                  .map(FileEntry.class::cast)
                  .flatMap(
                      file ->
                          files
                              .content(file, SourceFile.MOST_BYTES)
                              .map(text -> own(text, file.mode()))));
    }

    private EnvResource own(byte[] text, int mode) {
      return EnvResource.own(placement, EnvFile.own(text), mode);
    }

    DesiredPlacement build() {
      List<Resource> resources = new ArrayList<>();
      resources.add(sync());
      env().or(() -> own).ifPresent(resources::add);
      Optional<RuntimeResource> runtime = runtime();
      runtime.ifPresent(resources::add);
      Optional<HealthCheck> health = service.health().map(this::health).map(this::asBefore);
      Hooks hooks = hooks(service.hooks());
      digested.append(tree.tree().digest().hex()).append(service.runtime().name());
      digested.append(health).append(hooks).append(service.state()).append(service.after());
      digested.append(service.sync().persist()).append(service.sync().delete());
      digested.append(rollout()).append(before.map(Earlier::mark));
      return new DesiredPlacement(
          placement,
          tree,
          resources,
          service.runtime().name(),
          runtime.map(RuntimeResource::attributes).orElse(Attributes.none()),
          health,
          hooks,
          service.sync().persist(),
          service.sync().owner(),
          after(),
          rendering.services(),
          service.state() == RunState.RUNNING,
          service.state() == RunState.ABSENT,
          service.preventDestroy(),
          service.sync().delete() == SyncDefinition.Delete.EXTRA
              ? Set.of(Risk.CONTENT_LOST)
              : Set.of(),
          rollout(),
          before.map(Earlier::mark).orElse(Attributes.none()),
          Digest.of(digested.toString()));
    }

    private SyncResource sync() {
      SyncResource.Delete delete =
          switch (service.sync().delete()) {
            case MANAGED -> SyncResource.Delete.MANAGED;
            case EXTRA -> SyncResource.Delete.EXTRA;
            case NEVER -> SyncResource.Delete.NEVER;
          };
      return new SyncResource(
          placement,
          tree,
          source.seeds(),
          source::seed,
          new SyncResource.Policy(
              delete,
              (path, directory) ->
                  (own.isPresent() && path.equals(EnvResource.FILE))
                      || source.leavesAlone(path, directory)));
    }

    private Rollout rollout() {
      RolloutDefinition declared = service.rollout();
      int all = service.targets().size();
      return new Rollout(
          declared.canary(),
          declared.batch().map(batch -> batch.of(all)).orElse(Integer.MAX_VALUE),
          declared.pause(),
          declared.maxFailures(),
          switch (declared.onFailure()) {
            case STOP -> Rollout.OnFailure.STOP;
            case CONTINUE -> Rollout.OnFailure.CONTINUE;
            case ROLLBACK -> Rollout.OnFailure.ROLLBACK;
          },
          declared.keep(),
          declared.confirm());
    }

    /** What was asked of an earlier version, it is asked again. */
    private HealthCheck asBefore(HealthCheck declared) {
      return before
          .flatMap(earlier -> earlier.record().resource(HealthCheck.address(placement)))
          .map(declared::asking)
          .orElse(declared);
    }

    private boolean hasEnv() {
      return before.map(earlier -> earlier.env().isPresent()).orElse(!service.env().isEmpty());
    }

    private Optional<EnvResource> env() {
      if (before.isPresent()) {
        before.flatMap(Earlier::env).ifPresent(values -> environment.putAll(values));
        return hasEnv()
            ? Optional.of(EnvResource.declared(placement, EnvFile.of(environment)))
            : Optional.empty();
      }
      if (service.env().isEmpty()) {
        return Optional.empty();
      }
      service
          .env()
          .forEach(
              (key, text) -> {
                String value = rendering.text(text);
                EnvFile.refusal(value).ifPresent(why -> refuse(text, key, why));
                environment.put(key, value);
              });
      return Optional.of(EnvResource.declared(placement, EnvFile.of(environment)));
    }

    private void refuse(TextAt text, String key, String why) {
      problems.add(
          Problem.at(
              text.at(),
              ProblemCode.BAD_VALUE,
              "The value of `" + key + "` holds " + why + ".",
              "Keep such a value in a file of the service."));
    }

    private Optional<RuntimeResource> runtime() {
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
              .flatMap(
                  earlier -> earlier.record().resource(Address.of(placement, "run", "compose")))
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
      if (hasEnv()) {
        return new ComposeProject.Env.Declared(
            environment, EnvFile.of(environment).content().digest());
      }
      return own.<ComposeProject.Env>map(
              env -> new ComposeProject.Env.Own(env.wanted().content().digest()))
          .orElseGet(ComposeProject.Env.None::new);
    }

    private List<String> yamlTexts() {
      return tree.tree().entries().stream()
          .filter(entry -> entry.path().endsWith(".yml") || entry.path().endsWith(".yaml"))
          .flatMap(entry -> file(entry.path()).stream())
          .map(Spread::text)
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
          hasEnv(),
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
          placement, service.state() == RunState.RUNNING, commands, hasEnv(), onChange());
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

    private HealthCheck health(HealthDefinition health) {
      HealthCheck.Check check =
          switch (health.check()) {
            case HealthDefinition.Check.Http(var url, var expect, var contains) ->
                new HealthCheck.Check.Http(
                    rendering.text(url),
                    expect.isPresent() ? Integer.toString(expect.getAsInt()) : "",
                    contains.map(rendering::text).orElse(""));
            case HealthDefinition.Check.Tcp(var address) -> tcp(address);
            case HealthDefinition.Check.Command(var command) ->
                new HealthCheck.Check.Command(rendering.text(command));
          };
      return new HealthCheck(check, health.interval(), health.timeout());
    }

    private HealthCheck.Check tcp(TextAt address) {
      String text = rendering.text(address);
      int colon = text.lastIndexOf(':');
      String port = text.substring(colon + 1);
      if (!port.matches("[0-9]{1,5}")) {
        throw new ClovaException(
            Problem.at(
                address.at(),
                ProblemCode.BAD_VALUE,
                "`" + text + "` names no port.",
                "Write `host:port`, such as `localhost:5432`."));
      }
      String host = colon <= 0 ? "localhost" : text.substring(0, colon);
      return new HealthCheck.Check.Tcp(host, Integer.parseInt(port));
    }

    private Hooks hooks(HooksDefinition hooks) {
      return new Hooks(
          hook(hooks.beforeApply()), hook(hooks.afterApply()), hook(hooks.beforeStop()), hasEnv());
    }

    private Optional<String> hook(Optional<TextAt> text) {
      return text.map(rendering::text).filter(command -> !command.isBlank());
    }

    private SortedSet<Placement> after() {
      SortedSet<Placement> after = new TreeSet<>();
      for (String name : service.after()) {
        Optional.ofNullable(definitions.services().get(name))
            .ifPresent(
                other -> other.targets().forEach(target -> after.add(new Placement(name, target))));
      }
      return after;
    }
  }
}
