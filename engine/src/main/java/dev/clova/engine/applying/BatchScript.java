package dev.clova.engine.applying;

import dev.clova.engine.live.LogSource;
import dev.clova.engine.live.LogWish;
import dev.clova.engine.remote.Detached;
import dev.clova.engine.remote.ForeignCommand;
import dev.clova.engine.remote.Prune;
import dev.clova.engine.remote.ScriptText;
import dev.clova.engine.remote.ShellText;
import dev.clova.engine.step.Action;
import dev.clova.engine.step.Probation;
import dev.clova.engine.step.Step;
import dev.clova.engine.step.TreeEdit;
import dev.clova.engine.step.Work;
import dev.clova.state.Digest;
import dev.clova.state.TreeEntry;
import dev.clova.state.TreePath;
import dev.clova.state.Verb;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A batch as shell text. Every placement's part runs in a shell of its own, so that its failure is
 * its own; every step tells when it begins and how it ends, and what is said in between is the
 * reason of a failure.
 */
final class BatchScript {

  /** Words of one command line; far below what any target takes. */
  private static final int WORDS = 200;

  /** A command that prints more than this is ended. */
  private static final long MOST_OUTPUT = 64L << 20;

  /** How long a log may take to show its end; a command that follows it never ends by itself. */
  private static final Duration LOG_LIMIT = Duration.ofSeconds(3);

  /** How much of a log the report of a failure shows. */
  private static final int LOG_LINES = 20;

  private static final Set<Verb> LEAVING = Set.of(Verb.STOP, Verb.REMOVE, Verb.FORGET);

  private final Batch batch;
  private final boolean alone;
  private final List<ShellText> lines = new ArrayList<>();

  /** Whether the part that is being written is on probation. */
  private boolean holds;

  /** Whether the step that is being written only takes away. */
  private boolean leaves;

  private BatchScript(Batch batch, boolean alone) {
    this.batch = batch;
    this.alone = alone;
  }

  static ShellText of(Batch batch) {
    BatchScript script = new BatchScript(batch, false);
    script.write();
    return ShellText.lines(script.lines);
  }

  /** What takes a part back when it runs by itself on the target, after its time is over. */
  static ShellText alone(Batch.Part part) {
    Probation probation = part.work().probation().orElseThrow();
    BatchScript script = new BatchScript(part.back().orElseThrow(), true);
    script.functions();
    script.lines.add(ProbationScript.watch(script.batch, probation.limit()));
    script.lines.add(ShellText.of("{"));
    script.lines.add(ProbationScript.unlessNothing(script.batch));
    script.part(0, script.batch.parts().getFirst());
    script.lines.add(ShellText.of("fi"));
    script.lines.add(ShellText.of("clova_durable \"$ROOT\""));
    script.lines.add(ShellText.of("frame durable"));
    script.lines.add(ShellText.of("} >\"$BACK/told\" 2>&1"));
    script.lines.add(ShellText.of("clova_returned"));
    return Detached.script(script.batch.token(), ShellText.lines(script.lines));
  }

  private void functions() {
    lines.add(ScriptText.LOOK);
    lines.add(ScriptText.HEALTH);
    lines.add(ScriptText.CHANGE);
    lines.add(ForeignCommand.functions());
    lines.add(ShellText.set("TOKEN", batch.token()));
  }

  private void write() {
    functions();
    if (batch.parts().stream().anyMatch(part -> part.back().isPresent())) {
      lines.add(ProbationScript.functions());
    }
    lines.add(ShellText.of("frame opening"));
    lines.add(
        ShellText.of("clova_open_root ")
            .plus(ShellText.word(batch.root()))
            .plus(" ")
            .plus(ShellText.words(services()))
            .plus(" || { frame refused; cat >/dev/null; exit 0; }"));
    lines.add(ShellText.of("frame staging"));
    lines.add(ShellText.of("clova_stage || { clova_unstage; frame refused; exit 0; }"));
    BatchArchive.unlisted(batch).forEach(this::verify);
    for (int i = 0; i < batch.parts().size(); i++) {
      part(i, batch.parts().get(i));
    }
    lines.add(ShellText.of("clova_unstage"));
    lines.add(ShellText.of("clova_durable \"$ROOT\""));
    lines.add(ShellText.of("frame durable"));
  }

