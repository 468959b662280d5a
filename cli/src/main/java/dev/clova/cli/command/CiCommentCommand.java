package dev.clova.cli.command;

import dev.clova.cli.console.ExitStatus;
import dev.clova.cli.forge.CarriedPlan;
import dev.clova.cli.forge.ForgeComment;
import dev.clova.cli.forge.Pipeline;
import dev.clova.cli.forge.PlanComment;
import dev.clova.cli.forge.StickyComment;
import dev.clova.state.ClovaException;
import dev.clova.state.Plan;
import dev.clova.state.PlanFile;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code clova ci comment FILE}: a comment on the pull request that is edited, not repeated. */
final class CiCommentCommand implements Command {

  private static final Setting<Path> PLAN =
      Setting.path("FILE", "Let the comment carry this saved plan, unseen", "--plan");

  @Override
  public Syntax syntax() {
    return Syntax.of(
            "Comment on the pull request of this pipeline with what `clova plan --format markdown`"
                + " or `clova apply --format markdown` printed. An earlier comment of the same sort"
                + " is edited; if it says the same already, nothing is sent. Works in the pipelines"
                + " of GitHub, Forgejo and GitLab; the token is GITHUB_TOKEN, GITLAB_TOKEN or"
                + " CLOVA_FORGE_TOKEN.")
        .example("clova ci comment plan.md", "in a pipeline")
        .example("clova ci comment plan.md --plan prod.plan.toml", "for `clova ci reviewed`")
        .options(PLAN)
        .operands(Operands.one("FILE", "The comment, in Markdown, as Clova wrote it"));
  }

  @Override
  public ExitStatus run(Call call) {
    Path file = call.directory().resolve(call.operands().getFirst());
    PlanComment text = comment(file, read(file));
    try (Pipeline pipeline = Pipeline.of(call.environment())) {
      PlanComment whole = carrying(call, text, pipeline.forge().limit());
      String pull = pull(pipeline.pulls());
      String what =
          switch (StickyComment.put(pipeline.forge(), pull, whole)) {
            case POSTED -> "Commented on pull request " + pull + ".";
            case EDITED -> "Edited the comment on pull request " + pull + ".";
            case SAME -> "The comment on pull request " + pull + " says the same already.";
          };
      call.console().say(what);
      return ExitStatus.DONE;
    }
  }

  private static PlanComment carrying(Call call, PlanComment text, int limit) {
    String body = text.comment().body();
    if (body.length() > limit) {
      throw failed(
          "The comment has %,d characters, and this forge takes %,d."
              .formatted(body.length(), limit),
          "Make it shorter with `--max-size`.");
    }
    if (call.value(PLAN).isEmpty()) {
      return text;
    }
    Plan plan = PlanFile.read(call.directory().resolve(call.value(PLAN).get()));
    if (!plan.id().text().equals(text.plan())) {
      throw failed(
          "The comment shows the plan `%s`, and the file holds `%s`."
              .formatted(text.plan(), plan.id()),
          "Make both with one `clova plan --out FILE --format markdown`.");
    }
    String whole = body + "\n" + CarriedPlan.line(plan) + "\n";
    if (whole.length() > limit) {
      call.console().say("The plan is too large to be carried by the comment; it is left out.");
      return text;
    }
    return new PlanComment(
        new ForgeComment("", "", whole), text.workspace(), text.scope(), text.plan());
  }

  private static PlanComment comment(Path file, String body) {
    return PlanComment.of(new ForgeComment("", "", body))
        .orElseThrow(
            () ->
                failed(
                    "`" + file + "` was not written by `clova plan --format markdown`.",
                    "Its first line has to be the one that Clova writes."));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new ClovaException(
          Problem.of(
              ProblemCode.FAILED,
              "`" + file + "` could not be read: " + e.getMessage() + ".",
              "Name the file that `clova plan --format markdown` was sent to."),
          e);
    }
  }

  private static String pull(List<String> pulls) {
    if (pulls.isEmpty()) {
      throw failed(
          "This job is about no pull request.",
          "Run it for a pull request, or on a commit that one was merged with.");
    }
    return pulls.getFirst();
  }

  private static ClovaException failed(String detail, String hint) {
    return new ClovaException(Problem.of(ProblemCode.FAILED, detail, hint));
  }
}
