package dev.clova.cli.command;

import dev.clova.cli.console.Console;
import dev.clova.cli.console.ExitStatus;
import dev.clova.cli.render.ApplyProgress;
import dev.clova.cli.render.DiffText;
import dev.clova.cli.render.ProblemText;
import dev.clova.engine.ApplyReport;
import dev.clova.engine.DriftReport;
import dev.clova.engine.PlanRequest;
import dev.clova.engine.PlanResult;
import dev.clova.engine.planning.Intent;
import dev.clova.state.Address;
import dev.clova.state.ClovaException;
import dev.clova.state.ContentChange;
import dev.clova.state.PlannedAction;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import java.util.List;
import java.util.Optional;

/** {@code clova drift}: what is not on targets as Clova left it, and what to do about it. */
final class DriftCommand implements Command {

  private static final Setting<String> ACCEPT =
      Setting.text("ADDRESS", "Take the target's content over into the file here", "--accept");
  private static final Setting<String> REVERT =
      Setting.text("ADDRESS", "Put this alone back on the target", "--revert");

  @Override
  public Syntax syntax() {
    return Syntax.of(
            "Show what is not on targets as Clova left it, also what a plan would not touch, such as"
                + " a file that somebody added. Exit status 2 if there is any. --accept writes a"
                + " file's content into the repository (small texts only, never a template);"
                + " --revert applies that address alone.")
        .example("clova drift", "everywhere")
        .example("clova drift --accept blog@vps:sync/nginx.conf", "that was right: keep it")
        .example("clova drift --revert blog@vps:sync/nginx.conf", "that was wrong: put it back")
        .options(ACCEPT, REVERT, SharedOptions.YES)
        .options(PlanOptions.TARGET, PlanOptions.EXCLUDE, PlanOptions.CHECKSUM)
        .options(SharedOptions.JSON)
        .options(ConnectOptions.ALL)
        .operands(PlanOptions.SELECTION);
  }

  @Override
  public ExitStatus run(Call call) {
    Optional<String> accept = call.value(ACCEPT);
    Optional<String> revert = call.value(REVERT);
    if (accept.isPresent() && revert.isPresent()) {
      throw new ClovaException(
          Problem.of(ProblemCode.USAGE, "`--accept` and `--revert` exclude each other.", ""));
    }
    if (accept.isPresent()) {
      return accept(call, accept.get());
    }
    return revert.isPresent() ? revert(call, revert.get()) : report(call);
  }

  private static ExitStatus report(Call call) {
    DriftReport report;
    try (Workplace workplace = Workplace.open(call, "drift");
        ApplyProgress progress = Progress.ofLook(call)) {
      report =
          workplace.engine().drift(PlanOptions.request(call, Intent.CONVERGE), progress::accept);
    }
    Console console = call.console();
    console.print(
        call.has(SharedOptions.JSON)
            ? List.of(DiffText.json(report))
            : DiffText.lines(report, console.outPalette()));
    if (!report.unreached().isEmpty()) {
      console.complain(
          new ProblemText(console.errPalette(), console.columns()).errors(report.unreached()));
      return ExitStatus.UNREACHED;
    }
    if (report.drift().isEmpty()) {
      console.say("Everything is as it was left.");
      return ExitStatus.DONE;
    }
    return ExitStatus.CHANGES;
  }

  private static ExitStatus accept(Call call, String address) {
    Console console = call.console();
    try (Workplace workplace = Workplace.open(call, "drift --accept")) {
      ContentChange change =
          workplace.engine().accept(address, shown -> approve(call, address, shown));
      console.say(
          change.old().isPresent()
              ? "The file here is as on the target now. Nothing was changed there."
              : "There is a new file here, as on the target. Nothing was changed there.");
    }
    return ExitStatus.DONE;
  }

  private static boolean approve(Call call, String address, ContentChange change) {
    Console console = call.console();
    console.print(DiffText.lines(address, change, console.outPalette()));
    if (!call.has(SharedOptions.YES)) {
      console.confirm("Change the file here?", "--yes");
    }
    return true;
  }

  private static ExitStatus revert(Call call, String text) {
    Address address =
        Address.parse(text)
            .filter(it -> !it.kind().isEmpty())
            .orElseThrow(
                () ->
                    new ClovaException(
                        Problem.of(
                            ProblemCode.USAGE,
                            "`" + text + "` is no address of a single thing.",
                            "`clova drift` lists them, such as `blog@vps:sync/nginx.conf`.")));
    PlanRequest plan =
        PlanOptions.request(call, Intent.CONVERGE, List.of(address.placement().toString()));
    return ApplyCommand.run(
        call,
        "drift --revert",
        plan,
        Optional.empty(),
        "Put this back?",
        new ApplyCommand.Around() {
          @Override
          public void planned(PlanResult result) {
            requireOnly(address, result);
          }

          @Override
          public void approved() {}

          @Override
          public void ended(ApplyReport report) {}
        });
  }

  /** What follows from the one thing, such as a restart, belongs to it. */
  private static void requireOnly(Address address, PlanResult result) {
    List<String> others =
        result.plan().actions().stream()
            .filter(action -> !action.at().equals(address) && !follows(action, address, result))
            .map(action -> "`" + action.at() + "`")
            .toList();
    if (!others.isEmpty()) {
      throw new ClovaException(
          Problem.of(
              ProblemCode.REFUSED,
              "An apply of `%s` would change more than that: %s."
                  .formatted(address.placement(), String.join(", ", others)),
              "Apply all of it with `clova apply %s`.".formatted(address.placement())));
    }
  }

  private static boolean follows(PlannedAction action, Address address, PlanResult result) {
    return action.because().stream()
        .anyMatch(
            cause ->
                cause.equals(address)
                    || result.plan().actions().stream()
                        .filter(other -> other.at().equals(cause) && !other.equals(action))
                        .anyMatch(other -> other.because().contains(address)));
  }
}
