package dev.clova.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The {@code [env]} of units of systemd is where the units read it, and nowhere else. */
@EnabledIfEnvironmentVariable(named = Fleet.INVENTORY, matches = ".+")
@ResourceLock(value = Fleet.THIRD, mode = ResourceAccessMode.READ)
class UnitSecretIT {

  private static final String FIRST = "kq7zfirstsecretzq7k4w";
  private static final String SECOND = "kq7zsecondsecretzq7k9";

  private final Fleet fleet = Fleet.read();
  private final Host host = fleet.full(3).getLast();
  private final Workspace workspace;
  private final String root;

  UnitSecretIT(@TempDir Path directory) {
    workspace = Workspace.in(directory, "unit-secret", fleet).on(List.of(host));
    root = workspace.root();
    workspace.write(
        "job/it-secret.service",
        """
        [Service]
        ExecStart=/bin/sh -c 'test -n "$TOKEN" && exec sleep 100000'
        [Install]
        WantedBy=multi-user.target
        """);
  }

  @AfterEach
  void nothingIsLeft() {
    host.told(
        """
        systemctl disable --now it-secret.service 2>/dev/null
        rm -rf /etc/systemd/system/it-secret.service* %s
        systemctl daemon-reload
        """
            .formatted(root));
  }

  private void token(String value) {
    workspace.service("job", "targets = [\"*\"]\n[env]\nTOKEN = \"%s\"\n".formatted(value));
  }

  /** Everything that a person would look at, and what it says. */
  private String said(String... first) {
    StringBuilder all = new StringBuilder(workspace.expect(0, first));
    for (String line :
        List.of(
            "plan -v -v --debug",
            "plan --json",
            "plan --format html",
            "status --json",
            "drift",
            "diff",
            "history --json",
            "logs job --tail 50",
            "state show job@" + host.name())) {
      Clova.Run run = workspace.clova().run(line.split(" "));
      all.append(run.out()).append(run.err());
    }
    return all.toString();
  }

  private void assertSilent(String where, String text) {
    for (String secret : List.of(FIRST, SECOND)) {
      String base64 =
          Base64.getEncoder().encodeToString(("x" + secret).getBytes(StandardCharsets.UTF_8));
      assertFalse(text.contains(secret), () -> where + "\n" + text);
      assertFalse(text.contains(base64.substring(4, 20)), () -> where + "\n" + text);
    }
  }

  @Test
  void noSecretIsSaidOrKeptElsewhere() throws IOException {
    token(FIRST);
    assertSilent("the first apply", said("apply", "--yes", "-v", "--debug"));
    assertEquals("active\n", host.told("systemctl is-active it-secret.service"));
    token(SECOND);
    assertSilent("the change", said("plan", "--out", "saved.plan.toml"));
    assertSilent("the second apply", said("apply", "--yes", "--format", "json"));

    String digests =
        host.told(
            "cd %s/job && sha256sum <.env; printf '%%s' %s | sha256sum".formatted(root, SECOND));
    try (Stream<Path> files = Files.walk(workspace.directory())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        digests
            .lines()
            .forEach(line -> assertFalse(text.contains(line.substring(0, 64)), file::toString));
        if (!file.endsWith("job/service.clova.toml")) {
          assertSilent(file.toString(), text);
        }
      }
    }
    assertEquals(
        """
        .clova/kept/job/00000001/env
        .clova/kept/job/00000001/files/service.clova.toml
        job/.env
        job/service.clova.toml
        """,
        host.told(
            "cd %s && grep -rlF -e %s -e %s . | sed 's,^./,,' | sort"
                .formatted(root, FIRST, SECOND)));
    assertSilent(
        "the host",
        host.told(
            """
            systemctl show it-secret.service
            systemctl cat it-secret.service
            journalctl --no-pager -n 2000
            ps -eo args
            cat /etc/systemd/system/it-secret.service.d/*
            """));
  }
}
