package dev.clova.cli.render;

import dev.clova.engine.Usage;
import dev.clova.state.Placement;
import java.time.Instant;
import java.util.Optional;

/**
 * What one placement uses of its target.
 *
 * @param placement service and target
 * @param actual what it is, as in a {@link StatusRow}
 * @param usage what it uses; empty if nothing counts it
 * @param silentSince when its target answered last, if it does not answer now
 * @param note what else is to be said; may be empty
 */
public record UseRow(
    Placement placement,
    String actual,
    Optional<Usage> usage,
    Optional<Instant> silentSince,
    String note) {}