  private List<String> services() {
    return batch.parts().stream().map(part -> part.work().placement().service()).toList();
  }

  private void verify(String staged, Digest digest) {
    lines.add(
        ShellText.of("clova_verify ")
            .plus(ShellText.word(staged))
            .plus(" ")
            .plus(ShellText.word(digest.hex()))
            .plus(" || { clova_unstage; frame refused; exit 0; }"));
  }

  private void part(int number, Batch.Part part) {
    Work work = part.work();
    holds = part.back().isPresent();
    lines.add(ShellText.of("("));
    lines.add(ShellText.of("frame marking"));
    lines.add(ahead(number, part));
    lines.add(
        orFail(
            ShellText.of("clova_begin ")
                .plus(ShellText.word(work.placement().service()))
                .plus(" ")
                .plus(ShellText.number(number)),
            number,
            0,
            false));
    lines.add(ShellText.of("KEEP=").plus(ShellText.number(work.rollout().keep())));
    if (Kept.isReplacing(work) || (holds && work.record().isEmpty())) {
      lines.add(orFail(ShellText.of("clova_keep_version"), number, 0, false));
    }
    log(number, work);
    if (holds) {
      ProbationScript.keeping(work).forEach(line -> fail(line, number, 0));
      lines.add(ProbationScript.BEGUN);
    }
    int last = lastFileStep(work);
    int file = 0;
    for (int i = 0; i < work.steps().size(); i++) {
      Step step = work.steps().get(i);
      lines.add(begin(number, i));
      leaves = step.claims().stream().allMatch(claim -> LEAVING.contains(claim.verb()));
      for (Action action : step.actions()) {
        action(number, i, action, file, i > last);
        if (action instanceof Action.PutFile) {
          file++;
        }
      }
      lines.add(
          ShellText.of("frame done ")
              .plus(ShellText.number(number))
              .plus(" ")
              .plus(ShellText.number(i)));
      if (i == last && work.record().isPresent()) {
        list(number, work);
      }
    }
    int steps = work.steps().size();
    lines.add(begin(number, steps));
    lines.add(
        orFail(
            work.record().isPresent()
                ? recording().plus("receipt && clova_prune_kept")
                : ShellText.of(holds ? "clova_hold_leaving" : "clova_forget"),
            number,
            steps,
            false));
    lines.add(ShellText.of("frame recorded ").plus(ShellText.number(number)));
    lines.add(ShellText.of(")"));
    part.back().map(ProbationScript::made).ifPresent(lines::add);
  }

  /** What becomes of earlier changes that are on probation, and of this one if it is to be. */
  private ShellText ahead(int number, Batch.Part part) {
    ShellText service = ShellText.word(part.work().placement().service());
    if (holds) {
      return orFail(
          ShellText.of("clova_arm ").plus(service).plus(" ").plus(ShellText.number(number)),
          number,
          0,
          false);
    }
    return alone ? ShellText.empty() : ShellText.of("clova_supersede ").plus(service);
  }

  /** A receipt of what is on probation waits beside it. */
  private ShellText recording() {
    return ShellText.of(holds ? "clova_hold " : "clova_record ");
  }

  /** What a failure after the files shows beside its own words: the end of the service's log. */
  private void log(int number, Work work) {
    Optional<ShellText> reader =
        work.record()
            .flatMap(LogSource::of)
            .map(
                source ->
                    source.reader(new LogWish(false, OptionalInt.of(LOG_LINES), Optional.empty())));
    lines.add(ShellText.of("clova_log() {"));
    reader.ifPresent(
        text -> {
          // A shell that ends it says so in a file of its own.
          String folder = batch.stage();
          ShellText shown = ShellText.path(folder + "/log");
          ShellText read = ShellText.of("exec >").plus(shown).plus(" 2>&1\n").plus(text);
          lines.add(
              ForeignCommand.run(LOG_LIMIT, MOST_OUTPUT, folder + "/output", read.toString()));
          lines.add(ShellText.of("frame log ").plus(ShellText.number(number)));
          lines.add(
              ShellText.of("tail -n ")
                  .plus(ShellText.number(LOG_LINES))
                  .plus(" ")
                  .plus(shown)
                  .plus(" | tail -c 8192"));
        });
    lines.add(ShellText.of("return 0"));
    lines.add(ShellText.of("}"));
  }

