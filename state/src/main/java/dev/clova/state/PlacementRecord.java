package dev.clova.state;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What Clova last left of a service on a target: all that comparing, explaining and removing need,
 * and no secret. The target's receipt holds the same.
 *
 * @param placement service and target
 * @param home where it lives and how it was reached
 * @param runtime how it runs
 * @param tree digest of its files; empty if it has none
 * @param generation raised by every receipt that is written for it, from 1
 * @param receipt digest of the body of that receipt; empty within a receipt
 * @param isProtected whether removing it is refused, even when the definition is gone
 * @param tainted what failed, if the last action on it did not come to its end
 * @param hold who stopped it on purpose, if someone did
 * @param applied when
 * @param plan the id of the plan by which
 * @param resources what is recorded of each declared thing, by its address
 */
public record PlacementRecord(
    Placement placement,
    Home home,
    RuntimeRecord runtime,
    Optional<Digest> tree,
    long generation,
    Optional<Digest> receipt,
    boolean isProtected,
    Optional<String> tainted,
    Optional<Hold> hold,
    Instant applied,
    String plan,
    SortedMap<Address, Attributes> resources) {

  /** Copies the resources, which must be this placement's own. */
  public PlacementRecord {
    resources = Sorted.copy(resources);
    for (Address address : resources.keySet()) {
      if (!address.placement().equals(placement)) {
        throw new IllegalArgumentException(address + " is no resource of " + placement);
      }
    }
  }

  /** A first record: generation 1, nothing running, no files, no resources. */
  public static PlacementRecord first(
      Placement placement, Home home, Instant applied, String plan) {
    return new PlacementRecord(
        placement,
        home,
        RuntimeRecord.none(),
        Optional.empty(),
        1,
        Optional.empty(),
        false,
        Optional.empty(),
        Optional.empty(),
        applied,
        plan,
        Collections.emptySortedMap());
  }

  /** What is recorded of one resource. */
  public Optional<Attributes> resource(Address address) {
    return Optional.ofNullable(resources.get(address));
  }

  /** The same under another name, in the directory that goes with it. */
  public PlacementRecord renamed(Placement other) {
    Home moved =
        new Home(
            home.root(),
            home.root() + "/" + other.service(),
            home.owner(),
            home.become(),
            home.connection());
    SortedMap<Address, Attributes> readdressed = new TreeMap<>();
    resources.forEach(
        (address, values) ->
            readdressed.put(new Address(other, address.kind(), address.name()), values));
    return new PlacementRecord(
        other,
        moved,
        runtime,
        tree,
        generation,
        receipt,
        isProtected,
        tainted,
        hold,
        applied,
        plan,
        readdressed);
  }

  /** The same in another home. */
  public PlacementRecord withHome(Home other) {
    return new PlacementRecord(
        placement,
        other,
        runtime,
        tree,
        generation,
        receipt,
        isProtected,
        tainted,
        hold,
        applied,
        plan,
        resources);
  }

  /** The same running otherwise. */
  public PlacementRecord withRuntime(RuntimeRecord other) {
    return new PlacementRecord(
        placement,
        home,
        other,
        tree,
        generation,
        receipt,
        isProtected,
        tainted,
        hold,
        applied,
        plan,
        resources);
  }

  /** The same with other files. */
  public PlacementRecord withTree(Optional<Digest> other) {
    return new PlacementRecord(
        placement,
        home,
        runtime,
        other,
        generation,
        receipt,
        isProtected,
        tainted,
        hold,
        applied,
        plan,
        resources);
  }

  /** The same in another generation. */
  public PlacementRecord withGeneration(long other) {
    return new PlacementRecord(
        placement,
        home,
        runtime,
        tree,
        other,
        receipt,
        isProtected,
        tainted,
        hold,
        applied,
        plan,
        resources);
  }

  /** The same, backed by another receipt. */
  public PlacementRecord withReceipt(Optional<Digest> other) {
    return new PlacementRecord(
        placement,
        home,
        runtime,
        tree,
        generation,
        other,
        isProtected,
        tainted,
        hold,
        applied,
        plan,
        resources);
  }

  /** The same, protected or not. */
  public PlacementRecord withProtection(boolean other) {
    return new PlacementRecord(
        placement,
        home,
        runtime,
        tree,
        generation,
        receipt,
        other,
        tainted,
        hold,
        applied,
        plan,
        resources);
  }

  /** The same with another failure, or none. */
  public PlacementRecord withTaint(Optional<String> other) {
    return new PlacementRecord(
        placement,
        home,
        runtime,
        tree,
        generation,
        receipt,
        isProtected,
        other,
        hold,
        applied,
        plan,
        resources);
  }

  /** The same, held by someone or by nobody. */
  public PlacementRecord withHold(Optional<Hold> other) {
    return new PlacementRecord(
        placement,
        home,
        runtime,
        tree,
        generation,
        receipt,
        isProtected,
        tainted,
        other,
        applied,
        plan,
        resources);
  }

  /** The same, applied at another time by another plan. */
  public PlacementRecord withApplied(Instant when, String by) {
    return new PlacementRecord(
        placement,
        home,
        runtime,
        tree,
        generation,
        receipt,
        isProtected,
        tainted,
        hold,
        when,
        by,
        resources);
  }

  /** The same with other resources. */
  public PlacementRecord withResources(Map<Address, Attributes> other) {
    return new PlacementRecord(
        placement,
        home,
        runtime,
        tree,
        generation,
        receipt,
        isProtected,
        tainted,
        hold,
        applied,
        plan,
        Sorted.copy(other));
  }
}
