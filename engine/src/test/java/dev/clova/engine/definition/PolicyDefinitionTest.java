package dev.clova.engine.definition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clova.state.ClovaException;
import dev.clova.state.PlanId;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyDefinitionTest {

  private final Path folder;

  PolicyDefinitionTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private PolicyDefinition read(String text) throws IOException {
    Path file = folder.resolve("policy.toml");
    Files.writeString(file, text);
    return PolicyDefinition.outside(file, folder.resolve("workspace"));
  }

  @Test
  void everyRuleIsRead() throws IOException {
    Files.createDirectory(folder.resolve("ok"));
    Files.writeString(folder.resolve("ok").resolve("p-7f3k-9c2m-04qd"), "");
    Files.writeString(folder.resolve("ok").resolve("README.md"), "");
    PolicyDefinition policy =
        read(
            """
            [policy]
            protect = ["postgres", "@db-*"]
            ask = ["content_lost"]
            forbid = ["data_lost", "irreversible"]
            max_removed = 3
            max_removed_percent = 25
            reviewed = true
            deny = ["stop *@db-1", "* *:user/*"]
            approved = ["p-0000-0000-0001"]
            approvals = "ok"
            [[policy.freeze]]
            days = ["fri", "sat"]
            from = "16:00"
            to = "08:00"
            zone = "Europe/Berlin"
            why = "weekend"
            [[policy.freeze]]
            first = "2026-12-20"
            last = "2027-01-03"
            """);
    assertEquals(
        """
        protect nothing is removed from `postgres`, `@db-*`, or put at risk
        ask `--allow` is needed for content_lost
        forbid nothing is done with the risk data_lost, irreversible
        max_removed at most 3 services are taken from their targets
        max_removed_percent at most 25 % of the services are taken from their targets
        reviewed a plan is applied once its id is approved
        deny `stop *@db-1`, `* *:user/*` is not done
        freeze nothing is applied fri, sat from 16:00 to 08:00 Europe/Berlin: weekend
        freeze nothing is applied daily from 00:00 to 00:00 UTC, from 2026-12-20, until 2027-01-03
        """,
        policy.rules().stream()
            .map(rule -> rule.name() + " " + rule.text() + "\n")
            .collect(Collectors.joining()));
    assertEquals(
        Set.of(new PlanId("p-7f3k-9c2m-04qd"), new PlanId("p-0000-0000-0001")), policy.approved());
    assertEquals(
        List.of(2, 3, 4, 5, 6, 7, 8, 11, 17),
        policy.rules().stream().map(rule -> rule.at().line()).toList());
  }

  @Test
  void everythingThatIsWrongIsToldAtOnce() {
    ClovaException refusal =
        assertThrows(
            ClovaException.class,
            () ->
                read(
                    """
                    [policy]
                    protect = ["a b"]
                    ask = ["fire"]
                    max_removed_percent = 101
                    deny = ["explode blog"]
                    approved = ["plan-1"]
                    approvals = "nowhere"
                    until = "x"
                    [[policy.freeze]]
                    days = ["caturday"]
                    from = "25:00"
                    zone = "Mars"
                    first = "tomorrow"
                    """));
    assertEquals(
        List.of(2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13),
        refusal.problems().stream().map(p -> p.at().orElseThrow().line()).distinct().toList());
  }

  @Test
  void aFileThatIsNotThereOrHasNoRulesIsNoLeave() throws IOException {
    Path gone = folder.resolve("gone.toml");
    assertThrows(
        ClovaException.class, () -> PolicyDefinition.outside(gone, folder.resolve("workspace")));
    assertThrows(ClovaException.class, () -> read("# nothing\n"));
  }

  @Test
  void theWorkspaceCannotHoldWhatIsToBeOutside() throws IOException {
    Path workspace = Files.createDirectory(folder.resolve("workspace"));
    Path file = workspace.resolve("policy.toml");
    Files.writeString(file, "[policy]\n");
    Path link = folder.resolve("link.toml");
    Files.createSymbolicLink(link, file);
    for (Path named : List.of(file, link, workspace.resolve("x/../policy.toml"))) {
      Problem problem =
          assertThrows(ClovaException.class, () -> PolicyDefinition.outside(named, workspace))
              .problems()
              .getFirst();
      assertEquals(ProblemCode.REFUSED, problem.code());
    }
  }

  @Test
  void theWorkspaceCannotApproveItsOwnPlans() throws IOException {
    Path workspace = Files.createDirectory(folder.resolve("workspace"));
    Files.writeString(
        workspace.resolve("clova.toml"),
        "[workspace]\nid = \"k3v9t2mq\"\n[policy]\napproved = [\"p-7f3k-9c2m-04qd\"]\n");
    Problem problem =
        assertThrows(
                ClovaException.class, () -> DefinitionReader.read(workspace, "0.1.0", () -> "x"))
            .problems()
            .getFirst();
    assertEquals(ProblemCode.UNKNOWN_KEY, problem.code());
    assertTrue(problem.detail().contains("approved"), problem::toString);
  }

  /** 2026-11-27 is a Friday. */
  @ParameterizedTest
  @CsvSource({
    "2026-11-27T14:59:00Z, false",
    "2026-11-27T15:00:00Z, true",
    "2026-11-28T06:59:00Z, true",
    "2026-11-28T07:00:00Z, false",
    "2026-11-28T15:00:00Z, false",
    "2026-07-03T14:00:00Z, true",
    "2026-07-03T13:59:00Z, false",
  })
  void aFreezeFollowsItsZoneAndGoesOnOvernight(Instant now, boolean holds) throws IOException {
    PolicyRule.Freeze friday =
        (PolicyRule.Freeze)
            read("""
                    [policy]
                    [[policy.freeze]]
                    days = ["fri"]
                    from = "16:00"
                    to = "08:00"
                    zone = "Europe/Berlin"
                    """)
                .rules()
                .getFirst();
    assertEquals(holds, friday.holds(now));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-12-19T23:59:00Z, false",
    "2026-12-20T00:00:00Z, true",
    "2027-01-03T23:59:00Z, true",
    "2027-01-04T00:00:00Z, false",
  })
  void aFreezeHasAFirstAndALastDay(Instant now, boolean holds) throws IOException {
    PolicyRule.Freeze holidays =
        (PolicyRule.Freeze)
            read("""
                    [policy]
                    [[policy.freeze]]
                    first = "2026-12-20"
                    last = "2027-01-03"
                    """)
                .rules()
                .getFirst();
    assertEquals(holds, holidays.holds(now));
  }
}
