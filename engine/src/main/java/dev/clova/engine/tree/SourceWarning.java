package dev.clova.engine.tree;

/**
 * Something about a path of a service's directory that its owner should know, and that keeps
 * nothing from being deployed.
 *
 * @param path as a person would type it from the working directory's root, escaped for display
 * @param text the rest of a sentence that begins with the path
 */
public record SourceWarning(String path, String text) {}
