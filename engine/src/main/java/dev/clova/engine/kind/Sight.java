package dev.clova.engine.kind;

import dev.clova.state.Attributes;
import dev.clova.state.PlacementRecord;
import java.util.Optional;

/**
 * What is known of one resource on its target.
 *
 * @param directory the service's absolute directory there
 * @param answer what the resource's probe printed
 * @param recorded what the receipt says of the placement, if Clova put it there
 * @param remembered what the receipt says of this very resource
 * @param tree what is in the service's directory
 * @param demand what a person asked for beside the definition
 * @param unfinished why an earlier apply of this placement did not end well: interrupted, or failed
 */
public record Sight(
    String directory,
    Answer answer,
    Optional<PlacementRecord> recorded,
    Attributes remembered,
    TreeSight tree,
    Demand demand,
    Optional<String> unfinished) {

  /** What a person asks of what runs, beside the definition. */
  public enum Demand {
    /** Nothing: it is to be as declared. */
    AS_DECLARED,
    /** That it runs. */
    RUN,
    /** That it stops. */
    STOP,
    /** That it stops and starts. */
    RESTART,
    /** That it reads its files again. */
    RELOAD
  }

  /**
   * A probe's answer.
   *
   * @param status the exit status of the look; -1 if it did not run
   * @param text what it printed, as UTF-8
   */
  public record Answer(int status, String text) {

    /** The look was not asked for, or gave nothing. */
    public static final Answer NONE = new Answer(-1, "");
  }
}
