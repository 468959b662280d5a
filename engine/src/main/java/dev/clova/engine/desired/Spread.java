package dev.clova.engine.desired;

import dev.clova.engine.definition.Definitions;
import dev.clova.engine.definition.HealthDefinition;
import dev.clova.engine.definition.HooksDefinition;
import dev.clova.engine.definition.RolloutDefinition;
import dev.clova.engine.definition.RunState;
import dev.clova.engine.definition.ServiceDefinition;
import dev.clova.engine.definition.SyncDefinition;
import dev.clova.engine.definition.TextAt;
import dev.clova.engine.kind.EnvFile;
import dev.clova.engine.kind.EnvResource;
import dev.clova.engine.kind.HealthCheck;
import dev.clova.engine.kind.Hooks;
import dev.clova.engine.kind.Resource;
import dev.clova.engine.kind.SyncResource;
import dev.clova.engine.runtime.RuntimeResource;
import dev.clova.engine.step.Rollout;
import dev.clova.engine.template.Rendering;
import dev.clova.engine.tree.LocalTree;
import dev.clova.engine.tree.SourceFile;
import dev.clova.engine.tree.SourceTree;
import dev.clova.state.Attributes;
import dev.clova.state.ClovaException;
import dev.clova.state.Digest;
import dev.clova.state.Placement;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import dev.clova.state.Risk;
import dev.clova.state.TreeEntry.FileEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** One placement on its way: its files, env, health and hooks, and how it runs. */
final class Spread {
  private final ServiceDefinition service;
  private final SourceTree source;
  private final Rendering rendering;
  private final LocalTree tree;
  private final Placement placement;
  private final Optional<Earlier> before;
  private final SortedMap<String, String> environment = new TreeMap<>();
  private final Optional<EnvResource> own;
  private final Definitions definitions;
  private final List<Problem> problems;

  /**
   * Begins.
   *
   * @param tree the files as they would be sent
   * @param before the version that is wanted in place of the declared one
   * @param problems gets what is wrong with it
   */
  Spread(
      Definitions definitions,
      ServiceDefinition service,
      SourceTree source,
      Rendering rendering,
      LocalTree tree,
      Placement placement,
      Optional<Earlier> before,
      List<Problem> problems) {
    this.definitions = definitions;
    this.problems = problems;
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
    RuntimeSpread runs =
        new RuntimeSpread(
            service,
            placement,
            tree,
            rendering,
            before,
            new RuntimeSpread.Env(hasEnv(), environment, own),
            problems);
    Optional<RuntimeResource> runtime = runs.runtime();
    runtime.ifPresent(resources::add);
    Optional<HealthCheck> health = service.health().map(this::health).map(this::asBefore);
    Hooks hooks = hooks(service.hooks());
    StringBuilder digested = new StringBuilder(runs.digested());
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
