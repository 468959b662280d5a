package dev.clova.cli.forge;

/**
 * A comment on a pull request.
 *
 * @param id the forge's name for it
 * @param author the login of who wrote it
 * @param body its text in Markdown
 */
public record ForgeComment(String id, String author, String body) {}
