package dev.clova.engine;

import dev.clova.engine.tree.LeftOut;
import dev.clova.state.Placement;
import dev.clova.state.Tree;
import java.util.List;
import java.util.Set;

/**
 * What would be sent of a service.
 *
 * @param placement for which target
 * @param tree everything that is sent, the environment apart
 * @param hasEnv whether a {@code .env} is sent beside it
 * @param rendered which files of it are made from templates
 * @param leftOut what of the directory is not sent, and why
 */
public record ServiceFiles(
    Placement placement, Tree tree, boolean hasEnv, Set<String> rendered, List<LeftOut> leftOut) {

  /** Copies its collections. */
  public ServiceFiles {
    rendered = Set.copyOf(rendered);
    leftOut = List.copyOf(leftOut);
  }
}
