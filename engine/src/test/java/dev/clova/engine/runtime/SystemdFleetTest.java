package dev.clova.engine.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clova.engine.kind.Changes;
import dev.clova.engine.kind.Finding;
import dev.clova.engine.kind.Sight;
import dev.clova.engine.kind.TreeSight;
import dev.clova.engine.step.Content;
import dev.clova.engine.step.Step;
import dev.clova.state.Address;
import dev.clova.state.Attributes;
import dev.clova.state.Home;
import dev.clova.state.Placement;
import dev.clova.state.PlacementRecord;
import dev.clova.state.PlannedAction;
import dev.clova.state.Reason;
import dev.clova.state.RuntimeRecord;
import dev.clova.state.Verb;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The room of systemd against the systemd of a real host. */
@EnabledIfEnvironmentVariable(named = "CLOVA_FLEET", matches = ".+")
final class SystemdFleetTest {

  private static final Placement ROOM = new Placement("rt-room", "h1");

  private static final String SERVICE =
      """
      [Service]
      ExecStart=/bin/sh -c 'echo up in $$PWD; exec sleep 1000'
      ExecReload=/bin/true
      [Install]
      WantedBy=multi-user.target
      """;
  private static final String JOB = "[Service]\nType=oneshot\nExecStart=/bin/true\n";
  private static final String TIMER =
      "[Timer]\nOnCalendar=daily\n[Install]\nWantedBy=timers.target\n";

  private final RoomOnHost host = RoomOnHost.alone("/srv/rt-room");
  private Optional<PlacementRecord> record = Optional.empty();
  private Attributes remembered = Attributes.none();

  @AfterEach
  void end() {
    nothingIsLeft();
    host.close();
  }

  @BeforeEach
  void nothingIsLeft() {
    host.run(
        """
        systemctl disable --now rt-web.service rt-job.timer rt-job.service rt-web@a.service
        rm -rf /etc/systemd/system/rt-web.service /etc/systemd/system/rt-web.service.d \
          /etc/systemd/system/rt-job.service /etc/systemd/system/rt-job.service.d \
          /etc/systemd/system/rt-job.timer /etc/systemd/system/rt-web@.service \
          /etc/systemd/system/rt-web@.service.d /srv/rt-room
        systemctl daemon-reload
        systemctl reset-failed
        """);
  }

  @Test
  void whatIsDeployedRunsAndASecondPlanIsEmpty() {
    SystemdRuntime runtime =
        runtime(Map.of("rt-web.service", SERVICE, "rt-job.service", JOB, "rt-job.timer", TIMER));

    apply(runtime, fresh());

    assertEquals(List.of(), Told.of(plan(runtime, new Changes(ROOM))));
    RunStatus status = runtime.status(sight(runtime));
    assertInstanceOf(RunState.Running.class, status.state());
    assertTrue(status.since().isPresent());
    String facts =
        host.run(
                """
                systemctl is-active rt-web.service rt-job.timer rt-job.service
                systemctl is-enabled rt-web.service rt-job.timer rt-job.service
                tr '\\0' '\\n' </proc/$(systemctl show -p MainPID --value rt-web.service)/environ | grep ^PWD
                """)
            .output();
    assertEquals("active\nactive\ninactive\nenabled\nenabled\nstatic\nPWD=/srv/rt-room\n", facts);
  }

  @Test
  void aChangedUnitRestartsThatUnitAlone() {
    apply(
        runtime(Map.of("rt-web.service", SERVICE, "rt-job.service", JOB, "rt-job.timer", TIMER)),
        fresh());
    SystemdRuntime changed =
        runtime(
            Map.of(
                "rt-web.service",
                SERVICE.replace("1000", "2000"),
                "rt-job.service",
                JOB,
                "rt-job.timer",
                TIMER));

    Finding finding = plan(changed, new Changes(ROOM));

    assertTrue(
        Told.of(finding).contains("    run systemctl restart rt-web.service"),
        () -> Told.of(finding).toString());
    carryOut(changed, finding);
    assertEquals(List.of(), Told.of(plan(changed, new Changes(ROOM))));
    assertTrue(
        host.run("systemctl show -p ExecStart --value rt-web.service").output().contains("2000"));
  }

  @Test
  void whatIsTakenBackBeginsWithTheSystemAsBefore() {
    apply(runtime(Map.of("rt-web.service", SERVICE)), fresh());
    PlacementRecord before = record.orElseThrow();
    SystemdRuntime other = runtime(Map.of("rt-job.service", JOB, "rt-job.timer", TIMER));
    carryOut(other, plan(other, new Changes(ROOM)));
    Base64.Encoder base64 = Base64.getEncoder();
    RoomOnHost.Result files =
        host.run(
            """
            cd /etc/systemd/system && rm rt-job.service rt-job.timer rt-job.service.d/clova.conf && echo %s | base64 -d >rt-web.service
            """
                .formatted(base64.encodeToString(SERVICE.getBytes(StandardCharsets.UTF_8))));
    assertEquals(0, files.status(), files::output);

    PlannedAction claim =
        PlannedAction.of(Address.of(ROOM, "run"), Verb.RESTART, Reason.UNHEALTHY, "", "");
    host.carryOut(List.of(new Step(List.of(claim), other.again(sight(other), before))));

    String facts =
        host.run(
                """
                systemctl is-active rt-web.service rt-job.timer
                systemctl is-enabled rt-web.service
                find /etc/systemd/system -name 'rt-job*'
                """)
            .output();
    assertEquals("active\ninactive\nenabled\n", facts);
  }

