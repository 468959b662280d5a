package dev.clova.cli.render;

import dev.clova.state.Hold;
import dev.clova.state.Placement;
import java.time.Instant;
import java.util.Optional;

/**
 * How one placement is.
 *
 * @param placement service and target
 * @param desired what the definitions want: {@code running}, {@code stopped}, {@code absent}, or
 *     {@code present} where nothing runs
 * @param actual what it is: {@code running}, {@code stopped}, {@code failed}, {@code absent},
 *     {@code present}, {@code moved} on, {@code unknown} or {@code unreached}
 * @param health what its check says, such as {@code unhealthy} or {@code starting}; empty if nobody
 *     checks it
 * @param since from when on it is so, if that is known
 * @param pending how many changes a plan would make to it
 * @param drift how many of its things were changed outside Clova
 * @param hold by whom it is held, if it is
 * @param silentSince when its target answered last, if it does not answer now
 * @param note what else is to be said; may be empty
 */
public record StatusRow(
    Placement placement,
    String desired,
    String actual,
    String health,
    Optional<Instant> since,
    int pending,
    int drift,
    Optional<Hold> hold,
    Optional<Instant> silentSince,
    String note) {}
