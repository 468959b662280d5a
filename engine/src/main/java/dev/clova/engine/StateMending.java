package dev.clova.engine;

import dev.clova.state.Journal;
import dev.clova.state.JournalReading;
import dev.clova.state.LockHolder;
import dev.clova.state.Recovered;
import dev.clova.state.Recovery;
import dev.clova.state.Saved;
import dev.clova.state.State;
import dev.clova.state.StateFile;
import dev.clova.state.StateFolder;
import dev.clova.state.StateReading;
import dev.clova.state.WorkspaceLock;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** The state in hand to be changed, under the working directory's lock. */
final class StateMending implements AutoCloseable {

  private final StateFolder folder;
  private final String lineage;
  private final WorkspaceLock lock;
  private final State state;
  private final List<String> notes;

  private StateMending(
      StateFolder folder, String lineage, WorkspaceLock lock, State state, List<String> notes) {
    this.folder = folder;
    this.lineage = lineage;
    this.lock = lock;
    this.state = state;
    this.notes = List.copyOf(notes);
  }

  /** Takes the lock and reads a state that must be whole. */
  static StateMending begin(Site site, String lineage) {
    StateFolder folder = StateFolder.of(site.root());
    WorkspaceLock lock = WorkspaceLock.take(folder, holder(site));
    try {
      State state = Memory.read(site.root(), lineage).state();
      return new StateMending(folder, lineage, lock, state, List.of());
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /** Takes the lock and reads as much as there is. */
  static StateMending repair(Site site, String lineage) {
    StateFolder folder = StateFolder.of(site.root());
    WorkspaceLock lock = WorkspaceLock.take(folder, holder(site));
    try {
      List<String> notes = new ArrayList<>();
      State state = known(folder, lineage, notes);
      return new StateMending(folder, lineage, lock, state, notes);
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static State known(StateFolder folder, String lineage, List<String> notes) {
    StateFile file = new StateFile(folder, lineage);
    switch (file.read()) {
      case StateReading.Found(State found) -> {
        return switch (Journal.read(folder, lineage)) {
          case JournalReading.Sound(var records, boolean _) -> Recovery.of(records).replay(found);
          case JournalReading.Damaged(Path journal, String why, var before) -> {
            notes.add("`%s` is damaged: %s.".formatted(journal, why));
            yield Recovery.of(before).replay(found);
          }
        };
      }
      case StateReading.Missing() -> notes.add("There was no `state.json`.");
      case StateReading.Damaged(Path damaged, String why) ->
          notes.add("`%s` was damaged: %s.".formatted(damaged, why));
    }
    Recovered recovered = file.recover();
    recovered.unusable().forEach(why -> notes.add(why + "."));
    recovered
        .backup()
        .ifPresent(
            backup ->
                notes.add("The newest whole version that was kept is `%s`.".formatted(backup)));
    return recovered.state();
  }

  State state() {
    return state;
  }

  /** What was found of the state, in sentences. */
  List<String> notes() {
    return notes;
  }

  /** What others are told who find a target locked. */
  String holder() {
    LockHolder holder = lock.holder();
    return "%s@%s, process %d, since %s: %s"
        .formatted(holder.user(), holder.host(), holder.pid(), holder.since(), holder.command());
  }

  /** Writes a state that was made from this one; what the journal said is in it. */
  State save(State next) {
    Saved saved = new StateFile(folder, lineage).write(next, lock);
    Journal.setAside(lock, lineage, saved);
    return saved.state();
  }

  /** Who works on the state. */
  static LockHolder holder(Site site) {
    byte[] name = new byte[8];
    site.randomness().nextBytes(name);
    Instant now = site.clock().instant();
    return new LockHolder(
        site.user(),
        site.host(),
        ProcessHandle.current().pid(),
        now,
        site.command(),
        HexFormat.of().formatHex(name));
  }

  @Override
  public void close() {
    lock.close();
  }
}
