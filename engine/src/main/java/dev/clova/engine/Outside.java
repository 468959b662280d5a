package dev.clova.engine;

import dev.clova.engine.definition.Definitions;
import dev.clova.engine.definition.PolicyDefinition;
import java.util.Optional;

/**
 * What somebody decided outside the working directory, where no change to that can reach it.
 *
 * @param policy rules beside the workspace's own
 * @param trusted for a run on a working directory that nobody has looked at: the targets that it
 *     may connect to, as they are there; empty: the working directory is trusted
 */
public record Outside(Optional<PolicyDefinition> policy, Optional<Definitions> trusted) {

  /** Nothing: the working directory alone decides. */
  public static final Outside NOTHING = new Outside(Optional.empty(), Optional.empty());

  /** Whether nobody has looked at the working directory: nothing may be changed. */
  public boolean isUntrusted() {
    return trusted.isPresent();
  }
}
