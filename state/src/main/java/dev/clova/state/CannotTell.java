package dev.clova.state;

/**
 * Something of which a plan can't say whether it has to change.
 *
 * @param at what it is about
 * @param why what stands in the way
 * @param needed what would make it known
 */
public record CannotTell(Address at, String why, String needed) {}
