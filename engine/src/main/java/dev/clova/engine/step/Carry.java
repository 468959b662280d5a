package dev.clova.engine.step;

import dev.clova.engine.remote.ShellText;
import dev.clova.state.Placement;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a service goes from one target, or from one name, to another, data and all. Each part is work
 * like any other; between them the data is copied, and compared to the last byte before anything is
 * started.
 *
 * @param from where it is now
 * @param directory its absolute directory there
 * @param paths what it takes along, below that directory
 * @param volumes named volumes of Docker that it takes along: what each is to be called, by what it
 *     is called now
 * @param ahead what can be made ready in the new place while it runs; may fail
 * @param leave stops it there, so that nothing starts it again; empty if an earlier move did that
 * @param away writes there that it has gone; empty likewise
 * @param arrive puts its files into place, the data with them, and writes that it is at home there
 * @param start begins it; empty if nothing runs
 * @param back begins it again where it was; only before {@code arrive} has ended
 */
public record Carry(
    Placement from,
    String directory,
    List<String> paths,
    SortedMap<String, String> volumes,
    ShellText ahead,
    Optional<Work> leave,
    Optional<Work> away,
    Work arrive,
    Optional<Work> start,
    Work back) {

  /** Copies its collections. */
  public Carry {
    paths = List.copyOf(paths);
    volumes = Collections.unmodifiableSortedMap(new TreeMap<>(volumes));
  }
}
