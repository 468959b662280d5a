package dev.clova.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clova.engine.definition.TrustedTargets;
import dev.clova.engine.transport.Connection;
import dev.clova.engine.transport.Endpoint;
import dev.clova.engine.transport.Transport;
import dev.clova.state.ClovaException;
import dev.clova.state.Plan;
import dev.clova.state.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a pull request may do while nobody has looked at it. */
class UntrustedTest {

  private static final String BLOG = "targets = [\"*\"]\n";

  private final Path folder;
  private final PlannedWorkspace workspace;
  private final Watched watched;

  UntrustedTest(@TempDir Path folder) {
    this.folder = folder;
    this.workspace = new PlannedWorkspace(folder);
    this.watched = new Watched(PlannedWorkspace.local(folder));
    workspace.through(watched);
    workspace.workspace(PlannedWorkspace.HERE);
    workspace.write("blog/service.clova.toml", BLOG).write("blog/page", "old\n");
  }

  @AfterEach
  void close() {
    workspace.close();
  }

  /** Everything that was connected to. */
  private static final class Watched implements Transport {

    private final Transport transport;
    private final List<String> connected = new CopyOnWriteArrayList<>();

    private Watched(Transport transport) {
      this.transport = transport;
    }

    @Override
    public Connection connect(Endpoint endpoint) {
      connected.add(endpoint.target());
      return transport.connect(endpoint);
    }

    @Override
    public void close() {
      transport.close();
    }
  }

  /** The workspace as it is now is the one that was looked at. */
  private void trustWhatIsThere() throws IOException {
    Path trusted = folder.resolve("trusted.toml");
    Files.copy(workspace.root().resolve("clova.toml"), trusted);
    workspace.outside(
        new Outside(
            Optional.empty(),
            Optional.of(TrustedTargets.read(Optional.of(trusted), workspace.root()))));
  }

  private void refused(Plan plan, String target) {
    assertEquals(List.of(), watched.connected);
    assertEquals(target, plan.unreached().getFirst().target());
    assertTrue(plan.unreached().getFirst().why().contains("untrusted"), plan::toString);
  }

  @Test
  void aTrustedTargetIsLookedAt() throws IOException {
    trustWhatIsThere();
    assertEquals(1, workspace.plan().actions().size());
    assertEquals(List.of("here"), watched.connected);
    assertFalse(Files.exists(workspace.root().resolve(".clova/cache")));
  }

  @Test
  void aTargetThatIsElsewhereIsNot() throws IOException {
    trustWhatIsThere();
    for (String other :
        List.of(
            "host = \"evil.example\"",
            "user = \"root\"",
            "port = 2222",
            "become = \"sudo\"",
            "jump = \"evil.example:22\"",
            "known_hosts = \"mine\"",
            "identity = \"key\"")) {
      workspace.workspace(PlannedWorkspace.HERE + other + "\n");
      refused(workspace.plan(), "here");
    }
    workspace.workspace(PlannedWorkspace.HERE.replace("ROOT/here", "/srv/other"));
    refused(workspace.plan(), "here");
  }

  @Test
  void aNewTargetIsNot() throws IOException {
    trustWhatIsThere();
    workspace.workspace(PlannedWorkspace.HERE.replace("here", "there"));
    refused(workspace.plan(), "there");
    workspace.workspace(PlannedWorkspace.HERE.replace("targets.here", "targets.twin"));
    refused(workspace.plan(), "twin");
  }

  @Test
  void aKeyOfAHostInTheWorkspaceIsNobodys() throws IOException {
    workspace.workspace(PlannedWorkspace.HERE + "known_hosts = \"known_hosts\"\n");
    trustWhatIsThere();
    refused(workspace.plan(), "here");
  }

  @Test
  void withoutAFileNothingIsTrusted() {
    workspace.outside(
        new Outside(
            Optional.empty(),
            Optional.of(TrustedTargets.read(Optional.empty(), workspace.root()))));
    refused(workspace.plan(), "here");
  }

