package dev.clova.engine.definition;

import java.util.Optional;
import java.util.OptionalInt;

/** A host on the way to a target. */
public sealed interface Jump {

  /** Another target of the workspace, reached as its definition says. */
  record ByTarget(String target) implements Jump {}

  /** A host that is no target. */
  record ByHost(Optional<String> user, String host, OptionalInt port) implements Jump {}
}
