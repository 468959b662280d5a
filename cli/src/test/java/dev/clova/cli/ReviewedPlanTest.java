package dev.clova.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clova.cli.console.ExitStatus;
import dev.clova.cli.console.Terminal;
import dev.clova.cli.console.Transcript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a plan to its review, and to what becomes of it, as it is typed. */
class ReviewedPlanTest {

  private final Path folder;
  private final Path workspace;
  private Transcript transcript = new Transcript("");

  ReviewedPlanTest(@TempDir Path folder) {
    this.folder = folder;
    this.workspace = folder.resolve("workspace");
  }

  private void write(String path, String text) throws IOException {
    Path file = workspace.resolve(path);
    Files.createDirectories(file.resolveSibling("."));
    Files.writeString(file, text);
  }

  private void workspace(String policy) throws IOException {
    write(
        "clova.toml",
        """
        [workspace]
        id = "k3v9t2mq"
        [targets.here]
        connection = "local"
        root = "%s"
        """
                .formatted(folder.resolve("here"))
            + policy);
  }

  private void ends(ExitStatus status, String... arguments) {
    ends(status, Map.of(), arguments);
  }

  private void ends(ExitStatus status, Map<String, String> variables, String... arguments) {
    transcript = new Transcript("");
    Map<String, String> environment = new HashMap<>(variables);
    environment.put("HOME", folder.toString());
    environment.put("PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin"));
    assertEquals(
        status,
        new ClovaCommand(transcript.streams(), Terminal.NONE, environment, workspace)
            .run(List.of(arguments)),
        () -> transcript.out() + transcript.err());
  }

  private void says(String stream, String part) {
    assertTrue(stream.replaceAll("\\s+", " ").contains(part), stream);
  }

  @Test
  void aPlanIsVerifiedAppliedOnceAndRefusedFromThen() throws IOException {
    workspace("");
    write("blog/service.clova.toml", "targets = [\"here\"]\n");
    write("blog/page", "old\n");
    ends(ExitStatus.DONE, "plan", "--out", "it.plan.toml");
    says(transcript.out(), "Apply it: clova apply it.plan.toml");
    ends(ExitStatus.DONE, "plan", "--verify", "it.plan.toml");
    says(transcript.err(), "`it.plan.toml` still is the plan: p-");
    write("blog/page", "new\n");
    ends(ExitStatus.CHANGES, "plan", "--verify", "it.plan.toml");
    says(transcript.err(), "- `blog@here:sync` is to be something else");
    ends(ExitStatus.STALE, "apply", "it.plan.toml");
    ends(ExitStatus.STALE, "apply", "--yes", "--expect", "it.plan.toml");
    says(transcript.err(), "What differs:");
    ends(ExitStatus.USAGE, "plan", "--refresh=maybe");
    write("blog/page", "old\n");
    ends(ExitStatus.DONE, "apply", "it.plan.toml");
    ends(ExitStatus.STALE, "apply", "it.plan.toml");
    says(transcript.err(), "was applied already");
    ends(ExitStatus.DONE, "show", "it.plan.toml");
    says(transcript.err(), "Applied by ");
  }

  @Test
  void aRuleIsShownInAPlanAndRefusesToApply() throws IOException {
    workspace("[policy]\ndeny = [\"create *\"]\nmax_removed = 0\n");
    write("blog/service.clova.toml", "targets = [\"here\"]\n");
    ends(ExitStatus.CHANGES, "plan", "--detailed-exitcode");
    says(transcript.out(), "The rule `deny` refuses this");
    says(transcript.out(), "1 rule kept: max_removed");
    ends(ExitStatus.REFUSED, "plan", "--strict");
    ends(ExitStatus.REFUSED, "apply", "--yes");
    ends(ExitStatus.REFUSED, "policy", "test");
    says(transcript.out(), "refuses deny `create *` is not done (clova.toml:7)");
    says(transcript.out(), "holds max_removed");
    ends(ExitStatus.DONE, "policy", "show");
    says(transcript.out(), "deny `create *` is not done (clova.toml:7)");
    ends(ExitStatus.DONE, "plan", "--json");
    says(transcript.out(), "\"verdict\": \"refuses\"");
  }

  @Test
  void rulesOutsideMustBeThere() throws IOException {
    workspace("");
    Map<String, String> nowhere = Map.of("CLOVA_POLICY", folder.resolve("gone.toml").toString());
    ends(ExitStatus.DEFINITION, nowhere, "plan");
    ends(ExitStatus.DEFINITION, nowhere, "apply", "--yes");
  }

  @Test
  void anUntrustedRunPlansAndNothingElse() throws IOException {
    workspace("");
    write("blog/service.clova.toml", "targets = [\"here\"]\n");
    Map<String, String> untrusted = Map.of("CLOVA_UNTRUSTED", "1");
    ends(ExitStatus.UNREACHED, untrusted, "plan");
    says(transcript.out(), "this run is untrusted");
    ends(ExitStatus.REFUSED, untrusted, "apply", "--yes");
    ends(ExitStatus.REFUSED, untrusted, "destroy", "blog", "--yes");
    ends(ExitStatus.DONE, untrusted, "validate");
    ends(ExitStatus.DONE, untrusted, "plan", "--refresh=false");
    assertTrue(
        transcript.out().startsWith("Against what is recorded, without a look at any target: "),
        transcript.out());
    Files.copy(workspace.resolve("clova.toml"), folder.resolve("trusted.toml"));
    ends(
        ExitStatus.DONE,
        Map.of(
            "CLOVA_UNTRUSTED",
            "1",
            "CLOVA_TRUSTED_TARGETS",
            folder.resolve("trusted.toml").toString()),
        "plan");
    says(transcript.out(), "create sync");
  }
}
