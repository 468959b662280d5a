package dev.clova.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clova.it.Clova.Run;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * What a person reads who set something up wrong, on the first host of the fleet: {@code
 * CLOVA_FLEET} names its file, {@code CLOVA_FLEET_COMMAND} the program that runs commands there.
 */
@EnabledIfEnvironmentVariable(named = "CLOVA_FLEET", matches = ".+")
@EnabledIfEnvironmentVariable(named = "CLOVA_FLEET_COMMAND", matches = ".+")
@ResourceLock(value = Fleet.FIRST_TWO, mode = ResourceAccessMode.READ)
class FaultMessagesIT {

  private static final Pattern HOST =
      Pattern.compile("\"name\": \"(h1)\", \"kind\": \"host\", \"address\": \"([0-9.]+)\"");
  private static final Pattern KEY = Pattern.compile("\"key\": \"([^\"]+)\"");

  private final Path home;
  private final Path workspace;
  private final String address;
  private final String key;
  private final StringBuilder targets = new StringBuilder();

  FaultMessagesIT(@TempDir Path folder) throws IOException {
    String fleet = Files.readString(Path.of(System.getenv("CLOVA_FLEET")));
    address = found(HOST, fleet, 2);
    key = found(KEY, fleet, 1);
    home = Files.createDirectories(folder.resolve("home"));
    workspace = Files.createDirectories(folder.resolve("workspace"));
    Path service = Files.createDirectories(workspace.resolve("site"));
    Files.writeString(service.resolve("service.clova.toml"), "targets = [\"*\"]\n");
    Files.writeString(service.resolve("index.html"), "hello\n");
  }

  @BeforeEach
  void makeTheUsers() throws Exception {
    onHost(
        """
        for u in clova-pw clova-noisy clova-tty; do
          id $u >/dev/null 2>&1 || useradd -m -s /bin/bash $u
          mkdir -p /home/$u/.ssh
          cp /home/deploy/.ssh/authorized_keys /home/$u/.ssh/
          chown -R $u /home/$u/.ssh
          chmod 700 /home/$u/.ssh
        done
        echo 'clova-pw ALL=(ALL) ALL' >/etc/sudoers.d/clova-pw
        echo 'clova-noisy ALL=(ALL) NOPASSWD: ALL' >/etc/sudoers.d/clova-noisy
        printf 'clova-tty ALL=(ALL) NOPASSWD: ALL\\nDefaults:clova-tty requiretty\\n' >/etc/sudoers.d/clova-tty
        chmod 440 /etc/sudoers.d/clova-*
        printf 'echo welcome; echo to you >&2\\n' | tee /home/clova-noisy/.bashrc >/home/clova-noisy/.profile
        """);
  }

  @Test
  void keyThatNobodyKnowsIsTrustedOnlyAfterAComparison() throws IOException {
    target("vps", "deploy", "become = \"sudo\"");
    Run unknown = clova().run("target", "test");
    assertEquals(4, unknown.status());
    says(unknown.out(), "failed host key", "is not known", "clova target trust vps");
    Run nobodyToAsk = clova().run("target", "trust", "vps");
    assertEquals(8, nobodyToAsk.status());
    Run blind = clova().run("target", "trust", "vps", "--yes");
    assertEquals(64, blind.status());
    Run wrong = clova().run("target", "trust", "vps", "--yes", "--fingerprint", "SHA256:other");
    assertEquals(4, wrong.status());
    says(wrong.err(), "not what was expected", "Nothing was stored");
    assertEquals(false, Files.exists(home.resolve(".ssh/known_hosts")));
    trust();
    assertEquals(0, clova().run("target", "test").status());
  }

  @Test
  void keyThatHasChangedIsRefusedAloud() throws IOException {
    target("vps", "deploy", "become = \"sudo\"");
    trust();
    Path known = home.resolve(".ssh/known_hosts");
    Files.writeString(
        known,
        Files.readString(known)
            .replaceAll(
                "ssh-ed25519 .*",
                "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAILn3jEAnhb4MGwKC5r25BMuYxVMCKOhD/avOLnC9A7aw"));
    Run plan = clova().run("plan");
    assertEquals(4, plan.status());
    says(plan.out(), "HAS CHANGED", "nothing was sent");
    Run again = clova().run("target", "trust", "vps");
    assertEquals(4, again.status());
    says(again.err(), "HAS CHANGED", "ssh-keygen -R", "nothing was stored");
  }

  @Test
  void rightsThatAreMissingAreNamed() throws IOException {
    target("nobody", "clova-nobody", "become = \"sudo\"");
    target("plain", "plain", "become = \"sudo\"");
    target("password", "clova-pw", "become = \"sudo\"");
    target("tty", "clova-tty", "become = \"sudo\"");
    target("doas", "deploy", "become = \"doas\"");
    trust();
    Run test = clova().run("target", "test");
    assertEquals(4, test.status());
    says(test.out(), "refused the login of `clova-nobody`", "authorized_keys");
    says(test.out(), "`sudo -n` on `plain` gave the user no root shell", "NOPASSWD", "-K");
    says(test.out(), "`sudo -n` on `password` gave", "`sudo -n` on `tty` gave", "requiretty");
    says(test.out(), "There is no `doas` on `doas`");
  }

  @Test
  void noiseAtTheLoginIsHarmless() throws Exception {
    onHost("rm -rf /srv/clova-noisy");
    target("noisy", "clova-noisy", "become = \"sudo\"");
    trust();
    Run apply = clova().run("apply", "--yes");
    assertEquals(0, apply.status(), apply::err);
    Run again = clova().run("plan", "--detailed-exitcode");
    assertEquals(0, again.status(), again::out);
    Run destroy = clova().run("destroy", "site", "--yes");
    assertEquals(0, destroy.status(), destroy::err);
  }

