package dev.clova.engine.template;

import dev.clova.engine.definition.Become;
import dev.clova.engine.definition.Definitions;
import dev.clova.engine.definition.ServiceDefinition;
import dev.clova.engine.definition.TargetDefinition;
import dev.clova.engine.definition.VarValue;
import dev.clova.state.ProblemCode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Everything that the templates of one placement can name.
 *
 * @param templates the workspace's
 * @param service empty for what a target says of itself
 * @param target the target
 * @param facts the target's, empty if not known
 */
record Context(
    Templates templates,
    Optional<ServiceDefinition> service,
    TargetDefinition target,
    SortedMap<String, String> facts) {

  /** Global variables, the target's over them, and the service's over those. */
  SortedMap<String, VarValue> vars() {
    TreeMap<String, VarValue> vars = new TreeMap<>(definitions().vars());
    vars.putAll(target.vars());
    service.ifPresent(own -> vars.putAll(own.vars()));
    return vars;
  }

  private Definitions definitions() {
    return templates.definitions();
  }

  /** The outermost scope; variables are also known by their bare names. */
  Scope outermost(Rendering rendering) {
    TreeMap<String, Supplier<Object>> values = new TreeMap<>();
    Scope vars = new VarScope("vars", vars(), rendering);
    for (String name : vars.names()) {
      values.put(name, () -> vars.value(name));
    }
    Scope ofTarget = target("target", target, rendering);
    values.put("vars", () -> vars);
    values.put("target", () -> ofTarget);
    values.put("services", () -> services(rendering));
    values.put("targets", () -> targets(rendering));
    values.put("workspace", this::workspace);
    values.put("secrets", Secrets::new);
    service.ifPresent(own -> values.put("service", () -> service(own)));
    return new FixedScope("", values);
  }

  private Scope workspace() {
    TreeMap<String, Supplier<Object>> values = new TreeMap<>();
    values.put("id", () -> definitions().workspace().id());
    values.put("name", () -> definitions().workspace().name());
    return new FixedScope("workspace", values);
  }

  private Scope service(ServiceDefinition own) {
    TreeMap<String, Supplier<Object>> values = new TreeMap<>();
    values.put("name", own::name);
    values.put("dir", () -> root(target) + "/" + own.name());
    return new FixedScope("service", values);
  }

  private Scope target(String path, TargetDefinition of, Rendering rendering) {
    TreeMap<String, Supplier<Object>> values = new TreeMap<>();
    values.put("name", of::name);
    values.put("host", of::host);
    values.put("user", () -> user(of, path));
    values.put("root", () -> root(of));
    values.put("tags", of::tags);
    values.put("vars", () -> new VarScope(path + ".vars", of.vars(), rendering));
    if (of.equals(target)) {
      values.put("facts", () -> new FactScope(path + ".facts", of.name(), facts, rendering));
    }
    return new FixedScope(path, values);
  }

  private static String user(TargetDefinition of, String path) {
    return of.user()
        .orElseThrow(
            () ->
                Fault.template(
                    "The definition of `" + of.name() + "` names no user.",
                    "Add `user` to `[targets." + of.name() + "]` or `[defaults]`.",
                    path + ".user"));
  }

  private static String root(TargetDefinition of) {
    boolean isRoot = of.become() != Become.NONE || of.user().orElse("").equals("root");
    return of.root().orElse(isRoot ? "/srv/clova" : "~/clova");
  }

  private Scope targets(Rendering rendering) {
    TreeMap<String, Supplier<Object>> values = new TreeMap<>();
    for (TargetDefinition other : definitions().targets().values()) {
      String path = "targets." + other.name();
      Supplier<Object> scope =
          other.equals(target)
              ? () -> target(path, other, rendering)
              : () -> beside(other).target(path, other, rendering.beside(beside(other)));
      values.put(other.name(), scope);
    }
    return new FixedScope("targets", values);
  }

  private Context beside(TargetDefinition other) {
    return new Context(templates, Optional.empty(), other, new TreeMap<>());
  }

  private Scope services(Rendering rendering) {
    TreeMap<String, Supplier<Object>> values = new TreeMap<>();
    for (ServiceDefinition other : definitions().services().values()) {
      values.put(other.name(), () -> placed(other, rendering));
    }
    return new FixedScope("services", values);
  }

  /** Whoever asks where another service is has to be told when it moves. */
  private Scope placed(ServiceDefinition other, Rendering rendering) {
    String path = "services." + other.name();
    TreeMap<String, Supplier<Object>> values = new TreeMap<>();
    values.put("name", other::name);
    rendering.speaksOf(other.name());
    values.put("host", () -> host(other, path));
    values.put("hosts", () -> hosts(other));
    values.put("targets", other::targets);
    return new FixedScope(path, values);
  }

  private String host(ServiceDefinition other, String path) {
    List<String> hosts = hosts(other);
    if (hosts.size() == 1) {
      return hosts.getFirst();
    }
    String detail =
        hosts.isEmpty()
            ? "`" + other.name() + "` is on no target, so it has no host."
            : "`" + other.name() + "` is on " + hosts.size() + " targets, so it has no one host.";
    String hint =
        hosts.isEmpty()
            ? "Name one in `targets` of its `service.clova.toml`."
            : "Use `" + path + ".hosts`, as in `{{ " + path + ".hosts | join(\",\") }}`.";
    throw Fault.template(detail, hint, path + ".host");
  }

  private List<String> hosts(ServiceDefinition other) {
    List<String> hosts = new ArrayList<>();
    for (String name : other.targets()) {
      Optional.ofNullable(definitions().targets().get(name))
          .ifPresent(on -> hosts.add(on.hostForOthers()));
    }
    return hosts;
  }

  /** Known by name, so that its use is refused for what it is. */
  private record Secrets() implements Scope {

    @Override
    public String path() {
      return "secrets";
    }

    @Override
    public Collection<String> names() {
      return List.of();
    }

    @Override
    public Object value(String name) {
      String detail = "Secrets are planned, but this version of Clova cannot read them.";
      throw new Fault(ProblemCode.NOT_YET, detail, "Leave them out.", full(name));
    }
  }
}
