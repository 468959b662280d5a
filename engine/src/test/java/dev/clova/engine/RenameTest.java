package dev.clova.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clova.engine.applying.PlacementOutcome;
import dev.clova.engine.planning.Intent;
import dev.clova.state.ClovaException;
import dev.clova.state.Placement;
import dev.clova.state.PlannedAction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service that gets another name, with what it has, and what can go wrong. */
class RenameTest {

  private final LocalWorkspace workspace;

  RenameTest(@TempDir Path folder) {
    this.workspace = new LocalWorkspace(folder, "a", "b");
  }

  @BeforeEach
  void deploy() throws IOException {
    workspace.service("db");
    workspace.apply();
    for (String target : List.of("a", "b")) {
      Files.writeString(data(target, "db").resolve("records"), target);
    }
    assertEquals(List.of("db start", "db start"), workspace.done());
  }

  @AfterEach
  void end() {
    workspace.close();
  }

  @Test
  void dataIsRenamedAlongAndNothingOfTheOldNameIsLeft() throws IOException {
    Object inode = inode(data("a", "db").resolve("records"));
    rename("db", "store");
    assertEquals(
        List.of(
            "forget db@a",
            "stop db@a:run/command",
            "remove db@a:sync",
            "move store@a",
            "start store@a:run/command",
            "create store@a:sync"),
        actions("a", workspace.plan()));

    workspace.apply();

    assertEquals(List.of("db start", "db start", "db stop", "db stop"), sorted(workspace.done()));
    for (String target : List.of("a", "b")) {
      assertEquals(target, Files.readString(data(target, "store").resolve("records")));
      assertTrue(Files.exists(data(target, "store").resolve("up")));
      assertFalse(Files.exists(workspace.root(target).resolve("db")));
      assertFalse(Files.exists(workspace.root(target).resolve(".clova/services/db")));
      assertFalse(Files.exists(workspace.root(target).resolve(".clova/moving/store")));
    }
    assertEquals(inode, inode(data("a", "store").resolve("records")));
    assertEquals(List.of(), workspace.plan().plan().actions());
    assertEquals(List.of(), workspace.plan().notes());
  }

  @Test
  void withoutTheLineThePlanSaysWhichOneItWants() throws IOException {
    Files.move(workspace.workspace().resolve("db"), workspace.workspace().resolve("store"));
    PlanResult plan = workspace.plan();
    assertTrue(
        plan.notes().getFirst().contains("`renamed_from = \"db\"`"), plan.notes().toString());
    assertEquals(1, plan.notes().size());
    workspace.apply();
    assertEquals("a", Files.readString(data("a", "db").resolve("records")));
  }

  @Test
  void eitherNameSelectsBoth() {
    rename("db", "store");
    for (String name : List.of("db", "store", "store@a", "db@a")) {
      PlanResult plan =
          workspace.engine().plan(LocalWorkspace.request(Intent.CONVERGE, name), event -> {});
      assertEquals(6, actions("a", plan).size(), name);
    }
  }

  @Test
  void anotherNameOnAnotherTargetIsAMove() throws IOException {
    workspace.place("db", "a");
    workspace.apply();
    rename("db", "store");
    workspace.place("store", "b");
    workspace.pass(Duration.ofMinutes(1));
    PlanResult plan = workspace.plan();
    assertTrue(plan.plan().actions().toString().contains("from `db@a`"), plan::toString);
    workspace.apply();
    assertEquals("a", Files.readString(data("b", "store").resolve("records")));
    assertFalse(Files.exists(data("a", "db").resolve("up")));
    assertEquals(List.of(), workspace.plan().plan().actions());
    workspace.apply(LocalWorkspace.request(Intent.FINISH, "store"));
    assertFalse(Files.exists(workspace.root("a").resolve("db")));
  }

  @Test
  void backIsAnotherRename() throws IOException {
    rename("db", "store");
    workspace.apply();
    workspace.pass(Duration.ofMinutes(1));
    rename("store", "db");
    workspace.apply();
    assertEquals("b", Files.readString(data("b", "db").resolve("records")));
    assertEquals(List.of(), workspace.plan().plan().actions());
  }

  @Test
  void failureBeforeTheStartGoesBackByItself() throws IOException {
    String run = Files.readString(workspace.workspace().resolve("db/run"));
    Path there = workspace.root("a").resolve("store");
    workspace.write(
        workspace.workspace().resolve("db/run"),
        run.replace("rm -f data/up", "rm -f data/up; mkdir -p " + there));
    workspace.place("db", "a");
    workspace.apply();
    workspace.done();
    Files.delete(there);
    rename("db", "store");

    ApplyReport report = workspace.attempt();

    assertInstanceOf(
        PlacementOutcome.Failed.class, report.outcomes().get(new Placement("store", "a")));
    assertTrue(report.toString().contains("`db@a` runs again as before"), report::toString);
    assertEquals("a", Files.readString(data("a", "db").resolve("records")));
    assertTrue(Files.exists(data("a", "db").resolve("up")));
    Files.delete(there);
    rename("store", "db");
    workspace.write(file("db"), Files.readString(file("db")).replaceFirst("renamed_from.*\n", ""));
    assertEquals(List.of(), workspace.plan().plan().actions());
  }

