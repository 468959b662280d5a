package dev.clova.engine.kind;

import dev.clova.engine.remote.Question;
import dev.clova.state.Address;
import dev.clova.state.Placement;
import dev.clova.state.PlacementRecord;
import java.util.List;
import java.util.Optional;

/**
 * One declared thing of a placement, as its kind understands it: how to look at it, what to
 * compare, what to do. A pure value; it never touches a file, a clock or a target itself.
 */
public interface Resource {

  /** The name under which the probe's answer comes back, unique within a placement. */
  String name();

  /** Its name in plans and records. */
  default Address address(Placement placement) {
    int slash = name().indexOf('/');
    return slash < 0
        ? Address.of(placement, name())
        : Address.of(placement, name().substring(0, slash), name().substring(slash + 1));
  }

  /**
   * Questions whose answers print what is there; none if there is nothing to ask. They are asked in
   * the service's directory, or in the root if that is not there yet, in a shell of their own, and
   * change nothing. The variable {@code CLOVA_ASIS} is {@code 1} if the receipt on the target is
   * the one that {@code known} came from and the service's files are as it says: only then may a
   * command of the service's own be run to look.
   *
   * @param known what this controller believes to be recorded
   */
  List<Question> look(Optional<PlacementRecord> known);

  /** Compares what was seen with what is wanted, and says what is to be done. */
  Finding judge(Sight sight, Changes changes);

  /**
   * Says how to take this thing away from the target; called in reverse order when a placement
   * goes.
   */
  Finding retire(Sight sight);
}
