package dev.clova.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clova.engine.applying.ApplyEvent;
import dev.clova.engine.applying.PlacementOutcome;
import dev.clova.engine.planning.Intent;
import dev.clova.engine.planning.PlacementStatus;
import dev.clova.state.Placement;
import dev.clova.state.PlannedAction;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import dev.clova.state.Verb;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A service that goes from one target to another, with what it has, and what can go wrong. */
@Timeout(300)
class MoveTest {

  private static final Placement AT_B = new Placement("db", "b");

  private final LocalWorkspace workspace;

  MoveTest(@TempDir Path folder) {
    this.workspace = new LocalWorkspace(folder, "a", "b", "c");
  }

  @BeforeEach
  void deploy() throws IOException {
    workspace.service("db");
    place("a");
    workspace.apply();
    Files.writeString(data("a").resolve("records"), "1\n2\n3\n");
    assertEquals(List.of("db start"), workspace.done());
  }

  @AfterEach
  void end() {
    workspace.close();
  }

  @Test
  void dataGoesAlongAndTheOldCopyStaysStopped() throws IOException {
    Path from = data("a");
    Files.createLink(from.resolve("same records"), from.resolve("records"));
    Files.createSymbolicLink(from.resolve("a link"), Path.of("records"));
    Path odd = Files.createDirectory(from.resolve("line\nend \\ 'ü"));
    Files.writeString(odd.resolve("-rf"), "x");
    Files.setPosixFilePermissions(odd.resolve("-rf"), PosixFilePermissions.fromString("r-x-w---x"));
    FileTime time = FileTime.from(Instant.parse("2020-02-02T02:02:02.123456Z"));
    Files.setLastModifiedTime(odd.resolve("-rf"), time);
    Files.writeString(from.resolve("db.pid"), "4711\n");
    try (FileChannel hole =
        FileChannel.open(
            from.resolve("hole"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      hole.write(ByteBuffer.wrap(new byte[] {1}), 64 << 20);
    }

    place("b");
    assertEquals(List.of("create", "move", "start", "stop"), verbs(workspace.plan()));
    workspace.apply();

    assertEquals(List.of("db stop", "db start"), workspace.done());
    Path to = data("b");
    assertEquals("1\n2\n3\n", Files.readString(to.resolve("same records")));
    assertTrue(inode(to.resolve("records")).equals(inode(to.resolve("same records"))));
    assertEquals(Path.of("records"), Files.readSymbolicLink(to.resolve("a link")));
    Path there = to.resolve("line\nend \\ 'ü").resolve("-rf");
    assertEquals("r-x-w---x", PosixFilePermissions.toString(Files.getPosixFilePermissions(there)));
    assertEquals(time, Files.getLastModifiedTime(there));
    assertEquals((64 << 20) + 1, Files.size(to.resolve("hole")));
    assertTrue((int) Files.getAttribute(to, "unix:nlink") > 1);
    assertFalse(Files.exists(to.resolve("db.pid")));
    assertTrue(Files.exists(from.resolve("records")));
    assertEquals(List.of(), workspace.plan().plan().actions());
    assertTrue(workspace.plan().notes().getFirst().contains("`clova move --finish db`"));
  }

  @Test
  void whatWasLeftBehindIsNeverBegunAgainByARemovalThatIsNotConfirmed() throws IOException {
    workspace.append("db", "[rollout]\nconfirm = \"5m\"\n");
    workspace.apply();
    place("b");
    workspace.apply();
    for (String file : List.of("service.clova.toml", "run", "data/.keep")) {
      Files.delete(workspace.workspace().resolve("db").resolve(file));
    }
    PlanResult plan = workspace.plan();
    assertEquals(
        Set.of("a", "b"),
        plan.plan().actions().stream()
            .map(action -> action.at().placement().target())
            .collect(Collectors.toSet()));
    assertEquals(
        List.of(
            "`db` may cut Clova off: unless a new connection confirms the change within 300 s, `b` takes it back."),
        plan.notes());
  }

  @Test
  void halfOfAMoveIsNotPlanned() throws IOException {
    place("b");
    PlanResult half =
        workspace.engine().plan(LocalWorkspace.request(Intent.CONVERGE, "db@b"), event -> {});
    assertEquals(List.of(), half.plan().actions());
    assertEquals(
        List.of("its data is on `a`, where it may still run, and which this plan leaves out"),
        half.plan().cannotTell().stream().map(obstacle -> obstacle.why()).toList());
    assertEquals(List.of("create", "move", "start", "stop"), verbs(workspace.plan()));
  }

  /** What it leaves is neither stopped nor forgotten while it cannot go where its data belongs. */
  @Test
  void itStaysWhereItIsWhileItsNewPlaceIsOutOfReach() throws IOException {
    for (boolean isKnown : List.of(true, false)) {
      place("b");
      workspace.away("b");
      if (!isKnown) {
        workspace.remove(workspace.workspace().resolve(".clova"));
      }
      workspace.done();
      PlanResult plan = workspace.plan();
      assertEquals(List.of(), plan.plan().actions());
      assertEquals(
          "the service leaves, perhaps for `b`, which was not reached",
          plan.plan().cannotTell().getFirst().why());
      ApplyReport unused = workspace.attempt();
      assertEquals(List.of(), workspace.done());
      workspace.back("b");
    }
    workspace.apply();
    assertEquals("1\n2\n3\n", Files.readString(data("b").resolve("records")));
  }

  @Test
  void oneOfSeveralThatIsNotNeededGoesThoughAnotherIsOutOfReach() {
    place("a\", \"c");
    workspace.apply();
    place("a");
    workspace.away("a");
    assertEquals(List.of("db@c"), placements(workspace.plan()));
  }

  /** As in a fresh clone: what the targets have is found, though nothing here tells where. */
  @Test
  void whoKnowsNothingYetFindsWhereItWas() throws IOException {
    place("b");
    workspace.remove(workspace.workspace().resolve(".clova"));
    assertEquals(List.of("create", "move", "start", "stop"), verbs(workspace.plan()));
    PlanResult half =
        workspace.engine().plan(LocalWorkspace.request(Intent.CONVERGE, "db@b"), event -> {});
    assertEquals(List.of(), half.plan().actions());
    assertEquals(
        List.of("its data is on `a`, where it may still run, and which this plan leaves out"),
        half.plan().cannotTell().stream().map(obstacle -> obstacle.why()).toList());
    workspace.apply();
    assertEquals("1\n2\n3\n", Files.readString(data("b").resolve("records")));
    assertFalse(Files.exists(workspace.root("c")));
  }

  @Test
  void whoKnowsNothingYetBeginsNothingWhileItMayBeElsewhere() throws IOException {
    place("b");
    workspace.remove(workspace.workspace().resolve(".clova"));
    workspace.away("a");
    workspace.service("new");
    for (int i = 0; i < 2; i++) {
      PlanResult plan = workspace.plan();
      assertEquals(i == 0 ? List.of("new@b", "new@c") : List.of(), placements(plan));
      assertEquals(
          List.of(
              "nothing is recorded here of where it was before, and `a` was not reached, where it"
                  + " may be, with its data"),
          plan.plan().cannotTell().stream().map(obstacle -> obstacle.why()).toList());
      ApplyReport report = workspace.attempt();
      assertFalse(Files.exists(workspace.root("b").resolve("db")), report::toString);
    }
    workspace.back("a");
    workspace.apply();
    assertEquals("1\n2\n3\n", Files.readString(data("b").resolve("records")));
    assertFalse(Files.exists(data("a").resolve("up")));
  }

  /** Somebody else brought it to a target of which other things are recorded here. */
  @Test
  void whatIsRecordedOfOthersDoesNotHideWhereItIs() throws IOException {
    workspace.service("new");
    Path file = workspace.workspace().resolve("new/service.clova.toml");
    String text = Files.readString(file);
    workspace.write(file, text.replace("[\"*\"]", "[\"a\"]"));
    Path own = workspace.workspace().resolve(".clova");
    Path aside = own.resolveSibling("aside");
    Files.move(own, aside);
    workspace.apply();
    workspace.remove(workspace.workspace().resolve(".clova"));
    Files.move(aside, own);
    workspace.write(file, text.replace("[\"*\"]", "[\"b\"]"));
    PlanResult plan =
        workspace.engine().plan(LocalWorkspace.request(Intent.CONVERGE, "new"), event -> {});
    assertEquals(1, plan.plan().count(Verb.MOVE), plan::toString);
  }

  @Test
  void whatIsNotConfirmedWhereItComesFromBeginsNowhereElse() throws IOException {
    workspace.service("new");
    workspace.place("new", "b");
    Path open = workspace.root("a").resolve(".clova/unconfirmed/new");
    workspace.write(open.resolve("timer"), living());
    for (String selection : List.of("new", "new@b", "@b")) {
      List<Problem> blockers =
          workspace
              .engine()
              .plan(LocalWorkspace.request(Intent.CONVERGE, selection), event -> {})
              .blockers();
      assertEquals(1, blockers.size(), selection);
      assertEquals(ProblemCode.LOCKED, blockers.getFirst().code());
      assertTrue(blockers.getFirst().detail().contains("`new@a` is not confirmed"), selection);
    }
    Files.delete(open.resolve("timer"));
    assertEquals(List.of("new@b"), placements(workspace.plan()));
  }

  /** This process, as a target's files name one that is to be alive. */
  private static String living() throws IOException {
    String stat = Files.readString(Path.of("/proc/self/stat"));
    String started = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[19];
    String boot = Files.readString(Path.of("/proc/sys/kernel/random/boot_id"));
    return ProcessHandle.current().pid() + " " + started + " " + boot;
  }

  @Test
  void copyThatIsNotWantedAnyMoreIsRemovedUnlessSomebodyWroteToIt() throws IOException {
    place("b");
    workspace.apply();
    Files.writeString(data("a").resolve("records"), "written later\n");
    ApplyReport refused =
        workspace.attempt(LocalWorkspace.request(Intent.FINISH, "db"), event -> {});
    assertTrue(refused.toString().contains("was changed after the service had moved away"));
    assertTrue(Files.exists(data("a").resolve("records")));

    Files.writeString(data("a").resolve("records"), "1\n2\n3\n");
    Files.delete(data("a").resolve("records"));
    assertTrue(Files.exists(data("b").resolve("records")));
  }

  @Test
  void finishLeavesNothing() {
    place("b");
    workspace.apply();
    workspace.apply(LocalWorkspace.request(Intent.FINISH, "db"));
    assertFalse(Files.exists(workspace.root("a").resolve("db")));
    assertTrue(Files.exists(data("b").resolve("records")));
    assertEquals(List.of(), workspace.plan().notes());
  }

  @Test
  void copyOfAServiceThatIsDeclaredNowhereGoesWithIt() {
    place("b");
    workspace.apply();
    place("");
    workspace.apply();
    assertFalse(Files.exists(workspace.root("a").resolve("db/run")));
    assertFalse(Files.exists(workspace.root("b").resolve("db/run")));
    assertTrue(Files.exists(data("a").resolve("records")));
    assertEquals(List.of(), workspace.plan().plan().actions());
  }

  @Test
  void copyGoesByItselfOnceItsTimeIsOver() throws IOException {
    Path file = workspace.workspace().resolve("db/service.clova.toml");
    workspace.write(file, Files.readString(file) + "[move]\nkeep = \"2d\"\n");
    place("b");
    workspace.apply();
    assertTrue(
        workspace.plan().notes().getFirst().contains("kept until 2026-11-25T12:00:00Z"),
        () -> workspace.plan().notes().toString());
    PlacementStatus kept =
        workspace
            .engine()
            .status(Selection.ALL, event -> {})
            .placements()
            .get(new Placement("db", "a"));
    assertEquals(
        new PlacementStatus.Actual.Moved(
            AT_B,
            Instant.parse("2026-11-23T12:00:00Z"),
            Optional.of(Instant.parse("2026-11-25T12:00:00Z"))),
        Objects.requireNonNull(kept).actual());
    assertFalse(kept.isTrouble());
    workspace.pass(Duration.ofHours(47));
    assertEquals(List.of(), workspace.plan().plan().actions());
    workspace.pass(Duration.ofHours(1));
    assertEquals(List.of("forget", "remove"), verbs(workspace.plan()));
    workspace.apply();
    assertFalse(Files.exists(workspace.root("a").resolve("db")));
    assertTrue(Files.exists(data("b").resolve("records")));
    assertEquals(List.of(), workspace.plan().notes());
  }

  @Test
  void goingBackIsASecondMoveWithTheNewerData() throws IOException {
    place("b");
    workspace.apply();
    Files.writeString(data("b").resolve("records"), "1\n2\n3\n4\n");
    workspace.pass(Duration.ofMinutes(1));
    place("a");
    workspace.apply();
    assertEquals("1\n2\n3\n4\n", Files.readString(data("a").resolve("records")));
    assertTrue(Files.exists(data("a").resolve("up")));
    assertFalse(Files.exists(data("b").resolve("up")));
    workspace.pass(Duration.ofMinutes(1));
    place("c");
    workspace.apply();
    assertEquals("1\n2\n3\n4\n", Files.readString(data("c").resolve("records")));
    assertEquals(2, workspace.plan().notes().size());
    workspace.apply(LocalWorkspace.request(Intent.FINISH, "db"));
    assertEquals(List.of(), workspace.plan().notes());
  }

  /** Another machine's clock may be behind; an old copy must not be the home again for that. */
  @Test
  void homeIsWhereItWentLastWhateverTheClocksSay() throws IOException {
    place("b");
    workspace.apply();
    Files.writeString(data("b").resolve("records"), "1\n2\n3\n4\n");
    workspace.pass(Duration.ofMinutes(-10));
    place("c");
    workspace.apply();
    place("a");
    workspace.apply();
    assertEquals("1\n2\n3\n4\n", Files.readString(data("a").resolve("records")));
    assertEquals(List.of(), workspace.plan().plan().actions());
    assertEquals(2, workspace.plan().notes().size());
  }

  @Test
  void failureBeforeTheStartGoesBackByItself() throws IOException {
    String run = Files.readString(workspace.root("a").resolve("db/run"));
    String hindered = run.replace("rm -f data/up", "rm -f data/up; mkdir -p " + data("b"));
    workspace.write(workspace.workspace().resolve("db/run"), hindered);
    workspace.apply();
    assertEquals(List.of("db stop", "db start"), workspace.done());
    Files.delete(data("b"));
    Files.delete(workspace.root("b").resolve("db"));
    place("b");

    ApplyReport report = workspace.attempt();

    assertTrue(report.outcomes().get(AT_B) instanceof PlacementOutcome.Failed, report::toString);
    assertTrue(report.toString().contains("`db@a` runs again as before"), report::toString);
    assertEquals(List.of("db stop", "db start"), workspace.done());
    assertTrue(Files.exists(data("a").resolve("up")));
    assertFalse(Files.exists(data("b").resolve("records")));
    place("a");
    assertEquals(List.of(), workspace.plan().plan().actions());
  }

  /** A connection that breaks and can be made again leaves nothing stopped. */
  @Test
  void connectionThatIsLostAfterTheStopIsMadeAnewToGoBack() throws IOException {
    place("b");
    ApplyReport report =
        workspace.attempt(
            event -> {
              if (event instanceof ApplyEvent.Done(var at, Verb verb) && verb == Verb.STOP) {
                assertEquals("db@a", at.placement().toString());
                loseConnection("a");
              }
            });
    PlacementOutcome.Failed failed =
        assertInstanceOf(PlacementOutcome.Failed.class, report.outcomes().get(AT_B));
    assertTrue(failed.output().contains("`db@a` runs again as before"), failed.output());
    assertTrue(failed.output().contains("the connection was lost"), failed.output());
    assertEquals(List.of("db stop", "db start"), workspace.done());
    assertTrue(Files.exists(data("a").resolve("up")));
    workspace.apply();
    assertEquals("1\n2\n3\n", Files.readString(data("b").resolve("records")));
  }

  /** The definition is put back, and nothing else leads to the place where it was to go. */
  @Test
  void moveThatIsGivenUpAfterTheStopBeginsAgainWhereItWas() throws IOException {
    Path run = workspace.workspace().resolve("db/run");
    String text = Files.readString(run);
    workspace.write(
        run, text.replace("rm -f data/up", "rm -f data/up; head -c 6000000 /dev/zero >data/big"));
    workspace.apply();
    Files.delete(data("a").resolve("big"));
    place("b");
    ApplyReport report =
        workspace.attempt(
            event -> {
              if (event instanceof ApplyEvent.Sending) {
                workspace.away("a");
                loseConnection("a");
              }
            });
    PlacementOutcome.Failed failed =
        assertInstanceOf(PlacementOutcome.Failed.class, report.outcomes().get(AT_B));
    assertTrue(failed.output().contains("could not be started again"), failed.output());
    assertFalse(Files.exists(data("a").resolve("up")));
    workspace.back("a");
    place("a");
    workspace.away("b");
    assertEquals(
        "the service moved to `b`, where its data may be newer, and which was not reached",
        workspace.plan().plan().cannotTell().getFirst().why());
    workspace.back("b");
    workspace.apply();
    assertTrue(Files.exists(data("a").resolve("up")));
    assertEquals(List.of(), workspace.plan().plan().actions());
  }

  /** The controller died in the middle of it, and the definition is put back. */
  @Test
  void whatWasCopiedForAMoveThatIsGivenUpIsTold() throws IOException {
    workspace.service("other");
    workspace.place("other", "b");
    workspace.apply();
    place("b");
    ApplyReport report =
        workspace.attempt(
            event -> {
              if (event instanceof ApplyEvent.Done(var at, Verb verb) && verb == Verb.STOP) {
                throw new IllegalStateException("cut off");
              }
            });
    assertFalse(report.isComplete());
    place("a");
    String copied = workspace.root("b") + "/.clova/moving/db`, of a move of `db`";
    assertTrue(workspace.plan().notes().toString().contains(copied), () -> "" + workspace.plan());
    workspace.apply();
    assertTrue(Files.exists(data("a").resolve("up")));
    place("b");
    assertFalse(workspace.plan().notes().toString().contains(copied));
    workspace.apply();
    assertEquals("1\n2\n3\n", Files.readString(data("b").resolve("records")));
    assertFalse(Files.exists(workspace.root("b").resolve(".clova/moving/db")));
  }

  /** Whoever may write there cannot write on our screen. */
  @Test
  void whatIsToldToHaveBeenCopiedIsSafeToShow() throws IOException {
    Path moving = workspace.root("a").resolve(".clova/moving");
    Files.createDirectories(moving.resolve("\u001b[2Jdb"));
    String notes = workspace.plan().notes().toString();
    assertTrue(notes.contains("[2Jdb`, of a move"), notes);
    assertFalse(notes.contains("\u001b"), notes);
  }

  /** The shell that works on a target, which holds its lock, ends at once. */
  private void loseConnection(String target) {
    try {
      String holder = Files.readString(workspace.root(target).resolve(".clova/lock"));
      long shell = Long.parseLong(holder.substring(0, holder.indexOf(' ')));
      assertTrue(ProcessHandle.of(shell).orElseThrow().destroyForcibly());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void whatStandsInTheWayIsToldBeforeAnythingIsDone() throws IOException {
    Files.createDirectories(workspace.root("b").resolve("db"));
    place("b");
    assertEquals(
        "`db` cannot move to `b`: %s is there already."
            .formatted(workspace.root("b").resolve("db")),
        blockers().getFirst().detail());
  }

  @Test
  void dataOfPatternsAndSeveralWaysAreNotGuessed() {
    place("a\", \"b");
    workspace.apply();
    place("c");
    assertTrue(workspace.plan().notes().getFirst().contains("which data goes where"));
    assertEquals(0, workspace.plan().plan().count(Verb.MOVE));
  }

  @Test
  void dataComesBackEvenWhereTheFilesAreAsTheyWere() throws IOException {
    Path file = workspace.workspace().resolve("files/service.clova.toml");
    workspace.write(file, "targets = [\"a\"]\n");
    workspace.apply();
    Files.createDirectory(workspace.root("a").resolve("files/data"));
    Files.writeString(workspace.root("a").resolve("files/data/one"), "1");
    workspace.write(file, "targets = [\"b\"]\n");
    workspace.apply();
    Files.writeString(workspace.root("b").resolve("files/data/one"), "2");
    workspace.pass(Duration.ofMinutes(1));
    workspace.write(file, "targets = [\"a\"]\n");
    assertEquals(1, workspace.plan().plan().count(Verb.MOVE));
    workspace.apply();
    assertEquals("2", Files.readString(workspace.root("a").resolve("files/data/one")));
    assertEquals(List.of(), workspace.plan().plan().actions());
  }

  /** Two of them want the same port: the one that comes first starts when the other has left. */
  @Test
  void whatIsInTheWayOfAStartMayLeaveInTheSameApply() throws IOException {
    for (String name : List.of("x", "y")) {
      workspace.service(name);
      Path run = workspace.workspace().resolve(name).resolve("run");
      workspace.write(
          run,
          Files.readString(run)
              .replace("start) :", "start) [ ! -e ../port ] || exit 1; : >../port; :")
              .replace("rm -f", "rm -f ../port"));
      workspace.place(name, name.equals("x") ? "a" : "b");
    }
    workspace.apply();
    workspace.place("x", "b");
    workspace.place("y", "a");
    workspace.apply();
    assertTrue(Files.exists(workspace.root("b").resolve("x/data/up")));
    assertTrue(Files.exists(workspace.root("a").resolve("y/data/up")));
    assertEquals(List.of(), workspace.plan().plan().actions());
  }

  @Test
  void whoSpeaksOfItIsToldOnceItIsHealthyInItsNewPlace() {
    speaker("web", "db");
    workspace.apply();
    workspace.done();
    place("b");
    PlanResult plan = workspace.plan();
    assertTrue(wave(plan, "web@c") > wave(plan, "db@b"), plan::toString);
    workspace.apply();
    assertEquals(List.of("db stop", "db start", "web stop", "web start"), workspace.done());

    Path run = workspace.workspace().resolve("db/run");
    workspace.write(run, "#!/bin/sh\n[ $1 = stop ] && rm -f data/up\n");
    workspace.pass(Duration.ofMinutes(1));
    place("a");
    ApplyReport report = workspace.attempt();
    assertTrue(
        report.outcomes().get(new Placement("web", "c")) instanceof PlacementOutcome.Skipped,
        report::toString);
    assertEquals(List.of(), workspace.done().stream().filter(l -> l.startsWith("web")).toList());
  }

  @Test
  void whoSpeaksOfEachOtherDoesNotWaitForEver() throws IOException {
    speaker("web", "db");
    Path file = workspace.workspace().resolve("db/service.clova.toml");
    workspace.write(file, "after = [\"web\"]\n" + Files.readString(file) + speech("web"));
    workspace.apply();
    place("b");
    PlanResult plan = workspace.plan();
    assertTrue(wave(plan, "web@c") < wave(plan, "db@b"), plan::toString);
    workspace.apply();
    assertEquals(List.of(), workspace.plan().plan().actions());
  }

  /** A service on another target that wants to know where this one is. */
  private void speaker(String name, String of) {
    workspace.service(name, speech(of));
    Path file = workspace.workspace().resolve(name).resolve("service.clova.toml");
    try {
      workspace.write(file, Files.readString(file).replace("[\"*\"]", "[\"c\"]"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String speech(String of) {
    return "\n[env]\nWHERE = \"{{ services.%s.targets | join(\\\",\\\") }}\"\n".formatted(of);
  }

  private static int wave(PlanResult result, String placement) {
    return result.plan().actions().stream()
        .filter(action -> action.at().placement().toString().equals(placement))
        .mapToInt(PlannedAction::wave)
        .max()
        .orElseThrow();
  }

  /** Whenever the controller is gone, the next apply brings the service to its new place whole. */
  @Test
  void moveThatIsCutOffAnywhereGoesOn() throws IOException {
    boolean cut = true;
    for (int at = 0; cut; at++) {
      String here = at % 2 == 0 ? "b" : "a";
      String there = at % 2 == 0 ? "a" : "b";
      Files.writeString(data(there).resolve("records"), "records " + at);
      place(here);
      AtomicInteger events = new AtomicInteger(at);
      ApplyReport report = workspace.applyCutOffAfter(events);
      cut = events.get() < 0;
      assertEquals(!cut, report.isComplete(), report::toString);
      assertFalse(
          Files.exists(data("a").resolve("up")) && Files.exists(data("b").resolve("up")),
          "two writers");
      workspace.pass(Duration.ofMinutes(1));
      workspace.apply();
      assertTrue(Files.exists(data(here).resolve("up")), "after event " + at);
      assertFalse(Files.exists(data(there).resolve("up")), "after event " + at);
      assertEquals("records " + at, Files.readString(data(here).resolve("records")));
      assertEquals(List.of(), workspace.plan().plan().actions());
    }
  }

  private List<Problem> blockers() {
    return workspace.plan().blockers();
  }

  private static List<String> placements(PlanResult result) {
    return result.plan().actions().stream()
        .map(action -> action.at().placement().toString())
        .distinct()
        .sorted()
        .toList();
  }

  private static List<String> verbs(PlanResult result) {
    return result.plan().actions().stream().map(a -> a.verb().word()).sorted().toList();
  }

  private Path data(String target) {
    return workspace.root(target).resolve("db").resolve("data");
  }

  private static Object inode(Path file) throws IOException {
    return Files.getAttribute(file, "unix:ino", LinkOption.NOFOLLOW_LINKS);
  }

  /** Declares where the service is. */
  private void place(String targets) {
    workspace.place("db", targets);
  }
}
