package dev.clova.cli.render;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.clova.engine.PlanResult;
import dev.clova.state.Address;
import dev.clova.state.ContentChange;
import dev.clova.state.ContentVersion;
import dev.clova.state.Digest;
import dev.clova.state.Plan;
import dev.clova.state.PlanFile;
import dev.clova.state.PlannedAction;
import dev.clova.state.Reason;
import dev.clova.state.TextLine;
import dev.clova.state.Verb;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a reviewer sees of two plan files, one committed over the other. */
final class CommittedPlanTest {

  @TempDir Path folder;

  @Test
  void theDifferenceOfTwoPlansReadsLikeTheChange() throws Exception {
    PlanResult rich = PlanSamples.rich();
    List<PlannedAction> actions = new ArrayList<>(rich.plan().actions());
    actions.removeIf(action -> action.verb() == Verb.REMOVE);
    actions.removeIf(action -> action.at().equals(PlanSamples.nginx().at()));
    actions.add(smaller());
    Plan before = rich.plan();
    Plan after =
        new Plan(
            before.workspaceId(),
            before.scope(),
            before.partial(),
            before.guards(),
            actions,
            before.unreached(),
            before.cannotTell(),
            before.drift(),
            before.unchanged());
    Golden.check("committed-plan.diff", difference(PlanFile.write(before), PlanFile.write(after)));
  }

  private static PlannedAction smaller() {
    return PlannedAction.of(
            Address.of(PlanSamples.BLOG, "sync", "nginx.conf"),
            Verb.UPDATE,
            Reason.CONTENT_DIFFERS,
            "f:9b31c0d7",
            Digest.of("nginx 32m").hex())
        .change(
            new ContentChange(
                Optional.of(new ContentVersion(812, Digest.of("old").hex(), "0600")),
                Optional.of(new ContentVersion(1320, Digest.of("new 32m").hex(), "0644")),
                List.of(
                    TextLine.hunk("line 12"),
                    TextLine.context("server {"),
                    TextLine.context("  listen 80;"),
                    TextLine.old("  client_max_body_size 16m;"),
                    TextLine.wanted("  client_max_body_size 32m;"),
                    TextLine.context("  root /srv/blog;"),
                    TextLine.context("")),
                List.of(),
                false));
  }

  /** As git shows it, without the names and the numbers of its blobs. */
  private List<String> difference(byte[] before, byte[] after) throws Exception {
    Path old = Files.write(folder.resolve("before.plan.toml"), before);
    Path now = Files.write(folder.resolve("after.plan.toml"), after);
    Process git =
        new ProcessBuilder(
                "git",
                "diff",
                "--no-index",
                "--no-color",
                "--no-ext-diff",
                old.toString(),
                now.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(1, git.waitFor(), said);
    return said.lines().dropWhile(line -> !line.startsWith("@@")).toList();
  }
}
