package dev.clova.state;

import java.time.Instant;

/**
 * An operator's wish that a placement be left as it is.
 *
 * @param who user and host
 * @param since from when on
 * @param why in the operator's words; may be empty
 */
public record Hold(String who, Instant since, String why) {}