  @Test
  void whatDidNotRunIsNotKeptFromBeginningWithTheSystem() {
    SystemdRuntime runtime = runtime(Map.of("rt-web.service", SERVICE));
    apply(runtime, fresh());

    Undoing down = runtime.down(record.orElseThrow());
    PlannedAction claim =
        PlannedAction.of(Address.of(ROOM, "run"), Verb.STOP, Reason.UNHEALTHY, "", "");
    host.carryOut(
        List.of(new Step(List.of(claim), down.first()), new Step(List.of(claim), down.last())));

    String facts =
        host.run("systemctl is-active rt-web.service; systemctl is-enabled rt-web.service")
            .output();
    assertEquals("inactive\nenabled\n", facts);
  }

  @Test
  void aServiceThatEndsAtOnceFailsItsStepWithItsJournal() {
    SystemdRuntime runtime =
        runtime(Map.of("rt-web.service", "[Service]\nExecStart=/bin/sh -c 'echo boom; exit 3'\n"));

    RoomOnHost.Result result = host.carryOut(plan(runtime, fresh()).steps());

    assertEquals(1, result.status());
    assertTrue(result.output().contains("boom"), result::output);
    assertTrue(result.output().contains("does not stay up"), result::output);
    assertInstanceOf(RunState.Failed.class, runtime.status(sight(runtime)).state());
  }

  @Test
  void whatIsListedNoMoreGoesAndSoDoesAllThatLeaves() {
    apply(
        runtime(Map.of("rt-web.service", SERVICE, "rt-job.service", JOB, "rt-job.timer", TIMER)),
        fresh());
    SystemdRuntime less = runtime(Map.of("rt-web.service", SERVICE));

    apply(less, new Changes(ROOM));
    String units = host.run("set +f; cd /etc/systemd/system; ls -d rt-*; ls */rt-*").output();
    Finding leaving = SystemdRuntime.recalled(record.orElseThrow()).retire(sight(less));
    host.carryOut(leaving.steps());

    assertEquals(
        List.of("multi-user.target.wants/rt-web.service", "rt-web.service", "rt-web.service.d"),
        units.lines().sorted().distinct().toList());
    assertEquals(
        "", host.run("set +f; cd /etc/systemd/system; ls -d rt-* */rt-* 2>/dev/null").output());
    assertEquals("", host.run("systemctl list-units --all --no-legend 'rt-*'").output());
  }

  @Test
  void aUnitOfSomebodyElseIsLeftAlone() {
    host.run("printf '[Service]\\nExecStart=/bin/true\\n' >/etc/systemd/system/rt-web.service");
    SystemdRuntime runtime = runtime(Map.of("rt-web.service", SERVICE));

    Finding finding = plan(runtime, fresh());

    assertTrue(finding.blocked());
    assertEquals(List.of(), finding.steps());
  }

  private static Changes fresh() {
    Changes changes = new Changes(ROOM);
    changes.fresh();
    return changes;
  }

  private static SystemdRuntime runtime(Map<String, String> units) {
    Map<String, Content> contents = new TreeMap<>();
    units.forEach(
        (name, text) -> contents.put(name, Content.of(text.getBytes(StandardCharsets.UTF_8))));
    return SystemdRuntime.of(ROOM, true, contents, true, false, new OnChange(List.of()));
  }

  private void apply(SystemdRuntime runtime, Changes changes) {
    carryOut(runtime, plan(runtime, changes));
  }

  private void carryOut(SystemdRuntime runtime, Finding finding) {
    RoomOnHost.Result result = host.carryOut(finding.steps());
    assertEquals(0, result.status(), result::output);
    remembered = finding.recorded();
    record =
        Optional.of(
            PlacementRecord.first(
                    ROOM,
                    new Home("/srv", host.directory(), "", "sudo", Attributes.none()),
                    Instant.EPOCH,
                    "")
                .withRuntime(
                    new RuntimeRecord(
                        "systemd", runtime.attributes(), List.of(), Optional.empty(), "")));
  }

  private Finding plan(SystemdRuntime runtime, Changes changes) {
    return runtime.judge(sight(runtime), changes);
  }

  private Sight sight(SystemdRuntime runtime) {
    return new Sight(
        host.directory(),
        host.look(runtime, record),
        record,
        remembered,
        TreeSight.NOTHING,
        Sight.Demand.AS_DECLARED,
        Optional.empty());
  }
}
