package dev.clova.state;

import java.time.Instant;

/**
 * Who holds a lock; what the other side is told.
 *
 * @param user the login name
 * @param host the controller
 * @param pid of the process there
 * @param since from when on
 * @param command what it does, as it was typed, without secrets
 * @param id a name for this one holding, to be repeated where someone breaks it by hand
 */
public record LockHolder(
    String user, String host, long pid, Instant since, String command, String id) {}
