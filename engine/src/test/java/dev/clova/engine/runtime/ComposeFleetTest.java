package dev.clova.engine.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clova.engine.kind.Changes;
import dev.clova.engine.kind.Finding;
import dev.clova.engine.kind.Sight;
import dev.clova.engine.kind.TreeSight;
import dev.clova.engine.remote.ShellText;
import dev.clova.engine.step.Content;
import dev.clova.state.Address;
import dev.clova.state.Attributes;
import dev.clova.state.Digest;
import dev.clova.state.Home;
import dev.clova.state.Placement;
import dev.clova.state.PlacementRecord;
import dev.clova.state.RuntimeRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The room of Docker Compose against the Docker of a real host. */
@EnabledIfEnvironmentVariable(named = "CLOVA_FLEET", matches = ".+")
final class ComposeFleetTest {

  private static final Placement ROOM = new Placement("rt-dock", "h1");

  private static final String WEB =
      """
      services:
        web:
          image: fleet/busybox:${TAG}
          restart: unless-stopped
          environment: {GREETING: "${GREETING}"}
          volumes: ["./web.conf:/etc/web.conf:ro", "pages:/pages"]
        side:
          image: fleet/busybox:1.0.0
          restart: unless-stopped
          command: [sleep, "100000"]
          stop_signal: SIGKILL
          env_file: side.env
        job:
          image: fleet/busybox:1.0.0
          command: ["true"]
      volumes: {pages: {}}
      """;