  @Test
  void theWorkspaceCannotTrustItself() {
    Path own = workspace.root().resolve("clova.toml");
    assertEquals(
        ProblemCode.REFUSED,
        assertThrows(
                ClovaException.class, () -> TrustedTargets.read(Optional.of(own), workspace.root()))
            .problems()
            .getFirst()
            .code());
  }

  @Test
  void nothingIsApplied() throws IOException {
    trustWhatIsThere();
    ClovaException refusal =
        assertThrows(ClovaException.class, () -> workspace.apply(PlannedWorkspace.request()));
    assertEquals(ProblemCode.REFUSED, refusal.problems().getFirst().code());
    assertEquals(List.of(), watched.connected);
  }

  /** A receipt that the workspace brings along makes its command look like one that was applied. */
  @Test
  void aTargetWithinTheWorkspaceRunsNothing() throws IOException {
    Path sentinel = folder.resolve("sentinel");
    workspace.workspace(PlannedWorkspace.HERE.replace("ROOT/here", "ROOT/workspace/.evil"));
    workspace.write(
        "blog/service.clova.toml",
        BLOG
            + "[command]\nstart = \"true\"\nstop = \"true\"\nstatus = \"touch %s\"\n"
                .formatted(sentinel));
    workspace.apply(PlannedWorkspace.request());
    workspace.plan();
    assertTrue(Files.deleteIfExists(sentinel), "a trusted plan asks the service");

    workspace.outside(
        new Outside(
            Optional.empty(),
            Optional.of(TrustedTargets.read(Optional.empty(), workspace.root()))));
    watched.connected.clear();
    refused(workspace.plan(), "here");
    assertFalse(Files.exists(sentinel));
  }

  @Test
  void whatNeedsFactsOfAnUnknownTargetIsLeftAsItIs() throws IOException {
    workspace.apply(PlannedWorkspace.request());
    trustWhatIsThere();
    workspace.write("blog/service.clova.toml", BLOG + "[sync]\ntemplate = [\"*.tmpl\"]\n");
    workspace.write("blog/x.tmpl", "{{ target.facts.os }}\n");
    workspace.workspace(PlannedWorkspace.HERE + "host = \"evil.example\"\n");
    Plan plan = workspace.plan();
    assertEquals(List.of(), plan.actions());
    assertTrue(plan.cannotTell().getFirst().why().contains("facts"), plan::toString);
  }

  @Test
  void aPlanAgainstTheRecordAsksNobody() throws IOException {
    workspace.apply(PlannedWorkspace.request());
    watched.connected.clear();
    assertTrue(workspace.plan(PlannedWorkspace.request().withoutLook()).isEmpty());
    workspace.write("blog/page", "new\n").write("wiki/service.clova.toml", BLOG);
    Plan plan = workspace.plan(PlannedWorkspace.request().withoutLook());
    assertEquals(
        List.of("blog@here:sync/page", "wiki@here:sync"),
        plan.actions().stream().map(action -> action.at().toString()).toList());
    assertTrue(plan.isUnseen());
    assertEquals(List.of(), watched.connected);
    StalePlanTest.tells(
        StalePlanTest.refused(workspace, plan, PlannedWorkspace.request()),
        "it was made without looking at the targets");
  }

  /** A clone has the state, if it is committed, and nothing of the cache. */
  @Test
  void aPlanAgainstTheRecordSaysWhatItCannotTell() throws IOException {
    workspace.write(
        "blog/service.clova.toml",
        BLOG
            + "[env]\nA = \"1\"\n[command]\nstart = \"true\"\nstop = \"true\"\nstatus = \"true\"\n");
    workspace.apply(PlannedWorkspace.request());
    Path receipts = workspace.root().resolve(".clova/cache/receipts");
    try (var kept = Files.list(receipts)) {
      for (Path each : kept.toList()) {
        Files.delete(each);
      }
    }
    workspace.write("blog/page", "new\n");
    Plan plan = workspace.plan(PlannedWorkspace.request().withoutLook());
    assertEquals("blog@here:sync", plan.actions().getFirst().at().toString());
    assertEquals(
        List.of("blog@here:env", "blog@here:run/command"),
        plan.cannotTell().stream().map(unknown -> unknown.at().toString()).toList());
  }
}
