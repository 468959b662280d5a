package dev.clova.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PlanFileTest {

  private final Path workspace;

  PlanFileTest(@TempDir Path workspace) {
    this.workspace = workspace;
  }

  @Test
  void theHeadNamesTheFormatThePlanAndTheSeal() {
    String[] lines = text(PlanFile.write(Samples.plan())).split("\n", 5);
    assertEquals("format = \"clova.plan/1\"", lines[0]);
    assertEquals("plan = \"" + Samples.plan().id() + "\"", lines[1]);
    assertEquals("sha256 = \"" + Digest.of("\n" + lines[4]).hex() + "\"", lines[2]);
  }

  @Test
  void noChangedPlanFileIsTaken() {
    Corruption.all(
        PlanFile.write(Samples.plan()),
        (what, bytes) -> {
          try {
            PlanFile.parse("plan", bytes);
            fail(what);
          } catch (ClovaException e) {
            assertEquals(ProblemCode.PLAN_FILE, e.problems().getFirst().code(), what);
          }
        });
  }

  @Test
  void aForgedFileIsNotTakenEvenWithARightSeal() {
    String honest = text(PlanFile.write(Samples.plan()));
    Map<String, String> forgeries =
        Map.of(
            "want = \"\"", "want = \"x\"",
            "wave = 2", "wave = 3",
            "risk = \"data_lost\"\n", "",
            "8m;", "9m;",
            "update = 1", "update = 2",
            "partial = true", "partial = true # reviewed",
            "\n[counts]", "\n\n[counts]",
            "at = \"blog@vps:sync/nginx.conf\"\ndo", "at = \"blog@vps:run/compose\"\ndo");
    forgeries.forEach(
        (from, to) -> {
          assertTrue(honest.contains(from), from);
          byte[] forged = sealed(honest.replace(from, to));
          ClovaException e =
              assertThrows(ClovaException.class, () -> PlanFile.parse("plan", forged), from);
          assertEquals(ProblemCode.PLAN_FILE, e.problems().getFirst().code());
        });
  }

  @Test
  void whatOnlyInformsCanNotBeChangedWithoutTheSeal() {
    String honest = text(PlanFile.write(Samples.plan()));
    String edited = honest.replace("unchanged = 24", "unchanged = 25");
    assertThrows(
        ClovaException.class,
        () -> PlanFile.parse("plan", edited.getBytes(StandardCharsets.UTF_8)));
    assertEquals(Samples.plan().id(), PlanFile.parse("plan", sealed(edited)).id());
  }

  @Test
  void deepNestingIsRefusedBeforeItIsFollowed() {
    String deep = "\nworkspace = " + "[".repeat(100_000) + "\n";
    String head = "format = \"clova.plan/1\"\nplan = \"p-0\"\nsha256 = \"" + Digest.of(deep).hex();
    byte[] bytes = (head + "\"\n" + deep).getBytes(StandardCharsets.UTF_8);
    assertThrows(ClovaException.class, () -> PlanFile.parse("plan", bytes));
  }

  @Test
  void aNewerFormatIsNamed() {
    byte[] newer = "format = \"clova.plan/7\"\n".getBytes(StandardCharsets.UTF_8);
    ClovaException e = assertThrows(ClovaException.class, () -> PlanFile.parse("p.toml", newer));
    assertEquals(
        "`p.toml` is not taken: its format, 7, is of a newer Clova.",
        e.problems().getFirst().detail());
  }

  @Test
  void aFileIsWrittenAndRead() {
    Path file = workspace.resolve("prod.plan.toml");
    PlanFile.write(file, Samples.plan());
    assertEquals(Samples.plan(), PlanFile.read(file));
    Path missing = workspace.resolve("none.plan.toml");
    ClovaException e = assertThrows(ClovaException.class, () -> PlanFile.read(missing));
    assertEquals(ProblemCode.PLAN_FILE, e.problems().getFirst().code());
  }

  @Test
  void theLastPlanAndTenBeforeItAreKept() throws IOException {
    PlanFolder plans = new PlanFolder(StateFolder.of(workspace));
    for (int i = 0; i < 14; i++) {
      assertEquals(plans.last(), plans.keep(plan(i)).orElseThrow());
      plans.keep(plan(i));
    }
    assertEquals(plan(13), PlanFile.read(plans.last()));
    assertEquals(plan(12), PlanFile.read(plans.earlier(1)));
    assertEquals(plan(3), PlanFile.read(plans.earlier(10)));
    try (var files = Files.list(plans.last().getParent())) {
      assertEquals(11, files.count());
    }
  }

  @Test
  void aFolderThatCanNotBeWrittenCostsNoPlan() throws IOException {
    Files.writeString(workspace.resolve(".clova"), "in the way");
    assertTrue(new PlanFolder(StateFolder.of(workspace)).keep(plan(1)).isEmpty());
  }

  private static Plan plan(int unchanged) {
    Plan plan = Samples.plan();
    return new Plan(
        plan.workspaceId(),
        "",
        false,
        plan.guards(),
        plan.actions(),
        List.of(),
        List.of(),
        List.of(),
        unchanged);
  }

  private static byte[] sealed(String file) {
    String[] parts = file.split("\n", 4);
    String seal = "sha256 = \"" + Digest.of(parts[3]).hex() + "\"";
    return String.join("\n", parts[0], parts[1], seal, parts[3]).getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