  private final RoomOnHost host = RoomOnHost.alone("/srv/rt-dock");
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
        docker ps -aq --filter label=com.docker.compose.project=rt-dock | xargs -r docker rm -f
        docker network rm rt-dock_default; docker volume rm rt-dock_pages
        rm -rf /srv/rt-dock /srv/.clova/services/rt-dock
        mkdir -p -m 700 /srv/.clova/services/rt-dock
        [ -e /srv/.clova/key ] || head -c 32 /dev/urandom | sha256sum >/srv/.clova/key
        """);
  }

  @Test
  void aDeployedProjectRunsAndAnEmptyPlanFollows() {
    deploy(project(WEB, "1.0.0", "hello"));

    ComposeRuntime runtime = runtime(project(WEB, "1.0.0", "hello"));
    assertEquals(List.of(), Told.of(plan(runtime, new Changes(ROOM))));
    RunStatus status = runtime.status(sight(runtime));
    assertInstanceOf(RunState.Running.class, status.state(), status::detail);
    assertTrue(status.since().isPresent());
    assertEquals(
        """
        job fleet/busybox:1.0.0 exited
        side fleet/busybox:1.0.0 running
        web fleet/busybox:1.0.0 running
        GREETING=hello
        """,
        containers() + host.run("docker exec rt-dock-web-1 env | grep GREETING").output());
    assertEquals(Optional.of("rt-dock_pages"), remembered.get("volumes"));
    assertTrue(remembered.get("image:web").orElse("").startsWith("fleet/busybox:1.0.0 sha256:"));
    assertEquals(Optional.of("yes"), remembered.get("ended:job"));
  }

  @Test
  void ofWhatIsNotInPlaceYetComposeTellsWhatItWouldRecreate() {
    deploy(project(WEB, "1.0.0", "hello"));
    ComposeRuntime other = runtime(project(WEB, "2.0.0", "bye"));
    String before = host.run("docker ps -aq; ls -la /srv/rt-dock; cat /srv/rt-dock/.env").output();
    Changes changes = new Changes(ROOM);
    changes.input(Address.of(ROOM, "env"));

    Finding finding = plan(other, changes);

    assertEquals(
        List.of(
            "restart rt-dock@h1:run/compose image_changed because rt-dock@h1:env effect restart",
            "  recreates web: image fleet/busybox:1.0.0 -> fleet/busybox:2.0.0",
            "  runs again job: Compose starts what has ended",
            "    script clova_unfence",
            "    run docker compose up",
            "    learn rt-dock@h1:run/compose"),
        Told.of(finding));
    assertEquals(
        before, host.run("docker ps -aq; ls -la /srv/rt-dock; cat /srv/rt-dock/.env").output());
    String side = host.run("docker inspect --format '{{.ID}}' rt-dock-side-1").output();
    place(project(WEB, "2.0.0", "bye"));
    carryOut(other, finding);
    assertEquals(
        side + "GREETING=bye\n",
        host.run(
                """
                docker inspect --format '{{.ID}}' rt-dock-side-1
                docker exec rt-dock-web-1 env | grep GREETING
                """)
            .output());
    assertEquals(List.of(), Told.of(plan(other, new Changes(ROOM))));
  }

  @Test
  void aChangedMountedFileRestartsThatContainerAloneAndIsSeenInIt() {
    ComposeProject project = project(WEB, "1.0.0", "hello");
    deploy(project);
    Changes changes = new Changes(ROOM);
    changes.file("web.conf");
    changes.file("README.md");

    Finding finding = plan(runtime(project), changes);
    String side =
        host.run("docker inspect --format '{{.State.StartedAt}}' rt-dock-side-1").output();
    host.run("cd /srv/rt-dock && echo second >new && mv -f new web.conf");
    carryOut(runtime(project), finding);

    assertTrue(
        Told.of(finding).contains("  restarts web: it mounts web.conf"),
        () -> Told.of(finding).toString());
    assertEquals("second\n", host.run("docker exec rt-dock-web-1 cat /etc/web.conf").output());
    assertEquals(
        side, host.run("docker inspect --format '{{.State.StartedAt}}' rt-dock-side-1").output());
  }

  @Test
  void whatWasKilledRemovedOrReadAnewByComposeIsSeen() {
    ComposeProject project = project(WEB, "1.0.0", "hello");
    deploy(project);
    host.run("docker kill rt-dock-web-1; docker rm -f rt-dock-side-1");

    Finding finding = plan(runtime(project), new Changes(ROOM));

    assertEquals(
        List.of(
            "start rt-dock@h1:run/compose not_running",
            "  creates side: image fleet/busybox:1.0.0",
            "  starts web: exited (137)",
            "  runs again job: Compose starts what has ended"),
        Told.of(finding).subList(0, 4));
    carryOut(runtime(project), finding);
    host.run("echo SIDE=2 >/srv/rt-dock/side.env");
    assertTrue(
        Told.of(plan(runtime(project), new Changes(ROOM)))
            .contains("  recreates side: its definition changed"));
  }

  @Test
  void aContainerThatFailsIsToldWithItsLog() {
    ComposeProject project =
        project(
            "services: {web: {image: 'fleet/busybox:1.0.0', command: [sh, -c, 'echo boom; exit 3']}}");
    place(project);

    RoomOnHost.Result result = host.carryOut(plan(runtime(project), fresh()).steps());

    assertEquals(1, result.status());
    assertTrue(result.output().contains("web exited with status 3"), result::output);
    assertTrue(result.output().contains("boom"), result::output);
  }

  @Test
  void aDefinitionThatComposeRefusesBlocksWithItsWords() {
    Finding finding = plan(runtime(project("services: {web: {imag: x}}")), fresh());

    assertTrue(finding.blocked());
    assertTrue(finding.cannotTell().getFirst().why().contains("imag"), finding::toString);
  }

  @Test
  void aServiceIsStoppedAndLeavesItsVolumeWhenItGoes() {
    ComposeProject project = project(WEB, "1.0.0", "hello");
    deploy(project);
    ComposeRuntime stopped =
        ComposeRuntime.of(ROOM, false, project, new OnChange(List.of()), Attributes.none());

    host.carryOut(plan(stopped, new Changes(ROOM)).steps());
    String afterStop = containers();
    assertEquals(List.of(), Told.of(plan(stopped, new Changes(ROOM))));
    host.run("rm -rf /srv/rt-dock");
    ComposeRuntime recalled = ComposeRuntime.recalled(record.orElseThrow(), false);
    Finding leaving = recalled.retire(sight(recalled));
    host.carryOut(leaving.steps());

    assertEquals(0, afterStop.lines().filter(line -> line.endsWith("running")).count());
    assertTrue(
        Told.of(leaving).contains("  the volume rt-dock_pages is kept"),
        () -> Told.of(leaving).toString());
    assertEquals("", containers());
    assertEquals("rt-dock_pages\n", host.run("docker volume ls -q --filter name=rt-dock").output());
  }

  private String containers() {
    return host.run(
            """
            docker ps -a --filter label=com.docker.compose.project=rt-dock \
              --format '{{.Label "com.docker.compose.service"}} {{.Image}} {{.State}}' | sort
            """)
        .output();
  }

  private static Changes fresh() {
    Changes changes = new Changes(ROOM);
    changes.fresh();
    return changes;
  }

  private static ComposeProject project(String text) {
    return project(text, new ComposeProject.Env.None());
  }

  private static ComposeProject project(String text, String tag, String greeting) {
    SortedMap<String, String> values = new TreeMap<>(Map.of("TAG", tag, "GREETING", greeting));
    return project(text, new ComposeProject.Env.Declared(values, Digest.of(envText(values))));
  }

  private static String envText(SortedMap<String, String> values) {
    StringBuilder text = new StringBuilder();
    values.forEach((key, value) -> text.append(key + "='" + value + "'\n"));
    return text.toString();
  }

  private static ComposeProject project(String text, ComposeProject.Env env) {
    return new ComposeProject(
        "rt-dock",
        List.of(
            new ComposeProject.File(
                "compose.yml", Content.of(text.getBytes(StandardCharsets.UTF_8)))),
        List.of(),
        "missing",
        false,
        true,
        env,
        ComposeReferences.of(List.of(text), List::of));
  }

  private static ComposeRuntime runtime(ComposeProject project) {
    return ComposeRuntime.of(ROOM, true, project, new OnChange(List.of()), Attributes.none());
  }

  private void place(ComposeProject project) {
    List<String> lines =
        new ArrayList<>(List.of("umask 022; mkdir -p /srv/rt-dock/html; cd /srv/rt-dock"));
    for (ComposeProject.File file : project.files()) {
      String text = new String(UnitFile.bytes(file.content()), StandardCharsets.UTF_8);
      lines.add("printf %s " + ShellText.word(text) + " >" + file.path());
    }
    if (project.env() instanceof ComposeProject.Env.Declared declared) {
      lines.add("printf %s " + ShellText.word(envText(declared.values())) + " >.env");
    }
    lines.add("[ -e web.conf ] || echo first >web.conf; [ -e side.env ] || echo SIDE=1 >side.env");
    host.run(String.join("\n", lines));
  }

  private void deploy(ComposeProject project) {
    ComposeRuntime runtime = runtime(project);
    Finding finding = plan(runtime, fresh());
    place(project);
    carryOut(runtime, finding);
  }

  private void carryOut(ComposeRuntime runtime, Finding finding) {
    RoomOnHost.Result result = host.carryOut(finding.steps());
    assertEquals(0, result.status(), result::output);
    remembered = Attributes.none();
    for (String line : result.output().lines().toList()) {
      int equals = line.indexOf('=');
      if (line.matches("(image:|ended:|volumes=).*")) {
        remembered = remembered.with(line.substring(0, equals), line.substring(equals + 1).strip());
      }
    }
    record =
        Optional.of(
            PlacementRecord.first(
                    ROOM,
                    new Home("/srv", host.directory(), "", "sudo", Attributes.none()),
                    Instant.EPOCH,
                    "")
                .withRuntime(
                    new RuntimeRecord(
                        "compose", runtime.attributes(), List.of(), Optional.empty(), "")));
  }

  private Finding plan(ComposeRuntime runtime, Changes changes) {
    return runtime.judge(sight(runtime), changes);
  }

  private Sight sight(ComposeRuntime runtime) {
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
