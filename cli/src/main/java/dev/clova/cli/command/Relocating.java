package dev.clova.cli.command;

import dev.clova.cli.console.Console;
import dev.clova.cli.console.ExitStatus;
import dev.clova.cli.render.EditedFile;
import dev.clova.engine.ApplyReport;
import dev.clova.engine.DefinitionChange;
import dev.clova.engine.Engine.Relocated;
import dev.clova.engine.FileChange;
import dev.clova.engine.FolderChange;
import dev.clova.engine.PlanRequest;
import dev.clova.engine.Relocations;
import dev.clova.engine.applying.PlacementOutcome;
import dev.clova.engine.definition.Definitions;
import dev.clova.engine.planning.Intent;
import dev.clova.state.ClovaException;
import dev.clova.state.Plan;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import dev.clova.state.Verb;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What all commands do that put services on other targets: change the files, show what changes in
 * them, and then plan and apply, as if somebody had edited them. If the plan is not wanted, or what
 * moved went back, the files are as they were.
 */
final class Relocating {

  static final Flag CHECK = Flag.of("Only show the plan; the files stay as they are", "--check");
  static final List<Option> OPTIONS =
      List.of(SharedOptions.YES, CHECK, PlanOptions.ALLOW, PlanOptions.CHECKSUM, PlanOptions.ADOPT);

  private final Call call;
  private final List<DefinitionChange> written = new ArrayList<>();
  private boolean approved;

  private Relocating(Call call) {
    this.call = call;
  }

  /**
   * Does it.
   *
   * @param name what is being done, for those who find a lock
   * @param wish what is to go where
   */
  static ExitStatus run(Call call, String name, Function<Definitions, Relocations> wish) {
    Relocated relocated;
    try (Workplace workplace = Workplace.open(call, name)) {
      Relocations relocations = wish.apply(workplace.engine().validate());
      relocations.left().forEach(left -> call.console().say("Does not move: " + left + "."));
      if (relocations.moves().isEmpty()) {
        throw new ClovaException(
            Problem.of(ProblemCode.NO_MATCH, "There is nothing that could move.", ""));
      }
      relocated = workplace.engine().relocate(relocations);
    }
    return new Relocating(call).run(name, relocated);
  }

  /** Gives a service another name. */
  static ExitStatus rename(Call call, String old, String name) {
    Relocated relocated;
    try (Workplace workplace = Workplace.open(call, "rename")) {
      relocated = workplace.engine().rename(old, name);
    }
    return new Relocating(call).run("rename", relocated);
  }

  private ExitStatus run(String name, Relocated relocated) {
    PlanRequest request = PlanOptions.request(call, Intent.CONVERGE, relocated.services());
    relocated.changes().forEach(this::show);
    if (relocated.changes().isEmpty()) {
      call.console().say("The files say so already, so none is changed.");
    }
    try {
      for (DefinitionChange change : relocated.changes()) {
        change.write();
        written.add(change);
      }
      if (call.has(CHECK)) {
        return PlanCommand.run(call, request);
      }
      return ApplyCommand.run(
          call, name, request, Optional.empty(), "Apply this plan?", around(relocated));
    } finally {
      if (!approved) {
        written.reversed().forEach(DefinitionChange::takeBack);
      }
    }
  }

  private void show(DefinitionChange change) {
    Console console = call.console();
    List<String> lines =
        switch (change) {
          case FileChange file ->
              EditedFile.lines(
                  file.shown(), file.difference(), console.outPalette(), console.columns());
          case FolderChange folder -> List.of(folder.shown(), "");
        };
    switch (FormatOptions.of(call)) {
      case TEXT -> console.print(lines);
      case MARKDOWN, HTML -> console.say(lines);
      case JSON -> {}
    }
  }

  private ApplyCommand.Around around(Relocated relocated) {
    return new ApplyCommand.Around() {
      @Override
      public void approved() {
        approved = true;
      }

      @Override
      public ClovaException notBegun(ClovaException why) {
        if (!approved) {
          return why;
        }
        List<Problem> problems = new ArrayList<>(why.problems());
        for (DefinitionChange change : written.reversed()) {
          try {
            takeBack(change);
          } catch (ClovaException e) {
            problems.addAll(e.problems());
          }
        }
        return new ClovaException(problems);
      }

      @Override
      public void ended(ApplyReport report) {
        if (relocated.renamed().isEmpty()) {
          written.stream()
              .filter(FileChange.class::isInstance)
              .filter(change -> isBack((FileChange) change, report))
              .forEach(this::takeBack);
        } else if (isNowhere(relocated.renamed().get(), report)) {
          written.reversed().forEach(this::takeBack);
        }
      }

      private void takeBack(DefinitionChange change) {
        change.takeBack();
        call.console().say("`" + change.shown() + "` is as it was.");
      }
    };
  }

  /** Whether a service has its new name on none of its targets, and its old one on all. */
  private static boolean isNowhere(String name, ApplyReport report) {
    List<PlacementOutcome> outcomes = outcomes(name, report);
    return outcomes.isEmpty()
        ? isUndecided(report)
        : outcomes.stream().allMatch(Relocating::isBack);
  }

  private static List<PlacementOutcome> outcomes(String service, ApplyReport report) {
    return report.outcomes().entrySet().stream()
        .filter(outcome -> outcome.getKey().service().equals(service))
        .map(Map.Entry::getValue)
        .toList();
  }

  /** Whether what was not begun could not be: something was out of reach. */
  private static boolean isUndecided(ApplyReport report) {
    Plan plan = report.applied().plan();
    return !plan.unreached().isEmpty() || !plan.cannotTell().isEmpty();
  }

  /** Whether the service of a file is where it was: nothing began in the new place. */
  private static boolean isBack(FileChange file, ApplyReport report) {
    Path folder = file.file().resolveSibling("").getFileName();
    String service = folder == null ? "" : folder.toString();
    List<PlacementOutcome> outcomes = outcomes(service, report);
    return Files.exists(file.file())
        && (outcomes.isEmpty()
            ? isUndecided(report)
            : outcomes.stream().anyMatch(Relocating::isBack));
  }

  private static boolean isBack(PlacementOutcome outcome) {
    return switch (outcome) {
      case PlacementOutcome.Failed failed -> failed.verb() == Verb.MOVE;
      case PlacementOutcome.Skipped _ -> true;
      case PlacementOutcome.Done _, PlacementOutcome.Returned _, PlacementOutcome.Unknown _ ->
          false;
    };
  }
}
