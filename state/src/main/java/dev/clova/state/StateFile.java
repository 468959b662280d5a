package dev.clova.state;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;

/** The file {@code .clova/state.json}, and the earlier versions kept beside it. */
public final class StateFile {

  private final StateFolder folder;
  private final String lineage;

  /**
   * The state of one workspace.
   *
   * @param lineage the workspace's id
   */
  public StateFile(StateFolder folder, String lineage) {
    this.folder = folder;
    this.lineage = lineage;
  }

  /**
   * Reads the state, and changes nothing.
   *
   * @throws ClovaException if it is of a newer format, of another workspace, or no file of ours
   */
  public StateReading read() {
    if (!folder.exists()) {
      return new StateReading.Missing();
    }
    return read(folder.state());
  }

  /**
   * Writes a state with the next serial; the one before is kept. Once this returns, it is on disk.
   *
   * @param state made from the state that is there now
   * @param lock the workspace's, in hand
   * @throws ClovaException if it was not written; then what was there is still there
   */
  public Saved write(State state, WorkspaceLock lock) {
    Path file = lock.folder().state();
    switch (read(file)) {
      case StateReading.Missing() -> {}
      case StateReading.Found(State present) -> {
        refuseOvertaken(state, present);
        Backups.ofStates(folder).keep(file, present.serial());
      }
      case StateReading.Damaged damaged -> Backups.ofDamaged(folder).keep(file, state.serial());
    }
    State next = state.withSerial(state.serial() + 1);
    CrashPoint.hit("state.write");
    AtomicFile.write(file, StateCodec.write(next));
    CrashPoint.hit("state.written");
    return new Saved(next);
  }

  /**
   * Puts together what is still known of a state that is missing or damaged: the newest whole
   * version kept, and what the journals say since. Changes nothing.
   */
  public Recovered recover() {
    List<String> unusable = new ArrayList<>();
    State state = State.first(lineage);
    Optional<Path> backup = Optional.empty();
    for (Path file : Backups.ofStates(folder).list().descendingMap().values()) {
      Optional<State> kept = usable(file, unusable);
      if (kept.isPresent()) {
        state = kept.get();
        backup = Optional.of(file);
        break;
      }
    }
    for (Path journal : journalsSince(state.serial())) {
      state = replayed(journal, state, unusable);
    }
    return new Recovered(state, backup, unusable.reversed());
  }

  /** Whether earlier versions are kept: then a state that is missing was lost. */
  public boolean hasEarlier() {
    return !Backups.ofStates(folder).list().isEmpty()
        || !Backups.ofJournals(folder).list().isEmpty();
  }

  private List<Path> journalsSince(long serial) {
    NavigableMap<Long, Path> kept = Backups.ofJournals(folder).list();
    List<Path> journals = new ArrayList<>(kept.tailMap(serial, false).values());
    journals.add(folder.journal());
    return journals;
  }

  private State replayed(Path journal, State state, List<String> unusable) {
    return switch (Journal.read(journal, lineage)) {
      case JournalReading.Sound(List<JournalRecord> records, boolean _) ->
          Recovery.of(records).replay(state);
      case JournalReading.Damaged(Path file, String why, List<JournalRecord> before) -> {
        unusable.add("`" + file + "`: " + why);
        yield Recovery.of(before).replay(state);
      }
    };
  }

  private Optional<State> usable(Path file, List<String> unusable) {
    try {
      return switch (read(file)) {
        case StateReading.Found(State state) -> Optional.of(state);
        case StateReading.Missing() -> Optional.empty();
        case StateReading.Damaged(Path damaged, String why) -> {
          unusable.add("`" + damaged + "`: " + why);
          yield Optional.empty();
        }
      };
    } catch (ClovaException e) {
      e.problems().forEach(problem -> unusable.add("`" + file + "`: " + problem.detail()));
      return Optional.empty();
    }
  }

  private StateReading read(Path file) {
    Optional<byte[]> bytes = OwnFile.read(file, JsonIn.LIMIT);
    if (bytes.isEmpty()) {
      return new StateReading.Missing();
    }
    try {
      State state = StateCodec.read(bytes.get());
      refuseForeign(state);
      return new StateReading.Found(state);
    } catch (Malformed e) {
      return new StateReading.Damaged(file, e.why());
    }
  }

  private void refuseForeign(State state) {
    if (!state.lineage().equals(lineage)) {
      throw new ClovaException(
          Problem.of(
              ProblemCode.STATE_FOREIGN,
              "The state belongs to the workspace `"
                  + state.lineage()
                  + "`, and `clova.toml` says `"
                  + lineage
                  + "`.",
              "Use the `.clova` folder that belongs to this `clova.toml`, or remove the folder and"
                  + " run `clova state rebuild`."));
    }
  }

  private static void refuseOvertaken(State state, State present) {
    if (state.serial() != present.serial()) {
      throw new ClovaException(
          Problem.of(
              ProblemCode.STATE_NOT_WRITTEN,
              "The state on disk has serial "
                  + present.serial()
                  + ", and this run began with "
                  + state.serial()
                  + ": somebody changed the file meanwhile.",
              "Run `clova plan` again: it looks at the targets and says what is left to do."));
    }
  }
}
