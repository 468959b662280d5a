package dev.clova.state;

/**
 * Where a placement lives on its target and how it was reached there; enough to remove it after the
 * definitions have forgotten both.
 *
 * @param root the absolute directory under which services live
 * @param directory the service's own absolute directory
 * @param owner whose the service's files are; empty for the user who connects
 * @param become how privilege was had: {@code none}, {@code sudo}, {@code doas}
 * @param connection host, port, user, jump and the like, by the names of the target's keys
 */
public record Home(
    String root, String directory, String owner, String become, Attributes connection) {}
