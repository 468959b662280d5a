package dev.clova.engine.tree;

/**
 * A path of a service's directory that is not sent.
 *
 * @param path below the directory; of a directory all that is in it
 * @param why in words for people
 */
public record LeftOut(String path, String why) {}
