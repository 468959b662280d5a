package dev.clova.engine.runtime;

import java.time.Instant;
import java.util.Optional;

/**
 * How a service is, for people.
 *
 * @param state what its runtime sees
 * @param since when it came to be so, by the target's clock; empty if that cannot be told
 * @param detail what there is to say of its parts; may be empty
 */
public record RunStatus(RunState state, Optional<Instant> since, String detail) {}
