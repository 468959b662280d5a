package dev.clova.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} at random moments of an apply. Each time every file is the old or the new one,
 * the next plan is what is really left to do, the next apply does that and no more, and what runs
 * has seen all of the new files.
 *
 * <p>The system property {@code clova.it.kills} says how many times, {@code clova.it.seed} at which
 * moments.
 */
@EnabledIfEnvironmentVariable(named = Fleet.INVENTORY, matches = ".+")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Order(4)
class KillIT {

  private static final int FILES = 40;
  private static final int KILLS = Integer.getInteger("clova.it.kills", 12);
  private static final long SEED = Long.getLong("clova.it.seed", 1);

  /** Starts with what its files are at that moment, and remembers it. */
  private static final String RUN =
      """
      #!/bin/sh
      mkdir -p data
      case $1 in
        start)
          cat files/* >data/started
          nohup sleep 100000 </dev/null >/dev/null 2>&1 &
          echo $! >data/pid
          ;;
        stop) kill "$(cat data/pid)" 2>/dev/null; rm -f data/pid ;;
        status) [ -e data/pid ] && kill -0 "$(cat data/pid)" 2>/dev/null ;;
      esac
      """;

  private final Fleet fleet = Fleet.read();
  private final Host host = fleet.any(1).getFirst();
  private final Workspace workspace;
  private final Random random = new Random(SEED);
  private final String folder;
  private int version;

  KillIT(@TempDir Path directory) {
    workspace = Workspace.in(directory, "kill", fleet);
    folder = workspace.root() + "/counter";
  }

  @BeforeAll
  void somethingRuns() {
    workspace
        .on(List.of(host))
        .write("counter/run", RUN)
        .service(
            "counter",
            """
            targets = ["*"]
            [command]
            start  = "./run start"
            stop   = "./run stop"
            status = "./run status"
            """);
    change();
    workspace.apply();
  }

  /** Every file becomes another; one goes, one comes. */
  private SortedMap<String, String> change() {
    version++;
    SortedMap<String, String> files = new TreeMap<>();
    for (int i = 0; i < FILES; i++) {
      files.put("files/%02d".formatted(i), "version %d of %d\n".formatted(version, i));
    }
    files.put("files/only-in-" + version, "version %d alone\n".formatted(version));
    files.forEach((name, text) -> workspace.write("counter/" + name, text));
    if (version > 1) {
      workspace.remove("counter/files/only-in-" + (version - 1));
    }
    return files;
  }

  @Test
  void killedAtAnyMomentItComesToItsEnd() {
    Duration whole = measure();
    Map<String, Integer> seen = new TreeMap<>();
    for (int i = 0; i < KILLS; i++) {
      SortedMap<String, String> old = files();
      SortedMap<String, String> wanted = change();
      // The last stretch is after the end: a kill that comes too late must do no harm, too.
      long moment = (long) (whole.toNanos() * (i + random.nextDouble()) / KILLS * 1.05);
      String what = "kill %d of seed %d, after %d ms".formatted(i, SEED, moment / 1_000_000);
      killAfter(Duration.ofNanos(moment));
      SortedMap<String, String> there = files();
      assertEveryFileIsOldOrNew(what, old, wanted, there);
      List<String> left = left(wanted, there);
      PlanOrNothing plan = plan();
      assertEquals(left, plan.files(), what);
      boolean started = host.told("cat %s/data/started".formatted(folder)).equals(text(wanted));
      assertTrue(started || plan.restarts(), what + ": the restart is forgotten");
      boolean pending =
          host.is("-e %s/.clova/services/counter/pending/change".formatted(workspace.root()));
      assertEquals(pending, plan.isTold("an earlier apply was cut off in the middle of it"), what);
      SortedMap<String, String> inodes = inodes();
      workspace.apply();
      workspace.assertSettled();
      assertEquals(wanted, files(), what);
      SortedMap<String, String> after = inodes();
      wanted.keySet().stream()
          .filter(name -> !left.contains(name))
          .forEach(name -> assertEquals(inodes.get(name), after.get(name), what + ": " + name));
      assertEquals(text(wanted), host.told("cat %s/data/started".formatted(folder)), what);
      assertNoMarkIsLeft(what);
      // What an apply had staged that was killed at its very end goes with the next change.
      if (left.isEmpty() && !plan.restarts()) {
        change();
        workspace.apply();
      }
      assertNothingIsStaged(what);
      seen.merge(
          there.equals(old) ? "before" : left.isEmpty() ? "after" : "within", 1, Integer::sum);
    }
    System.out.println("kills before, within and after the changes of files: " + seen);
  }

