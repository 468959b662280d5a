package dev.clova.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Changes that close the door which Clova comes in by: within a minute the host has taken them back
 * by itself, and the next command tells so.
 */
@EnabledIfEnvironmentVariable(named = Fleet.INVENTORY, matches = ".+")
@ResourceLock(Fleet.THIRD)
@Order(3)
class ConfirmIT {

  private static final int FAILED = 1;
  private static final int PARTLY = 3;
  private static final int LOCKED = 6;
  private static final String BEFORE = "AllowUsers root deploy\n";
  private static final String CLOSED = "AllowUsers nobody\n";
  private static final String ACCESS = "/etc/ssh/sshd_config.d/10-clova-it.conf";
  private static final String SSH =
      """
      targets = ["*"]
      [command]
      start  = "install -m 644 access.conf %1$s && systemctl reload ssh"
      stop   = "rm -f %1$s && systemctl reload ssh"
      status = "cmp -s access.conf %1$s"
      [rollout]
      confirm = "15s"
      """
          .formatted(ACCESS);

  private final Host host;
  private final Workspace workspace;

  ConfirmIT(@TempDir Path folder) {
    Fleet fleet = Fleet.read();
    this.host = fleet.full(3).getLast();
    this.workspace = Workspace.in(folder, "confirm", fleet).on(List.of(host));
  }

  @BeforeEach
  void somethingHarmless() {
    workspace.service("access", SSH).write("access/access.conf", BEFORE);
  }

  /** What can be changed and confirmed anywhere. */
  private void aFileInstead() {
    workspace
        .remove("access")
        .service(
            "file",
            """
            targets = ["*"]
            [rollout]
            confirm = "5s"
            """)
        .write("file/file", BEFORE);
  }

  @AfterEach
  void nothingIsLeft() {
    host.told(
        """
        systemctl disable --now clova-it-door.service 2>/dev/null
        rm -rf %s /etc/sudoers.d/zz-clova-it /etc/systemd/system/clova-it-door.service*
        systemctl daemon-reload
        systemctl reload ssh
        """
            .formatted(ACCESS));
    // The server begins anew: for a moment it may be the old one, or none.
    host.run("sleep 1");
    Eventually.holds("its server is back", () -> host.run(":").status() == 0);
  }

  private String there() {
    return host.told("cat " + ACCESS);
  }

  /** A change that closes the door is gone again within a minute. */
  private String goesBack(String... arguments) {
    long began = System.nanoTime();
    Clova.Run run = workspace.clova().run(arguments);
    assertEquals(PARTLY, run.status(), run.err());
    assertTrue(System.nanoTime() - began < Duration.ofMinutes(1).toNanos(), run.err());
    assertTrue(run.err().contains("went back"), run.err());
    return run.err();
  }

  private void assertToldByTheNextPlan() {
    Clova.Run plan = workspace.clova().run("plan", "--detailed-exitcode");
    assertEquals(2, plan.status(), plan.err());
    assertTrue(plan.out().contains("took its last change back"), plan.out());
  }

  @Test
  void anSshdChangeThatLocksUsOutIsTakenBack() {
    workspace.apply();
    workspace.assertSettled();
    workspace.write("access/access.conf", CLOSED);
    String told = goesBack("apply", "--yes");
    assertTrue(told.contains("refused the login of `deploy`"), told);
    assertEquals(BEFORE, there());
    assertToldByTheNextPlan();
    workspace.write("access/access.conf", BEFORE + "ClientAliveInterval 30\n");
    workspace.apply();
    workspace.assertSettled();
  }

  @Test
  @EnabledIfSystemProperty(named = Fleet.BIG, matches = ".*")
  void soIsOneThatComesForTheFirstTime() {
    workspace.write("access/access.conf", CLOSED);
    goesBack("apply", "--yes");
    assertTrue(host.is("! -e " + ACCESS));
    assertTrue(host.is("! -e %s/access".formatted(workspace.root())));
    assertToldByTheNextPlan();
  }

