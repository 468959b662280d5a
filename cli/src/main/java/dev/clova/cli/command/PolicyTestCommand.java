package dev.clova.cli.command;

import dev.clova.cli.console.ExitStatus;
import dev.clova.cli.render.ApplyProgress;
import dev.clova.cli.render.RuleText;
import dev.clova.engine.PlanRequest;
import dev.clova.engine.planning.Intent;
import dev.clova.engine.policy.Verdict;
import dev.clova.state.PlanFile;
import java.nio.file.Path;
import java.util.List;

/** {@code clova policy test}: what each rule says of the plan of now, or of a saved one. */
final class PolicyTestCommand implements Command {

  private static final Setting<Path> FILE =
      Setting.path("FILE", "Hold this saved plan against the rules, without a target", "--plan");

  @Override
  public Syntax syntax() {
    return Syntax.of(
            "Hold the plan against every rule, and tell what each says. Changes nothing; exits with"
                + " 7 if one refuses.")
        .example("clova policy test", "the plan of now")
        .example("clova policy test --plan prod.plan.toml", "a saved one")
        .options(PlanOptions.ALL)
        .options(FILE, PlanCommand.DESTROY, Surroundings.UNTRUSTED, SharedOptions.JSON)
        .options(ConnectOptions.ALL)
        .operands(PlanOptions.SELECTION);
  }

  @Override
  public ExitStatus run(Call call) {
    List<Verdict> verdicts = verdicts(call);
    if (call.has(SharedOptions.JSON)) {
      call.console().print(RuleText.json(verdicts));
    } else {
      call.console()
          .print(
              RuleText.verdicts(verdicts, call.console().outPalette(), call.console().columns()));
    }
    return verdicts.stream().anyMatch(Verdict::refuses) ? ExitStatus.REFUSED : ExitStatus.DONE;
  }

  private static List<Verdict> verdicts(Call call) {
    Intent intent = call.has(PlanCommand.DESTROY) ? Intent.DESTROY : Intent.CONVERGE;
    PlanRequest request = PlanOptions.request(call, intent);
    try (Workplace workplace = Workplace.open(call, "policy test");
        ApplyProgress progress = Progress.ofLook(call)) {
      return call.value(FILE)
          .map(file -> PlanFile.read(call.directory().resolve(file)))
          .map(plan -> workplace.engine().judge(plan, request.allowed()))
          .orElseGet(() -> workplace.engine().plan(request, progress::accept).verdicts());
    }
  }
}
