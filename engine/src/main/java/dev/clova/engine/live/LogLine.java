package dev.clova.engine.live;

import dev.clova.state.Placement;
import java.time.Instant;
import java.util.Optional;

/**
 * One line of a log.
 *
 * @param placement whose log
 * @param source which part of the service said it, such as a container; empty if it has no parts
 * @param time when, by the target's clock; empty if the log has no times
 * @param text what was said, as the target wrote it: not safe to show
 */
public record LogLine(Placement placement, String source, Optional<Instant> time, String text) {}