  @Test
  @EnabledIfSystemProperty(named = Fleet.BIG, matches = ".*")
  void throughTheSystemsSshToo() {
    workspace.withoutTargets().target(host.name(), host, "connection = \"openssh\"");
    workspace.apply();
    workspace.write("access/access.conf", CLOSED);
    goesBack("apply", "--yes");
    assertEquals(BEFORE, there());
    assertToldByTheNextPlan();
  }

  @Test
  @EnabledIfSystemProperty(named = Fleet.BIG, matches = ".*")
  void theRightsOfRootHaveToBeThereToo() {
    workspace
        .remove("access")
        .service(
            "rights",
            """
            targets = ["*"]
            runtime = "none"
            [hooks]
            after_apply = "install -m 440 rights /etc/sudoers.d/zz-clova-it"
            [rollout]
            confirm = "10s"
            """)
        .write("rights/rights", "deploy ALL=(ALL:ALL) NOPASSWD: ALL\n");
    workspace.apply();
    workspace.write("rights/rights", "deploy ALL=(ALL:ALL) PASSWD: ALL\n");
    String told = goesBack("apply", "--yes");
    assertTrue(told.contains("sudo"), told);
    assertToldByTheNextPlan();
  }

  @Test
  @EnabledIfSystemProperty(named = Fleet.BIG, matches = ".*")
  void aUnitThatClosesTheDoorIsForgotten() {
    workspace
        .remove("access")
        .service(
            "door",
            """
            targets = ["*"]
            [rollout]
            confirm = "10s"
            """)
        .write(
            "door/clova-it-door.service",
            """
            [Unit]
            Description=closes the door
            [Service]
            Type=oneshot
            RemainAfterExit=yes
            ExecStart=/bin/sh -c 'echo AllowUsers nobody >%1$s; systemctl reload ssh'
            ExecStop=/bin/sh -c 'rm -f %1$s; systemctl reload ssh'
            [Install]
            WantedBy=multi-user.target
            """
                .formatted(ACCESS));
    goesBack("apply", "--yes");
    assertTrue(host.is("! -e " + ACCESS));
    assertEquals("", host.told("find /etc/systemd/system -name 'clova-it-door*'"));
    assertToldByTheNextPlan();
  }

  @Test
  @EnabledIfSystemProperty(named = Fleet.BIG, matches = ".*")
  void aRemovalThatClosesTheDoorIsUndone() {
    String closing = "stop   = \"echo %s >%s && systemctl reload ssh\"";
    workspace.service(
        "access",
        SSH.replaceFirst("stop .*", closing.formatted(CLOSED.strip(), ACCESS))
            .replace("15s", "10s"));
    workspace.apply();
    workspace.remove("access");
    goesBack("apply", "--yes");
    assertEquals(BEFORE, there());
    assertEquals(BEFORE, host.told("cat %s/access/access.conf".formatted(workspace.root())));
    assertToldByTheNextPlan();
  }

  @Test
  @EnabledIfSystemProperty(named = Fleet.BIG, matches = ".*")
  void aTimerThatEndsWithTheLoginIsNoneUnlessItsUserLingers() {
    String logind = "/run/systemd/logind.conf.d/zz-clova-it.conf";
    workspace
        .withoutTargets()
        .target(host.name(), host, "become = \"none\"", "root = \"~/clova-it-confirm\"");
    aFileInstead();
    host.told(
        """
        mkdir -p /run/systemd/logind.conf.d
        printf '[Login]\\nKillUserProcesses=yes\\n' >%s
        systemctl restart systemd-logind
        """
            .formatted(logind));
    try {
      Clova.Run refused = workspace.clova().run("apply", "--yes");
      assertEquals(FAILED, refused.status(), refused.err());
      assertTrue(refused.err().contains("loginctl enable-linger deploy"), refused.err());
      assertTrue(host.is("! -e /home/deploy/clova-it-confirm/file"));
      host.told("loginctl enable-linger deploy");
      workspace.apply();
      workspace.write("file/file", CLOSED);
      Running apply = workspace.clova().start("apply", "--yes");
      apply.awaitSaying("with a new connection");
      apply.kill();
      String there = "cat /home/deploy/clova-it-confirm/file/file";
      assertEquals(CLOSED, host.told(there));
      Eventually.holds("it is taken back", () -> host.told(there).equals(BEFORE));
    } finally {
      host.told(
          """
          loginctl disable-linger deploy
          rm -rf %s /home/deploy/clova-it-confirm
          systemctl restart systemd-logind
          """
              .formatted(logind));
    }
  }