  @Test
  void rootThatCannotBeUsedIsNamed() throws Exception {
    onHost(
        """
        mkdir -p /mnt/clova-ro /srv/clova-foreign/.clova /srv/clova-loose
        mountpoint -q /mnt/clova-ro || mount -t tmpfs -o ro none /mnt/clova-ro
        chown plain /srv/clova-foreign/.clova
        chmod 777 /srv/clova-loose
        : >/srv/clova-file
        """);
    root("ro", "/mnt/clova-ro/x");
    root("foreign", "/srv/clova-foreign");
    root("loose", "/srv/clova-loose/x");
    root("file", "/srv/clova-file/x");
    trust();
    Run test = clova().run("target", "test");
    assertEquals(1, test.status());
    says(test.out(), "`/mnt/clova-ro` is on a file system that is mounted read-only");
    says(test.out(), "`/srv/clova-foreign/.clova` belongs to `plain`");
    says(test.out(), "others than root can write to /srv/clova-loose");
    says(test.out(), "`/srv/clova-file` is not a folder");
    Run apply = clova().run("apply", "--yes");
    says(apply.err(), "`/mnt/clova-ro/x` on `ro` cannot be made", "Read-only file system");
    says(apply.err(), "`/srv/clova-foreign/.clova` on `foreign` belongs to another user");
  }

  @Test
  void systemsSshReachesWhatItsConfigurationNames() throws IOException {
    Files.createDirectories(home.resolve(".ssh"));
    Files.writeString(
        home.resolve(".ssh/config"),
        "Host mine\n  HostName %s\n  Port 2222\n  User deploy\n  IdentityFile %s\n"
            .formatted(address, key));
    targets.append(
        """
        [targets.mine]
        connection = "openssh"
        become = "sudo"
        root = "/srv/clova-openssh"
        """);
    define();
    says(clova().run("target", "test").out(), "host key of `mine` (mine) is not known");
    trust();
    Run test = clova().run("target", "test");
    assertEquals(0, test.status(), test::out);
    says(test.out(), "by the system's `ssh`");
  }

  @Test
  void lostStateIsMadeAgainAndForgottenServicesStay() throws Exception {
    onHost("rm -rf /srv/clova-state");
    root("state", "/srv/clova-state");
    trust();
    assertEquals(0, clova().run("apply", "--yes").status());
    Files.writeString(workspace.resolve(".clova/state.json"), "");
    Run plan = clova().run("plan");
    assertEquals(1, plan.status());
    says(plan.err(), "clova state rebuild");
    Run rebuild = clova().run("state", "rebuild");
    assertEquals(0, rebuild.status(), rebuild::err);
    assertEquals(0, clova().run("plan", "--detailed-exitcode").status());
    assertEquals(0, clova().run("state", "unlock", "-t", "state").status());
    assertEquals(0, clova().run("state", "forget", "site", "--yes").status());
    onHost(
        "test -f /srv/clova-state/site/index.html && ! test -e /srv/clova-state/.clova/services/site");
    says(clova().run("state", "list").out(), "Nothing is recorded.");
  }

  private void root(String name, String root) throws IOException {
    targets.append(
        """
        [targets.%s]
        host = "%s"
        port = 2222
        user = "deploy"
        identity = "%s"
        become = "sudo"
        root = "%s"
        """
            .formatted(name, address, key, root));
    define();
  }

  private void target(String name, String user, String more) throws IOException {
    targets.append(
        """
        [targets.%s]
        host = "%s"
        port = 2222
        user = "%s"
        identity = "%s"
        root = "/srv/clova-%s"
        %s
        """
            .formatted(name, address, user, key, name, more));
    define();
  }

  private void define() throws IOException {
    Files.writeString(
        workspace.resolve("clova.toml"), "[workspace]\nid = \"a1b2c3d4e5f6a7b8c9d0\"\n" + targets);
  }

  /** Every target is the same host, so its key is trusted once. */
  private void trust() {
    Matcher first = Pattern.compile("\\[targets\\.([a-z]+)]").matcher(targets);
    assertTrue(first.find());
    Run shown = clova().run("target", "trust", first.group(1));
    String fingerprint = found(Pattern.compile("(SHA256:\\S+)"), shown.err(), 1);
    Run stored =
        clova().run("target", "trust", first.group(1), "--yes", "--fingerprint", fingerprint);
    assertEquals(0, stored.status(), stored::err);
  }

  private Clova clova() {
    return Clova.installed(workspace).with("HOME", home.toString()).with("COLUMNS", "400");
  }

  /** Columns are wide apart, so all gaps count as one. */
  private static void says(String text, String... parts) {
    String even = text.replaceAll("\\s+", " ");
    for (String part : parts) {
      assertTrue(even.contains(part), () -> "not `" + part + "` in: " + text);
    }
  }

  private static String found(Pattern pattern, String text, int group) {
    Matcher matcher = pattern.matcher(text);
    assertTrue(matcher.find(), () -> pattern + " in " + text);
    return matcher.group(group);
  }

  private static void onHost(String script) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(System.getenv("CLOVA_FLEET_COMMAND"), "exec", "h1", "sh", "-ec", script));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(60, TimeUnit.SECONDS), script);
    assertEquals(0, process.exitValue(), said);
  }
}
