package dev.clova.engine;

import dev.clova.engine.definition.Definitions;
import dev.clova.engine.desired.Targets;
import dev.clova.state.ClovaException;
import dev.clova.state.Journal;
import dev.clova.state.JournalReading;
import dev.clova.state.JournalRecord;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import dev.clova.state.Recovery;
import dev.clova.state.State;
import dev.clova.state.StateFile;
import dev.clova.state.StateFolder;
import dev.clova.state.StateReading;
import dev.clova.state.Unfinished;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What this controller remembers: its state, with what the journal says since.
 *
 * @param state what is recorded
 * @param unfinished an apply that did not come to its end
 * @param renamed what is to be told of targets that have another name now
 */
record Memory(State state, Optional<Unfinished> unfinished, List<String> renamed) {

  /** Reads that of a workspace, with the targets' names of today. */
  static Memory of(Site site, Definitions definitions) {
    return read(site.root(), definitions.workspace().id())
        .with(new RenamedTargets(Targets.of(definitions, site.home())));
  }

  /** Reads it, and changes nothing. */
  static Memory read(Path root, String lineage) {
    StateFolder folder = StateFolder.of(root);
    State state =
        switch (new StateFile(folder, lineage).read()) {
          case StateReading.Found(State found) -> found;
          case StateReading.Missing() -> missing(folder, lineage);
          case StateReading.Damaged(Path file, String why) -> throw damaged(file, why);
        };
    List<JournalRecord> records =
        switch (Journal.read(folder, lineage)) {
          case JournalReading.Sound(List<JournalRecord> sound, boolean torn) -> sound;
          case JournalReading.Damaged(Path file, String why, List<JournalRecord> before) ->
              throw damaged(file, why);
        };
    Recovery recovery = Recovery.of(records);
    return new Memory(recovery.replay(state), recovery.unfinished(), List.of());
  }

  /** No state is a new beginning only where there never was one. */
  private static State missing(StateFolder folder, String lineage) {
    if (folder.exists() && new StateFile(folder, lineage).hasEarlier()) {
      throw new ClovaException(
          Problem.of(
              ProblemCode.STATE_DAMAGED,
              "`%s` is gone, and earlier versions of it are there."
                  .formatted(folder.path().resolve("state.json")),
              "`clova state rebuild` makes it again from the receipts on the targets and what is"
                  + " kept here."));
    }
    return State.first(lineage);
  }

  private static ClovaException damaged(Path file, String why) {
    return new ClovaException(
        Problem.of(
            ProblemCode.STATE_DAMAGED,
            "`%s` is not what was written there: %s.".formatted(file, why),
            "`clova state rebuild` makes it again from the receipts on the targets."));
  }

  /** The same, as it is to be read with the targets' names of today. */
  Memory with(RenamedTargets targets) {
    return new Memory(targets.follow(state), unfinished, List.copyOf(targets.notes(state)));
  }

  /** What is to be told of an apply that was cut off, and of targets' names. */
  List<String> notes() {
    List<String> notes = new ArrayList<>(renamed);
    unfinished.map(Memory::note).ifPresent(notes::add);
    return notes;
  }

  private static String note(Unfinished cut) {
    return "The apply of plan %s by %s, begun %s, did not come to its end: %d actions done, %d failed, %d unknown. This plan is made from what the targets have now."
        .formatted(
            cut.apply().plan(),
            cut.apply().who(),
            cut.apply().when(),
            cut.done().size(),
            cut.failed().size(),
            cut.unknown().size());
  }
}
