package dev.clova.state;

/**
 * A target that gave no answer, so that nothing is planned for its placements.
 *
 * @param target its name
 * @param why in a few words
 */
public record Unreached(String target, String why) {}
