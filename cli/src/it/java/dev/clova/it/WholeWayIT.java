package dev.clova.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** From an empty folder to services that run on three hosts, and on through their first changes. */
@EnabledIfEnvironmentVariable(named = Fleet.INVENTORY, matches = ".+")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ResourceLock(value = Fleet.FIRST_TWO, mode = ResourceAccessMode.READ)
@ResourceLock(value = Fleet.THIRD, mode = ResourceAccessMode.READ)
class WholeWayIT {

  private static final String RUN =
      """
      #!/bin/sh
      mkdir -p data
      case $1 in
        start)
          cat greeting >data/started
          nohup sleep 100000 </dev/null >/dev/null 2>&1 &
          echo $! >data/pid
          ;;
        stop) kill "$(cat data/pid)" && rm data/pid ;;
        status) [ -e data/pid ] && kill -0 "$(cat data/pid)" 2>/dev/null ;;
      esac
      """;

  private final Fleet fleet = Fleet.read();
  private final List<Host> hosts = fleet.full(3);
  private final Host one = hosts.get(0);
  private final Host two = hosts.get(1);
  private final Host three = hosts.get(2);
  private final Workspace workspace;
  private final String root;

  WholeWayIT(@TempDir Path directory) {
    workspace = Workspace.in(directory, "way", fleet);
    root = workspace.root();
  }

  @BeforeAll
  void nothingIsLeftOfAnEarlierRun() {
    two.told(
        """
        systemctl disable --now it-ticker.service it-tick.timer 2>/dev/null
        cd /etc/systemd/system && rm -rf it-ticker.service* it-tick.*
        systemctl daemon-reload
        """);
  }

  @Test
  @Order(1)
  void initMakesWhatValidatesAndPlansWithoutAServer() throws IOException {
    Clova clova = workspace.clova().with("HOME", workspace.directory().toString());
    assertEquals(0, clova.run("init").status());
    assertEquals(0, clova.run("validate").status());
    Clova.Run plan = clova.run("plan");
    assertEquals(0, plan.status(), plan.err());
    assertTrue(plan.out().contains("service1@local") && plan.out().contains("service2@local"));
    workspace.remove("service1").remove("service2");
    Files.delete(workspace.directory().resolve("clova.toml"));
  }

  @Test
  @Order(2)
  void servicesOfEveryKindAreAddedAndValid() {
    workspace.on(hosts);
    workspace
        .write("web/greeting", "hello\n")
        .write("web/README.md", "About it.\n")
        .write("web/run", RUN)
        .service(
            "web",
            """
            targets = ["%s"]
            [command]
            start  = "./run start"
            stop   = "./run stop"
            status = "./run status"
            [[on_change]]
            files  = ["README.md"]
            action = "none"
            """
                .formatted(one.name()));
    workspace.write(
        "ticker/it-ticker.service",
        """
        [Service]
        ExecStart=/bin/sh -c 'mkdir -p data; exec sleep 100000'
        [Install]
        WantedBy=multi-user.target
        """);
    workspace.write(
        "ticker/it-tick.service", "[Service]\nType=oneshot\nExecStart=/bin/sh ./tick\n");
    workspace.write(
        "ticker/it-tick.timer", "[Timer]\nOnCalendar=daily\n[Install]\nWantedBy=timers.target\n");
    workspace.write("ticker/tick", "#!/bin/sh\ndate >data/last\n");
    workspace.expect(0, "add", "ticker", "-t", two.name());
    workspace.write("site/index.html", "<p>one</p>\n<p>two</p>\n");
    workspace.write("site/data/seed", "from the directory\n");
    workspace.expect(0, "add", "site", "-t", "*");
    assertTrue(workspace.expect(0, "validate").contains("all well"));
  }

  @Test
  @Order(3)
  void planOfFreshHostsKnowsEverything() {
    PlanTold plan = workspace.plan();
    assertEquals(List.of(), plan.texts("cannot_tell/why"));
    assertEquals(
        List.of(
            "create site@%s:sync not_present".formatted(one.name()),
            "create site@%s:sync not_present".formatted(two.name()),
            "create site@%s:sync not_present".formatted(three.name()),
            "create ticker@%s:sync not_present".formatted(two.name()),
            "create ticker@%s:unit/it-tick.service not_present".formatted(two.name()),
            "create ticker@%s:unit/it-tick.timer not_present".formatted(two.name()),
            "create ticker@%s:unit/it-ticker.service not_present".formatted(two.name()),
            "create web@%s:sync not_present".formatted(one.name()),
            "start ticker@%s:run/systemd not_present".formatted(two.name()),
            "start web@%s:run/command not_present".formatted(one.name())),
        plan.actions());
    assertTrue(hosts.stream().noneMatch(host -> host.is("-e " + root)));
  }

  @Test
  @Order(4)
  void withoutSomebodyToAskNothingHappens() {
    workspace.expect(8, "apply", "--no-input");
    workspace.expect(5, "apply", "--yes", "--expect", "p-0000-0000-0000");
    assertTrue(hosts.stream().noneMatch(host -> host.is("-e " + root + "/site")));
  }

