package dev.clova.engine;

import dev.clova.state.Term;

/**
 * One way in which a plan has been left behind.
 *
 * @param way which one
 * @param at the address, placement or target that it is about; empty for the plan as a whole
 * @param text what differs, without a capital and a full stop
 */
public record Movement(Way way, String at, String text) {

  /** Every way in which a plan can be left behind, in the order of telling. */
  public enum Way implements Term {
    /** It is of another workspace. */
    WORKSPACE,
    /** It was carried out. */
    APPLIED,
    /** It was made by another version of Clova. */
    CLOVA,
    /** It was made without looking at the targets. */
    AGAINST,
    /** It was asked for otherwise: a removal, persistent data, another workspace's services. */
    ASKED,
    /** It is about another part of the workspace. */
    SELECTION,
    /** The workspace has other rules. */
    POLICY,
    /** A target is reached otherwise, or its services live elsewhere on it. */
    TARGET,
    /** What is declared of a placement is something else. */
    DEFINITION,
    /** A placement was applied in between. */
    RECEIPT,
    /** A service came to a target. */
    ADDED,
    /** A service is no longer declared for a target. */
    REMOVED,
    /** Something is to be done now that was not planned. */
    NEEDED,
    /** Something on a target is not as it was seen. */
    SEEN,
    /** Something is to be brought about that was not planned so. */
    WANTED,
    /** The plan shows something else of an action than is so. */
    SHOWN,
    /** Something that was planned is not needed any more. */
    NOT_NEEDED,
    /** A target is not reached. */
    UNREACHED
  }
}
