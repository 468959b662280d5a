package dev.clova.engine.remote;

import dev.clova.engine.transport.Connection;

/**
 * A target that we are connected to, with the shell that does the work there.
 *
 * @param connection for further channels
 * @param shell the one that carries out requests
 */
public record Session(Connection connection, RemoteShell shell) {}