  private static int lastFileStep(Work work) {
    int last = -1;
    for (int i = 0; i < work.steps().size(); i++) {
      for (Action action : work.steps().get(i).actions()) {
        switch (action) {
          case Action.PutTree _, Action.PutFile _, Action.RemoveFile _, Action.TakeBack _ ->
              last = i;
          case Action.Script _, Action.Command _, Action.Await _, Action.Learn _ -> {}
        }
      }
    }
    return last;
  }

  private void list(int number, Work work) {
    List<String> prune =
        work.record()
            .map(record -> Prune.words("./", record.runtime().persist()))
            .orElse(List.of());
    lines.add(
        ShellText.of("clova_list ")
            .plus(ShellText.number(number))
            .plus(" ")
            .plus(ShellText.words(prune)));
  }

  private void action(int number, int step, Action action, int file, boolean filesAreThere) {
    switch (action) {
      case Action.PutTree(var source, TreeEdit edit) -> tree(number, step, edit);
      case Action.PutFile(Optional<String> folder, String name, String mode, var content) ->
          fail(
              ShellText.of("clova_file files/")
                  .plus(ShellText.number(file))
                  .plus(" ")
                  .plus(folder(folder))
                  .plus(" ")
                  .plus(ShellText.word(name)),
              number,
              step);
      case Action.RemoveFile(Optional<String> folder, String name) ->
          fail(
              ShellText.of("clova_gone ").plus(folder(folder)).plus(" ").plus(ShellText.word(name)),
              number,
              step);
      case Action.TakeBack back -> Kept.takingBack(back).forEach(line -> fail(line, number, step));
      case Action.Script(ShellText text) -> {
        lines.add(ShellText.of("clova_script() {"));
        lines.add(home().plus(" || return 1"));
        lines.add(text);
        lines.add(ShellText.of("}"));
        lines.add(orFail(ShellText.of("clova_script"), number, step, filesAreThere));
      }
      case Action.Command(String what, String command, Duration limit) -> {
        lines.add(
            orFail(
                home()
                    .plus(" && ")
                    .plus(
                        ForeignCommand.run(limit, MOST_OUTPUT, batch.stage() + "/output", command)),
                number,
                step,
                filesAreThere));
      }
      case Action.Await(String what, ShellText check, Duration interval, Duration timeout) -> {
        lines.add(ShellText.of("clova_check() {"));
        lines.add(ShellText.of("clova_at || return 1"));
        lines.add(check);
        lines.add(ShellText.of("}"));
        lines.add(
            orFail(
                ShellText.of("clova_await ")
                    .plus(ShellText.number(timeout.toSeconds()))
                    .plus(" ")
                    .plus(ShellText.word(seconds(interval))),
                number,
                step,
                filesAreThere));
      }
      case Action.Learn(var at, ShellText text) -> {
        lines.add(
            ShellText.of("frame learned ")
                .plus(ShellText.number(number))
                .plus(" ")
                .plus(ShellText.number(step)));
        lines.add(ShellText.of("( clova_at || exit 0"));
        lines.add(text);
        lines.add(ShellText.of(") </dev/null 2>/dev/null || :"));
      }
    }
  }

  /** Where what belongs to the service is run. */
  private ShellText home() {
    return ShellText.of(leaves ? "clova_home" : "clova_at");
  }

  private static ShellText folder(Optional<String> folder) {
    return folder.map(ShellText::path).orElse(ShellText.of("\"$ROOT/$SERVICE\""));
  }

  private static String seconds(Duration interval) {
    return java.math.BigDecimal.valueOf(interval.toMillis(), 3).toPlainString();
  }