  @Test
  void nameOfAServiceThatIsThereIsRefused() {
    workspace.service("store", "renamed_from = \"db\"");
    ClovaException refused =
        Assertions.assertThrows(ClovaException.class, () -> workspace.engine().validate());
    assertTrue(refused.toString().contains("There is a service `db`"), refused::toString);
  }

  /** What was kept of it goes along, and is what it can go back to. */
  @Test
  void versionsOfBeforeTheRenameComeBack() throws IOException {
    Path page = workspace.workspace().resolve("db/page");
    workspace.append("db", "[env]\nVERSION = \"1\"\n");
    workspace.write(page, "version 1");
    workspace.write(page.resolveSibling("steady"), "as ever");
    workspace.apply();
    workspace.pass(Duration.ofMinutes(1));
    workspace.write(page, "version 2");
    workspace.write(file("db"), Files.readString(file("db")).replace("\"1\"", "\"2\""));
    workspace.apply();
    workspace.pass(Duration.ofMinutes(1));
    rename("db", "store");
    workspace.apply();
    workspace.pass(Duration.ofMinutes(1));
    for (String name : List.of("store", "barn")) {
      workspace.apply(LocalWorkspace.request(Intent.ROLL_BACK, name));
      for (String target : List.of("a", "b")) {
        Path there = workspace.root(target).resolve(name);
        assertEquals("version 1", Files.readString(there.resolve("page")));
        assertEquals("as ever", Files.readString(there.resolve("steady")));
        assertEquals("VERSION='1'\n", Files.readString(there.resolve(".env")));
        assertEquals(target, Files.readString(there.resolve("data/records")));
      }
      workspace.pass(Duration.ofMinutes(1));
      workspace.apply();
      workspace.pass(Duration.ofMinutes(1));
      if (name.equals("store")) {
        rename("store", "barn");
        workspace.apply();
        workspace.pass(Duration.ofMinutes(1));
      }
    }
    assertFalse(Files.exists(workspace.root("a").resolve(".clova/kept/db")));
    assertFalse(Files.exists(workspace.root("a").resolve(".clova/kept/store")));
  }

  /** Whenever the controller is gone, the next apply finishes, or the old name has all again. */
  @Test
  void renameThatIsCutOffAnywhereGoesOnOrBack() throws IOException {
    workspace.place("db", "a");
    workspace.apply();
    boolean cut = true;
    String now = "db";
    for (int at = 0; cut; at++) {
      String next = "store" + at;
      Files.writeString(data("a", now).resolve("records"), "records " + at);
      rename(now, next);
      AtomicInteger events = new AtomicInteger(at);
      boolean givesUp = at % 2 == 1;
      ApplyReport report = workspace.applyCutOffAfter(events);
      cut = events.get() < 0;
      assertEquals(!cut, report.isComplete(), report::toString);
      workspace.pass(Duration.ofMinutes(1));
      if (givesUp) {
        String was = now;
        rename(next, was);
        next = was;
      }
      workspace.apply();
      assertTrue(Files.exists(data("a", next).resolve("up")), "after event " + at);
      assertEquals("records " + at, Files.readString(data("a", next).resolve("records")));
      assertEquals(List.of(), workspace.plan().plan().actions(), "after event " + at);
      now = next;
    }
  }

  private static List<String> actions(String target, PlanResult result) {
    return result.plan().actions().stream()
        .filter(action -> action.at().placement().target().equals(target))
        .map(RenameTest::words)
        .toList();
  }

  private static String words(PlannedAction action) {
    return action.verb().word() + " " + action.at();
  }

  private static List<String> sorted(List<String> lines) {
    return lines.stream().sorted().toList();
  }

  private Path data(String target, String service) {
    return workspace.root(target).resolve(service).resolve("data");
  }

  private Path file(String service) {
    return workspace.workspace().resolve(service).resolve("service.clova.toml");
  }

  private static Object inode(Path file) throws IOException {
    return Files.getAttribute(file, "unix:ino", LinkOption.NOFOLLOW_LINKS);
  }

  /** Renames the folder, and says so. */
  private void rename(String old, String name) {
    try {
      Files.move(workspace.workspace().resolve(old), workspace.workspace().resolve(name));
      String text = Files.readString(file(name)).replaceFirst("renamed_from.*\n", "");
      workspace.write(file(name), "renamed_from = \"" + old + "\"\n" + text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
