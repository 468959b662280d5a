package dev.clova.cli.command;

import dev.clova.cli.console.Console;
import dev.clova.cli.console.ExitStatus;
import dev.clova.engine.definition.Definitions;
import dev.clova.engine.definition.ServiceDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** {@code clova graph}: which service waits for which. */
final class GraphCommand implements Command {

  private enum Format {
    TEXT,
    DOT,
    MERMAID
  }

  private static final Setting<Format> FORMAT =
      Setting.choice(Format.class, "How it is written", "--format");

  @Override
  public Syntax syntax() {
    return Syntax.of("Show which services wait for which, and where they run.")
        .example("clova graph", "as a list")
        .example("clova graph --format dot | dot -Tsvg > graph.svg", "as a picture")
        .options(FORMAT);
  }

  @Override
  public ExitStatus run(Call call) {
    Definitions definitions;
    try (Workplace workplace = Workplace.open(call, "graph")) {
      definitions = workplace.engine().validate();
    }
    Console console = call.console();
    switch (call.value(FORMAT).orElse(Format.TEXT)) {
      case TEXT -> console.print(text(definitions));
      case DOT -> console.print(dot(definitions));
      case MERMAID -> console.print(mermaid(definitions));
    }
    return ExitStatus.DONE;
  }

  private static List<String> text(Definitions definitions) {
    List<String> lines = new ArrayList<>();
    for (ServiceDefinition service : definitions.services().values()) {
      String where =
          service.targets().isEmpty() ? "nowhere" : "on " + String.join(", ", service.targets());
      lines.add(service.name() + "  " + where);
      new TreeSet<>(service.after()).forEach(other -> lines.add("  after " + other));
    }
    return lines;
  }

  private static List<String> dot(Definitions definitions) {
    List<String> lines = new ArrayList<>(List.of("digraph clova {", "  rankdir = LR;"));
    for (ServiceDefinition service : definitions.services().values()) {
      lines.add(
          "  \"%s\" [shape = box, label = \"%s\\n%s\"];"
              .formatted(service.name(), service.name(), String.join(", ", service.targets())));
      new TreeSet<>(service.after())
          .forEach(other -> lines.add("  \"%s\" -> \"%s\";".formatted(other, service.name())));
    }
    lines.add("}");
    return lines;
  }

  private static List<String> mermaid(Definitions definitions) {
    List<String> lines = new ArrayList<>(List.of("graph LR"));
    for (ServiceDefinition service : definitions.services().values()) {
      lines.add(
          "  %s[\"%s<br/>%s\"]"
              .formatted(service.name(), service.name(), String.join(", ", service.targets())));
      new TreeSet<>(service.after())
          .forEach(other -> lines.add("  %s --> %s".formatted(other, service.name())));
    }
    return lines;
  }
}
