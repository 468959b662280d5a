package dev.clova.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clova.engine.applying.PlacementOutcome;
import dev.clova.engine.remote.Privilege;
import dev.clova.engine.transport.EveryTransport;
import dev.clova.engine.transport.Prompt;
import dev.clova.engine.transport.Settings;
import dev.clova.engine.transport.Sshd;
import dev.clova.state.Placement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real SSH server that is told to let nobody in, over the connection that it serves. */
@Timeout(300)
class ProbationOverSshTest {

  private final Path folder;
  private final Sshd sshd;
  private final EveryTransport transport;

  ProbationOverSshTest(@TempDir Path folder) throws Exception {
    this.folder = folder;
    Path server = Files.createDirectories(folder.resolve("server"));
    Files.createFile(server.resolve("access.conf"));
    this.sshd = new Sshd(server, "Include " + server.resolve("access.conf"));
    this.transport =
        new EveryTransport(
            Settings.in(folder, Map.of("HOME", folder.toString(), "PATH", System.getenv("PATH"))),
            Prompt.nobody());
    Files.writeString(
        folder.resolve("known_hosts"), "[127.0.0.1]:" + sshd.port() + " " + sshd.hostKey() + "\n");
  }

  @AfterEach
  void end() {
    transport.close();
    sshd.close();
  }

  private Path access() {
    return folder.resolve("server/access.conf");
  }

  private void workspace(String connection, String confirm) throws IOException {
    Path service = Files.createDirectories(folder.resolve("workspace/ssh"));
    Files.writeString(
        folder.resolve("workspace/clova.toml"),
        """
        [workspace]
        id = "k3v9t2mqk3v9t2mq"
        [targets.a]
        host = "127.0.0.1"
        port = %d
        user = "%s"
        identity = "%s"
        known_hosts = "%s"
        connection = "%s"
        root = "%s"
        """
            .formatted(
                sshd.port(),
                Sshd.user(),
                sshd.identity(),
                folder.resolve("known_hosts"),
                connection,
                folder.resolve("target")));
    Files.writeString(
        service.resolve("service.clova.toml"),
        """
        targets = ["a"]
        [command]
        start = "cp access.conf %1$s && kill -HUP %2$d"
        stop = ": >%1$s && kill -HUP %2$d"
        status = "cmp -s access.conf %1$s"
        [rollout]
        confirm = "%3$s"
        """
            .formatted(access(), sshd.pid(), confirm));
  }

  private void let(String users) throws IOException {
    Files.writeString(folder.resolve("workspace/ssh/access.conf"), "AllowUsers " + users + "\n");
  }

  private Engine engine() {
    return new Engine(
        new Site(
            folder.resolve("workspace"),
            "0.1.0",
            folder,
            "ann",
            "laptop",
            "test",
            transport,
            become -> new Privilege.None(),
            Clock.systemUTC(),
            new SecureRandom(),
            2));
  }

  private PlacementOutcome apply() {
    ApplyReport report =
        engine().apply(ApplyRequest.unattended(PlanRequest.ALL), plan -> true, event -> {});
    return Objects.requireNonNull(
        report.outcomes().get(new Placement("ssh", "a")), report::toString);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ssh", "openssh"})
  void whatLetsNobodyInIsTakenBack(String connection) throws IOException {
    workspace(connection, "5m");
    let(Sshd.user());
    assertInstanceOf(PlacementOutcome.Done.class, apply());
    workspace(connection, "6s");
    let("nobody");

    PlacementOutcome.Returned returned = assertInstanceOf(PlacementOutcome.Returned.class, apply());

    PlacementOutcome.Cause.Unconfirmed cause =
        assertInstanceOf(PlacementOutcome.Cause.Unconfirmed.class, returned.cause());
    assertFalse(cause.why().isEmpty());
    assertEquals("AllowUsers " + Sshd.user() + "\n", Files.readString(access()));
    PlanResult next = engine().plan(PlanRequest.ALL, event -> {});
    assertFalse(next.plan().isEmpty());
    assertTrue(next.notes().toString().contains("took its last change back"), next::toString);
    workspace(connection, "5m");
    let(Sshd.user() + " root");
    assertInstanceOf(PlacementOutcome.Done.class, apply());
  }
}
