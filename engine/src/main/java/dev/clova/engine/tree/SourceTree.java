package dev.clova.engine.tree;

import dev.clova.engine.tree.SourceWalk.Found;
import dev.clova.state.ClovaException;
import dev.clova.state.Problem;
import dev.clova.state.TreeEntry;
import dev.clova.state.TreePath;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What was found in a service's directory, before templates are rendered: the same for all targets.
 * Immutable.
 */
public final class SourceTree {

  private final TreeScanner scanner;
  private final ServiceSource source;
  private final TreeRules rules;
  private final Excludes excludes;
  private final List<String> persistent;
  private final List<LeftOut> leftOut;
  private final List<SourceWarning> warnings;
  private final List<Template> templates;
  private final LocalTree plain;

  /**
   * A file that is rendered.
   *
   * @param path where it is
   * @param mode of the rendered file
   * @param text the whole template
   */
  record Template(String path, int mode, String text) {

    /** Where the rendered file is. */
    String rendered() {
      return TreeRules.renderedPath(path);
    }
  }

  SourceTree(
      TreeScanner scanner,
      ServiceSource source,
      TreeRules rules,
      Found found,
      List<SourceWarning> warnings,
      List<TreeEntry> entries,
      List<Template> templates) {
    this.scanner = scanner;
    this.source = source;
    this.rules = rules;
    this.excludes = found.excludes();
    this.persistent = found.persistent().stream().sorted(TreePath.ORDER).toList();
    this.leftOut =
        found.leftOut().stream()
            .sorted(Comparator.comparing(LeftOut::path, TreePath.ORDER))
            .toList();
    this.warnings =
        warnings.stream()
            .sorted(Comparator.comparing(SourceWarning::path, TreePath.ORDER))
            .toList();
    this.templates = List.copyOf(templates);
    this.plain = LocalTree.of(source, entries);
  }

  /** What the directory's owner should know, in the order of the paths. */
  public List<SourceWarning> warnings() {
    return warnings;
  }

  /** What is not sent, and why, in the order of the paths. */
  public List<LeftOut> leftOut() {
    return leftOut;
  }

  /** The paths of files that are made from templates, as targets have them. */
  public Set<String> rendered() {
    return templates.stream().map(Template::rendered).collect(Collectors.toUnmodifiableSet());
  }

  /** Whether some file differs from target to target. */
  public boolean hasTemplates() {
    return !templates.isEmpty();
  }

  /**
   * The files for one target.
   *
   * @throws ClovaException with the problems of all templates that do not render
   */
  public LocalTree render(TemplateRenderer renderer) {
    List<Problem> problems = new ArrayList<>();
    LocalTree.Builder rendered = plain.builder();
    for (Template template : templates) {
      try {
        String shown = plain.show(template.path());
        byte[] content = renderer.render(shown, template.text());
        rendered.add(template.rendered(), template.mode(), content);
      } catch (ClovaException e) {
        problems.addAll(e.problems());
      }
    }
    if (!problems.isEmpty()) {
      throw new ClovaException(problems);
    }
    return templates.isEmpty() ? plain : rendered.build();
  }

  /**
   * The persistent paths that the directory has something for, in the order of the names. They are
   * in no tree of {@link #render}.
   */
  public List<String> seeds() {
    return persistent;
  }

  /**
   * Reads what a persistent path is seeded with. Templates in it are not rendered, and what only
   * its owner may read stays so.
   *
   * @param path one of {@link #seeds}
   * @return the path itself, with all that is in it and the directories that lead to it
   * @throws ClovaException with everything that keeps it from being deployed
   */
  public LocalTree seed(String path) {
    return scanner.seed(source, rules, excludes, path);
  }

  /**
   * Whether a path on a target is none of Clova's business once it is there: persistent, excluded,
   * or in such a directory.
   */
  public boolean leavesAlone(String path, boolean directory) {
    return excludes.cover(path, directory)
        || rules.persist(path, directory)
        || Stream.iterate(
                TreePath.parent(path), Optional::isPresent, p -> TreePath.parent(p.orElseThrow()))
            .anyMatch(parent -> rules.persist(parent.orElseThrow(), true));
  }
}
