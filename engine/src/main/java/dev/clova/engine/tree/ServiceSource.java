package dev.clova.engine.tree;

import java.nio.file.Path;

/**
 * Where a service's files are on the controller.
 *
 * @param service the service's name
 * @param directory its directory
 * @param shown the directory as a person would type it from the working directory's root; empty if
 *     it is that root
 */
public record ServiceSource(String service, Path directory, String shown) {}
