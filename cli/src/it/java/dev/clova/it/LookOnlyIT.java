package dev.clova.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A key that may only look, set up with what {@code clova target readonly} says. */
@EnabledIfEnvironmentVariable(named = Fleet.INVENTORY, matches = ".+")
@ResourceLock(value = Fleet.FIRST_TWO, mode = ResourceAccessMode.READ)
class LookOnlyIT {

  /** Nothing but the line that Clova prints lets this user become root. */
  private static final String USER = "it-looker";

  private final Fleet fleet = Fleet.read();
  private final Host host = fleet.full(1).getFirst();
  private final Workspace workspace;
  private final Path key;
  private final Path definition;

  LookOnlyIT(@TempDir Path directory) {
    workspace = Workspace.in(directory, "looked", fleet);
    key = directory.resolve("plan-key");
    definition = directory.resolve("clova.toml");
  }

  @BeforeEach
  void services() {
    host.told(
        """
        docker rm -f it-looked-web-1 >/dev/null 2>&1
        systemctl disable --now it-looked.service 2>/dev/null
        rm -rf /etc/systemd/system/it-looked.service*
        systemctl daemon-reload
        id %1$s >/dev/null 2>&1 || useradd -m -s /bin/sh %1$s
        """
            .formatted(USER));
    ShellRun.of(List.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key.toString()), "")
        .orFail();
    workspace.on(List.of(host));
    workspace
        .service("page", "targets = [\"*\"]\n[env]\nTOKEN = \"kq7zsecretzq7k\"\n")
        .write("page/it's $(odd)", "old\n")
        .service(
            "job",
            """
            targets = ["*"]
            [sync]
            persist = ["data/"]
            [command]
            start = "mkdir -p data; : >data/up"
            stop = "rm -f data/up"
            status = "test -e data/up"
            """)
        .service("unit", "targets = [\"*\"]\n")
        .write("unit/it-looked.service", "[Service]\nExecStart=/bin/sleep 100000\n")
        .service("it-looked", "targets = [\"*\"]\n")
        .write(
            "it-looked/compose.yml",
            """
            services:
              web:
                image: fleet/busybox:1.0.0
                volumes: ["./www:/www:ro"]
            """)
        .write("it-looked/www/index.html", "old\n");
    workspace.apply();
    setUp();
  }

  @AfterEach
  void nothingIsLeft() {
    host.told(
        """
        rm -f /etc/sudoers.d/clova-look
        rm -rf /usr/local/lib/clova
        userdel -r %s 2>/dev/null
        sed -i '/clova\\/look/d' ~deploy/.ssh/authorized_keys
        docker rm -f it-looked-web-1 >/dev/null 2>&1
        systemctl disable --now it-looked.service 2>/dev/null
        rm -rf /etc/systemd/system/it-looked.service* /srv/clova-it/looked
        systemctl daemon-reload
        """
            .formatted(USER));
  }

  private void setUp() {
    String name = host.name();
    host.told(
        "mkdir -p /usr/local/lib/clova\ncat >/usr/local/lib/clova/look <<'END'\n"
            + workspace.expect(0, "target", "readonly", name, "--program")
            + "END\nchmod 755 /usr/local/lib/clova/look");
    List<String> lines = told();
    host.told("cat >>~deploy/.ssh/authorized_keys <<'END'\n" + line(lines, "restrict,") + "END");
    rewrite("\"deploy\"", "\"" + USER + "\"");
    lines = told();
    host.told(
        "cat >/etc/sudoers.d/clova-look <<'END'\n"
            + line(lines, USER)
            + "END\nvisudo -c -q -f /etc/sudoers.d/clova-look\nmkdir -p ~%1$s/.ssh\n"
                .formatted(USER)
            + "cat >~%1$s/.ssh/authorized_keys <<'END'\n".formatted(USER)
            + line(lines, "restrict,")
            + "END\nchown -R %1$s ~%1$s/.ssh\nchmod -R go= ~%1$s/.ssh".formatted(USER));
    rewrite("\"" + USER + "\"", "\"deploy\"");
  }

  private List<String> told() {
    return workspace
        .expect(0, "target", "readonly", host.name(), "--key", key + ".pub")
        .lines()
        .toList();
  }

  private static String line(List<String> lines, String start) {
    return lines.stream().filter(line -> line.startsWith(start)).findFirst().orElseThrow() + "\n";
  }

  private void rewrite(String before, String after) {
    try {
      String text = Files.readString(definition);
      assertTrue(text.contains(before), text);
      Files.writeString(definition, text.replace(before, after));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void look() {
    rewrite(fleet.key(), key.toString());
  }

  private void change() {
    rewrite(key.toString(), fleet.key());
  }

  /** The plan of either key, which must be one. */
  private String plan() {
    String plan = workspace.expect(0, "plan");
    look();
    assertEquals(plan, workspace.expect(0, "plan"));
    change();
    return plan;
  }

  @Test
  void aPlanIsTheSameAndNothingElseIsDone() {
    assertTrue(plan().startsWith("No changes."));
    workspace
        .write("page/it's $(odd)", "new\n")
        .write("unit/it-looked.service", "[Service]\nExecStart=/bin/sleep 200000\n")
        .write("it-looked/www/index.html", "new\n")
        .service("page", "targets = [\"*\"]\n[env]\nTOKEN = \"other\"\n");
    host.told("rm /srv/clova-it/looked/job/data/up; docker stop -t 0 it-looked-web-1");
    assertTrue(plan().contains("start    run/command"));

    workspace.write("it-looked/compose.yml", "services: {web: {image: 'fleet/busybox:2.0.0'}}\n");
    look();
    assertTrue(workspace.expect(0, "plan").contains("this key may only look"));
    String before = host.told("cd /srv/clova-it/looked && find . -exec ls -ld {} + | sort");
    for (List<String> refused :
        List.of(
            List.of("apply", "--yes"),
            List.of("destroy", "page", "--yes"),
            List.of("stop", "job", "--yes"),
            List.of("exec", "job", "touch", "/tmp/it-looked"),
            List.of("run", "touch", "/tmp/it-looked"))) {
      String told = workspace.expect(1, refused.toArray(String[]::new));
      assertTrue(told.contains("may only look"), told);
    }
    assertEquals(before, host.told("cd /srv/clova-it/looked && find . -exec ls -ld {} + | sort"));
    assertTrue(!host.is("-e /tmp/it-looked"));
    assertTrue(workspace.expect(0, "target", "test").contains("it may only look"));

    rewrite("\"deploy\"", "\"" + USER + "\"");
    assertTrue(workspace.expect(0, "plan", "job").contains("start    run/command"));
    host.told(
        "! su %1$s -c 'sudo -n id' && ! su %1$s -c 'sudo -n /usr/local/lib/clova/look /etc'"
            .formatted(USER));
  }
}
