package dev.clova.engine;

import dev.clova.engine.observed.Vitals;
import dev.clova.state.Problem;
import java.time.Instant;
import java.util.Optional;

/**
 * How one target is.
 *
 * @param name the target's name
 * @param lost why it was not reached; empty: it was
 * @param os its system's own name for itself; empty if that is not known
 * @param vitals how the machine is; empty if it was not reached or not asked
 * @param services how many are placed on it
 * @param trouble how many of them are not as they should be
 * @param lastApply when something was last applied there
 */
public record TargetStatus(
    String name,
    Optional<Problem> lost,
    String os,
    Optional<Vitals> vitals,
    int services,
    int trouble,
    Optional<Instant> lastApply) {}
