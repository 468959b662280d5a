package dev.clova.engine.kind;

import dev.clova.state.Address;
import dev.clova.state.Placement;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a placement's earlier resources are about to change: the inputs that later ones, such as the
 * runtime, must react to.
 */
public final class Changes {

  private final Placement placement;
  private final SortedMap<String, Address> files = new TreeMap<>();
  private final SortedSet<Address> others = new TreeSet<>();
  private boolean fresh;

  /** No changes yet. */
  public Changes(Placement placement) {
    this.placement = placement;
  }

  /** A file of the service's tree is put, changed or removed. */
  public void file(String path) {
    files.put(path, Address.of(placement, "sync", path));
  }

  /** The service comes to the target for the first time. */
  public void fresh() {
    fresh = true;
  }

  /** Something else that the running process reads is changed: its env, a unit. */
  public void input(Address address) {
    others.add(address);
  }

  /** Whether the service comes to the target for the first time. */
  public boolean isFresh() {
    return fresh;
  }

  /** Whether nothing changed so far. */
  public boolean isEmpty() {
    return files.isEmpty() && others.isEmpty() && !fresh;
  }

  /** The changed files' addresses by path below the service's directory. */
  public SortedMap<String, Address> files() {
    return java.util.Collections.unmodifiableSortedMap(files);
  }

  /** Changed inputs that are no files of the tree. */
  public List<Address> inputs() {
    return List.copyOf(others);
  }
}