  private Duration measure() {
    change();
    long begin = System.nanoTime();
    workspace.apply();
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  private void killAfter(Duration time) {
    Running apply = workspace.clova().start("apply", "--yes");
    if (!apply.endsWithin(time)) {
      apply.kill();
    }
    Clova.Run unused = apply.end();
    // What was begun there ends with its lock; nobody is told when.
    host.told("flock -w 30 %s/.clova/lock true".formatted(workspace.root()));
  }

  private record PlanOrNothing(List<String> files, boolean restarts, List<String> notes) {

    boolean isTold(String note) {
      return notes.stream().anyMatch(text -> text.contains(note));
    }
  }

  private PlanOrNothing plan() {
    PlanTold plan = PlanTold.of(workspace.expect(0, "plan", "--json"));
    List<String> files = new ArrayList<>();
    boolean restarts = false;
    for (String action : plan.actions()) {
      String at = action.split(" ", -1)[1];
      if (at.contains(":sync/")) {
        files.add(at.substring(at.indexOf('/') + 1));
      }
      restarts |= at.contains(":run/");
    }
    return new PlanOrNothing(files.stream().sorted().toList(), restarts, plan.texts("notes"));
  }

  /** What is still to be put, replaced or removed, worked out from what is there. */
  private static List<String> left(Map<String, String> wanted, Map<String, String> there) {
    List<String> left = new ArrayList<>();
    wanted.forEach(
        (name, text) -> {
          if (!text.equals(there.get(name))) {
            left.add(name);
          }
        });
    there.keySet().stream().filter(name -> !wanted.containsKey(name)).forEach(left::add);
    return left.stream().sorted().toList();
  }

  private static void assertEveryFileIsOldOrNew(
      String what, Map<String, String> old, Map<String, String> wanted, Map<String, String> there) {
    Map<String, String> either = new HashMap<>();
    there.forEach(
        (name, text) -> {
          boolean known = text.equals(old.get(name)) || text.equals(wanted.get(name));
          if (!known) {
            either.put(name, text);
          }
        });
    wanted.keySet().stream()
        .filter(name -> old.containsKey(name) && !there.containsKey(name))
        .forEach(name -> either.put(name, "gone"));
    assertEquals(Map.of(), either, what);
  }

  private static String text(SortedMap<String, String> files) {
    return String.join("", files.values());
  }

  /** Name and content of each. */
  private SortedMap<String, String> files() {
    return lines("cd %s && for f in files/*; do printf '%%s=' \"$f\"; cat \"$f\"; done", "\n");
  }

  private SortedMap<String, String> inodes() {
    return lines("cd %s && stat -c '%%n=%%i %%Z' files/*", "");
  }

  private SortedMap<String, String> lines(String script, String end) {
    SortedMap<String, String> lines = new TreeMap<>();
    host.told(script.formatted(folder))
        .lines()
        .forEach(line -> lines.put(line.split("=", 2)[0], line.split("=", 2)[1] + end));
    return lines;
  }

  private void assertNoMarkIsLeft(String what) {
    assertEquals(
        "",
        host.told(
            """
            cd %s/.clova/services/counter
            { ls; ls pending; } | grep -v -x -e receipt -e tree -e listing -e change -e pending || :
            [ ! -e pending/change ] || echo pending/change
            """
                .formatted(workspace.root())),
        what);
  }

  private void assertNothingIsStaged(String what) {
    assertEquals("", host.told("ls %s/.clova/staging".formatted(workspace.root())), what);
  }
}
