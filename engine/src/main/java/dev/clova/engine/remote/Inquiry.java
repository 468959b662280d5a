package dev.clova.engine.remote;

/**
 * A whole look at a target in both of its forms.
 *
 * @param script what an ordinary shell runs
 * @param data the same questions as lines of verbs and words, for a key that may only look
 */
public record Inquiry(ShellText script, ShellText data) {}