  private void goods(String word, String version, String access) {
    workspace
        .service(
            "it-goods",
            """
            targets = ["*"]
            [env]
            WORD = "%s"
            [hooks]
            after_apply = "install -m 644 access.conf %s && systemctl reload ssh"
            [rollout]
            confirm = "10s"
            """
                .formatted(word, ACCESS))
        .write("it-goods/access.conf", access)
        .write(
            "it-goods/compose.yaml",
            """
            services:
              web:
                image: fleet/busybox:%s
                environment:
                  WORD: ${WORD}
            """
                .formatted(version));
  }

  @Test
  @EnabledIfSystemProperty(named = Fleet.BIG, matches = ".*")
  void containersOfBeforeRunAgain() {
    assumeTrue(host.features().contains("docker"), "it takes a host with Docker");
    workspace.remove("access");
    goods("one", "1.0.0", BEFORE);
    workspace.apply();
    String shown =
        "docker inspect -f '{{.Config.Image}} {{.Config.Env}}' it-goods-web-1 | cut -c 1-30";
    String before = host.told(shown);
    goods("two", "2.0.0", CLOSED);
    try {
      goesBack("apply", "--yes");
      assertEquals(before, host.told(shown));
      assertTrue(before.contains("1.0.0 [WORD=one"), before);
      assertEquals(BEFORE, there());
      assertToldByTheNextPlan();
    } finally {
      host.told("docker compose -p it-goods down");
    }
  }

  @Test
  void whereThereIsNoSystemdAKilledClovaConfirmsNothingEither() {
    Host light = Fleet.read().any(1).getFirst();
    workspace.withoutTargets().on(List.of(light));
    aFileInstead();
    workspace.apply();
    workspace.write("file/file", CLOSED);
    Running apply = workspace.clova().start("apply", "--yes");
    apply.awaitSaying("with a new connection");
    apply.kill();
    String there = "cat %s/file/file".formatted(workspace.root());
    assertEquals(CLOSED, light.told(there));
    Eventually.holds("it is taken back", () -> light.told(there).equals(BEFORE));
    Eventually.holds(
        "nobody is at work",
        () -> workspace.clova().run("plan", "--detailed-exitcode").status() != LOCKED);
    assertToldByTheNextPlan();
  }

  @Test
  @EnabledIfSystemProperty(named = Fleet.BIG, matches = ".*")
  void aHostThatIsCutOffTakesItBackAndTellsWhenItIsBack() {
    workspace.apply();
    workspace.write("access/access.conf", BEFORE + "ClientAliveInterval 30\n");
    Running apply = workspace.clova().start("apply", "--yes");
    apply.awaitSaying("with a new connection");
    Fleet.make("cut", host.name());
    try {
      apply.awaitSaying("no new connection yet");
      assertFalse(apply.endsWithin(Duration.ofSeconds(15)), "the host's time is over by then");
    } finally {
      Fleet.make("uncut", host.name());
    }
    Clova.Run run = apply.end();
    assertEquals(PARTLY, run.status(), run.err());
    assertTrue(run.err().contains("went back"), run.err());
    assertEquals(BEFORE, there());
    assertToldByTheNextPlan();
  }

  @Test
  void aKilledClovaConfirmsNothing() {
    workspace.apply();
    workspace.write("access/access.conf", CLOSED);
    Running apply = workspace.clova().start("apply", "--yes");
    apply.awaitSaying("no new connection yet");
    apply.kill();
    Eventually.holds("the door is open again", () -> host.run(":").status() == 0);
    Eventually.holds(
        "nobody is at work",
        () -> workspace.clova().run("plan", "--detailed-exitcode").status() != LOCKED);
    assertEquals(BEFORE, there());
    assertToldByTheNextPlan();
  }
}
