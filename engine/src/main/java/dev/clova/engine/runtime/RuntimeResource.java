package dev.clova.engine.runtime;

import dev.clova.engine.kind.Resource;
import dev.clova.engine.kind.Sight;
import dev.clova.engine.remote.Question;
import dev.clova.engine.step.Action;
import dev.clova.state.Attributes;
import dev.clova.state.PlacementRecord;
import java.util.List;
import java.util.Optional;

/** How a service runs: a resource that can also say how it is. */
public interface RuntimeResource extends Resource {

  /** How the service is, from the same look that a plan takes. */
  RunStatus status(Sight sight);

  /**
   * What ends it here when it moves to another target, and what would begin it here again; empty if
   * it cannot be moved.
   */
  default Optional<Leaving> leave(Sight sight) {
    return Optional.empty();
  }

  /** The same where a service that ran so, by what its receipt says, will have left by then. */
  default RuntimeResource after(PlacementRecord left) {
    return this;
  }

  /** What asks what the service uses, a line for each count; none if nothing counts for it. */
  default List<Question> use() {
    return List.of();
  }

  /**
   * What lets the version of before run again, once its files are back.
   *
   * @param before what was recorded of it
   */
  List<Action> again(Sight sight, PlacementRecord before);

  /** What ends it if its first version is not to stay; nothing of it need be up. */
  Undoing undo();

  /**
   * What ends it again where the version of before is to come back, and did not run.
   *
   * @param before what was recorded of that version
   */
  default Undoing down(PlacementRecord before) {
    return undo();
  }

  /** What the receipt keeps of it, for stopping and removing without the definition. */
  Attributes attributes();
}
