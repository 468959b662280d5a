package dev.clova.cli.command;

import dev.clova.cli.console.ExitStatus;
import dev.clova.cli.forge.CarriedPlan;
import dev.clova.cli.forge.Pipeline;
import dev.clova.cli.forge.PlanComment;
import dev.clova.engine.definition.Definitions;
import dev.clova.engine.definition.WorkspaceRoot;
import dev.clova.state.ClovaException;
import dev.clova.state.Plan;
import dev.clova.state.PlanFile;
import dev.clova.state.PlanFolder;
import dev.clova.state.PlanId;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import dev.clova.state.StateFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** {@code clova ci reviewed}: the plan that the merged pull request's comment showed. */
final class CiReviewedCommand implements Command {

  private static final Setting<Path> OUT =
      Setting.path("FILE", "Write the plan that the comment carries to FILE", "--out");
  private static final Setting<String> SCOPE =
      Setting.text("SELECTION", "What the plan was made of, as its comment says it", "--scope");

  @Override
  public Syntax syntax() {
    return Syntax.of(
            "Print the id of the plan that was reviewed: the one that Clova's comment shows on the"
                + " pull request of this pipeline, or on the one that its commit was merged with."
                + " Comments of others are not believed. The plan that the comment carries is kept among"
                + " the last ones, so that an apply which expects it can tell what differs.")
        .example("clova apply --yes --expect $(clova ci reviewed)", "after the merge")
        .example("clova ci reviewed --out reviewed.plan.toml", "the plan itself")
        .options(OUT, SCOPE);
  }

  @Override
  public ExitStatus run(Call call) {
    PlanComment comment;
    try (Pipeline pipeline = Pipeline.of(call.environment())) {
      comment = comment(call, pipeline);
    }
    PlanId id =
        PlanId.parse(comment.plan())
            .orElseThrow(() -> failed("The comment names no plan that there can be."));
    Optional<Plan> plan = CarriedPlan.in(comment.comment()).filter(it -> it.id().equals(id));
    plan.ifPresent(new PlanFolder(StateFolder.of(WorkspaceRoot.find(call.directory())))::keep);
    call.value(OUT).ifPresent(file -> write(call.directory().resolve(file), plan, id));
    call.console().print(id.text());
    return ExitStatus.DONE;
  }

  private static PlanComment comment(Call call, Pipeline pipeline) {
    String workspace = workspace(call);
    String scope = call.value(SCOPE).orElse("");
    List<String> pulls = pipeline.pulls();
    return pulls.stream()
        .flatMap(pull -> PlanComment.ours(pipeline.forge(), pull).stream())
        .filter(found -> !found.plan().isEmpty())
        .filter(found -> found.workspace().equals(workspace) && found.scope().equals(scope))
        .findFirst()
        .orElseThrow(
            () ->
                failed(
                    pulls.isEmpty()
                        ? "No pull request was merged with this commit, so nothing was reviewed."
                        : "No plan of this workspace was shown on pull request "
                            + String.join(", ", pulls)
                            + "."));
  }

  private static String workspace(Call call) {
    try (Workplace workplace = Workplace.open(call, "ci reviewed")) {
      Definitions definitions = workplace.engine().validate();
      return definitions.workspace().id();
    }
  }

  private static void write(Path file, Optional<Plan> plan, PlanId id) {
    PlanFile.write(
        file,
        plan.orElseThrow(
            () ->
                failed(
                    "The comment shows " + id + " and does not carry it; it may be too large.")));
  }

  private static ClovaException failed(String detail) {
    return new ClovaException(
        Problem.of(
            ProblemCode.FAILED,
            detail,
            "Look at the plan of now with `clova plan`, and apply that one by its id."));
  }
}
