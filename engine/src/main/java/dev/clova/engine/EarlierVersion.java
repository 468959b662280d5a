package dev.clova.engine;

import dev.clova.state.Placement;
import dev.clova.state.Receipt;
import dev.clova.state.Revision;
import java.util.Optional;

/**
 * A version of a placement that it can go back to.
 *
 * @param placement service and target
 * @param back how many versions back it is, from 1
 * @param receipt what was recorded of it: when, by whom, by which plan
 * @param revision the commit that it was applied from, where the history here knows it
 */
public record EarlierVersion(
    Placement placement, int back, Receipt receipt, Optional<Revision> revision) {}
