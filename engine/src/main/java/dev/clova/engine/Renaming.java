package dev.clova.engine;

import dev.clova.engine.definition.Definitions;
import dev.clova.engine.definition.NameEdit;
import dev.clova.engine.definition.Names;
import dev.clova.engine.definition.ServiceDefinition;
import dev.clova.engine.definition.SimilarNames;
import dev.clova.state.ClovaException;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** Another name for a service, and what that changes in the working directory. */
final class Renaming {

  private final Path root;
  private final Definitions definitions;
  private final ServiceDefinition service;
  private final String name;
  private final NameEdit edit;
  private final List<DefinitionChange> changes = new ArrayList<>();
  private final SortedSet<String> concerned = new TreeSet<>();

  private Renaming(Path root, Definitions definitions, ServiceDefinition service, String name) {
    this.root = root;
    this.definitions = definitions;
    this.service = service;
    this.name = name;
    this.edit = new NameEdit(service.name(), name);
  }

  static Engine.Relocated of(Path root, Definitions definitions, String old, String name) {
    ServiceDefinition service =
        Optional.ofNullable(definitions.services().get(old))
            .orElseThrow(
                () ->
                    refused(
                        "`%s` is not a service.".formatted(old),
                        SimilarNames.didYouMean(old, definitions.services().keySet())));
    if (!Names.isService(name)) {
      throw refused("`%s` cannot be a service's name.".formatted(name), Names.SERVICE_RULE);
    }
    if (definitions.services().containsKey(name)) {
      throw refused("There is a service `%s` already.".formatted(name), "Take another name.");
    }
    return new Renaming(root, definitions, service, name).relocated();
  }

  private Engine.Relocated relocated() {
    Path folder = service.directory();
    Path renamed = folder.resolveSibling(name);
    changes.add(new FolderChange(folder, renamed, shown(folder) + "/ -> " + shown(renamed) + "/"));
    concerned.add(name);
    for (ServiceDefinition each : definitions.services().values()) {
      boolean isIt = each.name().equals(service.name());
      Path now = isIt ? renamed : each.directory();
      int known = changes.size();
      List<Path> files = SpokenFiles.of(each);
      change(
          files.getFirst(),
          now.resolve(Definitions.SERVICE_FILE),
          isIt ? edit::ownFile : edit::otherFile);
      files.stream()
          .skip(1)
          .forEach(
              file -> change(file, now.resolve(each.directory().relativize(file)), edit::anyFile));
      if (!isIt && changes.size() > known) {
        concerned.add(each.name());
      }
    }
    Path workspace = root.resolve(Definitions.WORKSPACE_FILE);
    change(workspace, workspace, edit::workspaceFile);
    return new Engine.Relocated(changes, List.copyOf(concerned), Optional.of(name));
  }

  private void change(Path before, Path now, UnaryOperator<String> edited) {
    String text = SpokenFiles.text(before);
    String other = edited.apply(text);
    if (!other.equals(text)) {
      changes.add(new FileChange(now, shown(now), text, other));
    }
  }

  private String shown(Path file) {
    return root.relativize(file).toString();
  }

  private static ClovaException refused(String what, String hint) {
    return new ClovaException(Problem.of(ProblemCode.NO_MATCH, what, hint));
  }
}