  private void tree(int number, int step, TreeEdit edit) {
    if (edit.fresh()) {
      fail(ShellText.of("clova_fresh"), number, step);
      return;
    }
    removals(number, step, edit);
    SortedMap<String, List<String>> folders = new TreeMap<>(TreePath.ORDER);
    Set<String> newFolders = new HashSet<>();
    for (TreeEntry entry : edit.put()) {
      if (entry instanceof TreeEntry.DirectoryEntry) {
        newFolders.add(entry.path());
      }
      String parent = TreePath.parent(entry.path()).orElse("");
      // What is in a new folder comes with it.
      if (!newFolders.contains(parent)) {
        folders.computeIfAbsent(parent, p -> new ArrayList<>()).add(TreePath.name(entry.path()));
      }
    }
    folders.forEach(
        (folder, names) ->
            chunks(
                names,
                part -> {
                  fail(at(folder), number, step);
                  fail(ShellText.of("clova_keep ").plus(ShellText.words(part)), number, step);
                  fail(ShellText.of("clova_put ").plus(ShellText.words(part)), number, step);
                }));
    for (TreeEntry.DirectoryEntry directory : edit.modes()) {
      fail(at(directory.path()), number, step);
      fail(
          ShellText.of("clova_mode ").plus(ShellText.word("%04o".formatted(directory.mode()))),
          number,
          step);
    }
    for (int i = 0; i < edit.seeds().size(); i++) {
      String path = edit.seeds().get(i).path();
      fail(at(TreePath.parent(path).orElse("")), number, step);
      fail(
          ShellText.of("clova_plant ")
              .plus(ShellText.word(TreePath.name(path)))
              .plus(" ")
              .plus(ShellText.word("seeds/" + i + "/" + path)),
          number,
          step);
    }
  }

  /** Deepest first, so that a folder is empty when its turn comes. */
  private void removals(int number, int step, TreeEdit edit) {
    SortedMap<String, List<String>> folders = new TreeMap<>(TreePath.ORDER.reversed());
    for (String path : edit.remove()) {
      String parent = TreePath.parent(path).orElse("");
      folders.computeIfAbsent(parent, p -> new ArrayList<>()).add(TreePath.name(path));
    }
    folders.forEach(
        (folder, names) ->
            chunks(
                names,
                part -> {
                  lines.add(
                      ShellText.of("if ")
                          .plus(at(folder))
                          .plus(" >/dev/null; then clova_keep ")
                          .plus(ShellText.words(part))
                          .plus(" && clova_drop ")
                          .plus(ShellText.words(part))
                          .plus(" || ")
                          .plus(failure(number, step, false))
                          .plus("; fi"));
                }));
  }

  private static void chunks(List<String> names, java.util.function.Consumer<List<String>> use) {
    for (int from = 0; from < names.size(); from += WORDS) {
      use.accept(names.subList(from, Math.min(names.size(), from + WORDS)));
    }
  }

  static ShellText at(String folder) {
    return folder.isEmpty()
        ? ShellText.of("clova_at")
        : ShellText.of("clova_at ").plus(ShellText.words(Arrays.asList(folder.split("/", -1))));
  }

  private static ShellText begin(int number, int step) {
    return ShellText.of("frame begin ")
        .plus(ShellText.number(number))
        .plus(" ")
        .plus(ShellText.number(step));
  }

  private void fail(ShellText command, int number, int step) {
    lines.add(orFail(command, number, step, false));
  }

  private ShellText orFail(ShellText command, int number, int step, boolean filesAreThere) {
    return command.plus(" || ").plus(failure(number, step, filesAreThere));
  }

  /** Once the files are in place the record says so, whatever fails after them. */
  private ShellText failure(int number, int step, boolean filesAreThere) {
    ShellText told =
        ShellText.of("{ status=$?; frame failed ")
            .plus(ShellText.number(number))
            .plus(" ")
            .plus(ShellText.number(step))
            .plus(" $status; ");
    return filesAreThere
        ? told.plus("clova_log; ")
            .plus(recording())
            .plus("failed && frame tainted ")
            .plus(ShellText.number(number))
            .plus("; exit 1; }")
        : told.plus("exit 1; }");
  }
}