  @Test
  @Order(5)
  void afterTheApplyEverythingRuns() {
    workspace.apply();
    assertEquals(
        "<p>one</p>\n<p>two</p>\nfrom the directory\n",
        three.told("cd %s/site && cat index.html data/seed".formatted(root)));
    assertEquals(
        "hello\nsleep\n",
        one.told(
            "cd %s/web && cat data/started && ps -o comm= -p $(cat data/pid)".formatted(root)));
    assertEquals(
        "active\nactive\nenabled\nenabled\n",
        two.told(
            "systemctl is-active it-ticker.service it-tick.timer;"
                + " systemctl is-enabled it-ticker.service it-tick.timer"));
    assertTrue(two.is("-d %s/ticker/data".formatted(root)), "the unit's working directory");
    two.told("systemctl start it-tick.service && [ -s %s/ticker/data/last ]".formatted(root));
    workspace.assertSettled();
  }

  @Test
  @Order(6)
  void whatAnotherCheckoutKnowsIsTheSame(@TempDir Path other) throws IOException {
    ShellRun.here("cp -a %s/. %s && rm -rf %2$s/.clova".formatted(workspace.directory(), other))
        .orFail();
    Clova.Run run = Clova.installed(other).run("plan", "--detailed-exitcode");
    assertEquals(0, run.status(), run.out() + run.err());
  }

  @Test
  @Order(7)
  void aChangedLineIsThatLineThatRestartAndNothingElse() {
    String pid = one.told("cat %s/web/data/pid".formatted(root));
    workspace.write("web/greeting", "good morning\n");
    PlanTold plan = workspace.plan();
    assertEquals(
        List.of(
            "restart web@%s:run/command input_changed".formatted(one.name()),
            "update web@%s:sync/greeting content_differs".formatted(one.name())),
        plan.actions());
    assertEquals(
        List.of("@", "line 1", "-", "hello", "+", "good morning"),
        plan.texts("actions/change/lines"));
    workspace.apply();
    assertEquals("good morning\n", one.told("cat %s/web/data/started".formatted(root)));
    assertFalse(pid.equals(one.told("cat %s/web/data/pid".formatted(root))));
    workspace.assertSettled();
  }

  @Test
  @Order(8)
  void whatIsNoInputRestartsNothing() {
    workspace.write("web/README.md", "About it, and more.\n");
    assertEquals(
        List.of("update web@%s:sync/README.md content_differs".formatted(one.name())),
        workspace.plan().actions());
    workspace.apply();
    workspace.assertSettled();
  }

  @Test
  @Order(9)
  void driftIsShownAndRepaired() {
    one.told(
        "cd %s/site && echo '<p>mine</p>' >>index.html && chmod 600 index.html".formatted(root));
    two.told("rm %s/site/index.html".formatted(root));
    two.told("systemctl stop it-ticker.service");
    PlanTold plan = workspace.plan();
    assertEquals(
        List.of(
            "create site@%s:sync/index.html drifted".formatted(two.name()),
            "start ticker@%s:run/systemd not_running".formatted(two.name()),
            "update site@%s:sync/index.html drifted".formatted(one.name())),
        plan.actions());
    assertTrue(plan.texts("actions/change/lines").contains("<p>mine</p>"));
    assertEquals(
        List.of(
            "site@%s:sync/index.html".formatted(one.name()),
            "site@%s:sync/index.html".formatted(two.name())),
        plan.texts("drift/at"));
    workspace.apply();
    assertEquals("644\n", one.told("stat -c %%a %s/site/index.html".formatted(root)));
    assertEquals("active\n", two.told("systemctl is-active it-ticker.service"));
    workspace.assertSettled();
  }

  @Test
  @Order(10)
  void aServiceThatLosesATargetIsRemovedThereAlone() {
    workspace.service("site", "targets = [\"%s\", \"%s\"]\n".formatted(one.name(), two.name()));
    String plan = workspace.expect(0, "plan");
    assertTrue(
        plan.replaceAll("\\s+", " ")
            .contains("persistent data in %s/site is kept: data".formatted(root)),
        plan);
    assertEquals(
        List.of(
            "remove site@%s:sync not_declared".formatted(three.name()),
            "update site@%s:sync/service.clova.toml content_differs".formatted(one.name()),
            "update site@%s:sync/service.clova.toml content_differs".formatted(two.name())),
        workspace.plan().actions());
    workspace.apply();
    assertEquals("data\n", three.told("ls %s/site".formatted(root)));
    assertTrue(one.is("-e %s/site/index.html".formatted(root)));
    workspace.assertSettled();
  }

  @Test
  @Order(11)
  void aDeletedDirectoryIsAServiceThatLeaves() {
    workspace.remove("ticker").remove("site");
    PlanTold plan = workspace.plan();
    assertTrue(plan.actions().stream().allMatch(action -> action.contains(" not_declared")));
    workspace.apply();
    assertEquals(
        "inactive\ninactive\n",
        two.run("systemctl is-active it-ticker.service it-tick.timer").output());
    assertEquals("", two.told("ls /etc/systemd/system | grep it-tick || :"));
    assertEquals("data\n", two.told("ls %s/ticker".formatted(root)));
    assertEquals("data\n", one.told("ls %s/site".formatted(root)));
    workspace.assertSettled();
  }
}
