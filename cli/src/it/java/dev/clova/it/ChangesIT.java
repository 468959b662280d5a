package dev.clova.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Everything that can become of a service, all services at once: what they are at first, what they
 * are changed to, and how they go.
 */
@EnabledIfEnvironmentVariable(named = Fleet.INVENTORY, matches = ".+")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ResourceLock(value = Fleet.FIRST_TWO, mode = ResourceAccessMode.READ)
class ChangesIT {

  /** Names as people and programs make them. */
  private static final List<String> NAMES =
      List.of(
          "with space",
          " at the ends ",
          "-rf",
          "--",
          "quote'and\"double",
          "$(touch hurt)",
          "`touch hurt`",
          "back\\slash",
          "*",
          "a?[b]",
          "~",
          "#",
          "größe",
          "日本語");

  private final Fleet fleet = Fleet.read();
  private final Host host = fleet.any(1).getFirst();
  private final Host full = fleet.full();
  private final Workspace workspace;
  private final String root;

  ChangesIT(@TempDir Path directory) {
    workspace = Workspace.in(directory, "changes", fleet);
    root = workspace.root();
  }

  @Test
  @Order(1)
  void first() throws IOException {
    full.told(
        "systemctl disable --now it-switch.service 2>/dev/null;"
            + " rm -rf /etc/systemd/system/it-switch.service*; systemctl daemon-reload");
    workspace.on(List.of(host, full));
    names("one");
    modes("0755");
    workspace.write("shapes/keep", "keep\n").write("shapes/file", "a file\n");
    workspace.write("shapes/folder/inner/deep", "deep\n").write("shapes/folder/one", "one\n");
    link("shapes/link", "keep");
    here("shapes", "");
    workspace.write("template/page.tmpl", "{{ vars.title }} at {{ target.name }}\n");
    here("template", "[sync]\ntemplate = [\"*.tmpl\"]\n[vars]\ntitle = \"First\"\n");
    workspace.write("seeded/data/db/rows", "seed\n").write("seeded/code", "code\n");
    here("seeded", "");
    workspace.write("extra/a", "a\n").write("extra/local/x", "here alone\n");
    here("extra", "[sync]\ndelete = \"extra\"\nexclude = [\"local/\"]\n");
    workspace.write("excluded/a", "a\n").write("excluded/later", "later\n");
    here("excluded", "");
    hooked("one");
    workspace.write("switch/loop", "#!/bin/sh\nexec sleep 100000\n");
    workspace.write(
        "switch/run",
        """
        #!/bin/sh
        mkdir -p data
        case $1 in
          start) nohup ./loop </dev/null >/dev/null 2>&1 & echo $! >data/pid ;;
          stop) kill "$(cat data/pid)" && rm data/pid ;;
          status) [ -e data/pid ] && kill -0 "$(cat data/pid)" 2>/dev/null ;;
        esac
        """);
    workspace.service("switch", on(full) + command());
    workspace.apply();
    assertNames("one");
    assertEquals(
        "First at %s\n".formatted(host.name()), host.told("cat %s/template/page".formatted(root)));
    assertEquals("keep\n", host.told("readlink -n %s/shapes/link && echo".formatted(root)));
    assertFalse(host.is("-e %s/extra/local".formatted(root)));
    assertEquals(
        "755 600\n", host.told("cd %s/modes && echo $(stat -c %%a run secret)".formatted(root)));
    assertTrue(full.run("kill -0 $(cat %s/switch/data/pid)".formatted(root)).status() == 0);
    workspace.assertSettled();
  }

  @Test
  @Order(2)
  void then() throws IOException {
    host.told(
        """
        cd %s && echo stray >extra/stray && mkdir extra/data extra/local &&
        echo kept >extra/data/kept && echo kept >extra/local/y && echo rows >seeded/data/db/rows
        """
            .formatted(root));
    String pid = full.told("cat %s/switch/data/pid".formatted(root)).strip();
    names("two");
    modes("0700");
    workspace.remove("shapes/link").write("shapes/link/inside", "a directory now\n");
    workspace.remove("shapes/file").write("shapes/file/inside", "a directory, too\n");
    workspace.remove("shapes/folder").write("shapes/folder", "a file now\n");
    here("template", "[sync]\ntemplate = [\"*.tmpl\"]\n[vars]\ntitle = \"Second\"\n");
    workspace.write("seeded/data/db/rows", "another seed\n").write("seeded/code", "more code\n");
    here("excluded", "[sync]\nexclude = [\"later\"]\n");
    workspace.write("excluded/later", "never sent\n");
    hooked("two");
    workspace.remove("switch/run");
    workspace.write(
        "switch/it-switch.service",
        "[Service]\nExecStart=%s/switch/loop\n[Install]\nWantedBy=multi-user.target\n"
            .formatted(root));
    workspace.service("switch", on(full));
    PlanTold plan = workspace.plan();
    assertTrue(
        plan.actions()
            .contains("update modes@%s:sync/run attributes_differ".formatted(host.name())));
    assertTrue(
        plan.actions().contains("remove extra@%s:sync/stray not_declared".formatted(host.name())));
    assertTrue(
        plan.actions()
            .contains("replace shapes@%s:sync/link content_differs".formatted(host.name())));
    assertTrue(plan.actions().stream().noneMatch(action -> action.contains("sync/later")));
    assertTrue(
        plan.actions().stream().noneMatch(action -> action.contains("data")),
        plan.actions().toString());
    workspace.apply();
    assertNames("two");
    assertEquals(
        "700 600\n", host.told("cd %s/modes && echo $(stat -c %%a run secret)".formatted(root)));
    assertEquals(
        "a directory now\na directory, too\na file now\n",
        host.told("cd %s/shapes && cat link/inside file/inside folder".formatted(root)));
    assertEquals(
        "Second at %s\n".formatted(host.name()), host.told("cat %s/template/page".formatted(root)));
    assertEquals(
        "rows\nmore code\n", host.told("cd %s/seeded && cat data/db/rows code".formatted(root)));
    assertEquals(
        "a data local service.clova.toml\n", host.told("cd %s/extra && echo *".formatted(root)));
    assertEquals("later\n", host.told("cat %s/excluded/later".formatted(root)));
    assertEquals(
        "after one\nbefore two\nstop\nafter two\n",
        host.told("cat %s/hooked/data/log".formatted(root)));
    assertEquals("active\n", full.run("systemctl is-active it-switch.service").output());
    assertFalse(full.run("kill -0 " + pid).status() == 0, "the command's process still runs");
    workspace.assertSettled();
  }

  @Test
  @Order(3)
  void andBack() throws IOException {
    workspace.remove("shapes/link").remove("shapes/file").write("shapes/file", "a file\n");
    link("shapes/link", "keep");
    workspace.remove("shapes/folder").write("shapes/folder/inner/deep", "deep\n");
    workspace.remove("names").write("names/plain", "plain\n");
    here("names", "");
    String refused = workspace.expect(7, "apply", "--yes");
    assertTrue(refused.contains("--allow content_lost"), refused);
    workspace.expect(0, "apply", "--yes", "--allow", "content_lost");
    assertEquals("keep", host.told("readlink -n %s/shapes/link".formatted(root)));
    assertEquals(
        "a file\ndeep\n", host.told("cd %s/shapes && cat file folder/inner/deep".formatted(root)));
    assertEquals("plain service.clova.toml\n", host.told("cd %s/names && echo *".formatted(root)));
    workspace.assertSettled();
  }

  @Test
  @Order(4)
  void aFolderWithForeignFilesIsNotReplaced() {
    host.told("echo mine >%s/shapes/folder/mine".formatted(root));
    workspace.remove("shapes/folder").write("shapes/folder", "a file now\n");
    String told = workspace.expect(0, "plan");
    assertTrue(told.contains("cannot tell") && told.contains("folder/mine"), told);
    workspace.expect(0, "apply", "--yes");
    assertEquals("mine\n", host.told("cat %s/shapes/folder/mine".formatted(root)));
  }

  @Test
  @Order(5)
  void namesThatCannotBeShownAreRefused() {
    workspace.write("seeded/line\nbreak", "").write("seeded/tab\there", "");
    String broken = "\"%s/seeded/$(printf 'a\\377b')\"".formatted(workspace.directory());
    ShellRun.here(": >" + broken).orFail();
    String told = workspace.expect(65, "plan");
    assertTrue(told.contains("line\\u{a}break") && told.contains("tab\\u{9}here"), told);
    assertTrue(told.lines().filter(line -> line.startsWith("error:")).count() == 3, told);
    ShellRun.here("rm " + broken).orFail();
    workspace.remove("seeded/line\nbreak").remove("seeded/tab\there");
  }

  @Test
  @Order(6)
  void allOfItGoesAndDataStays() {
    workspace.expect(0, "destroy", "*", "--yes");
    assertEquals(
        "excluded extra hooked seeded shapes\n", host.told("cd %s && echo *".formatted(root)));
    assertEquals("rows\n", host.told("cat %s/seeded/data/db/rows".formatted(root)));
    assertFalse(full.run("systemctl is-active it-switch.service").status() == 0);
  }

  private void names(String version) {
    for (String name : NAMES) {
      workspace.write("names/" + name, version + " " + name);
      workspace.write("names/in " + name + "/" + name, version + " below " + name);
    }
    here("names", "");
  }

  private void assertNames(String version) {
    StringBuilder expected = new StringBuilder();
    StringBuilder script = new StringBuilder("cd %s/names\n".formatted(root));
    for (String name : NAMES) {
      String quoted = "'" + name.replace("'", "'\\''") + "'";
      script.append("cat ./%1$s; echo; cat './in '%1$s/%1$s; echo\n".formatted(quoted));
      expected.append("%1$s %2$s\n%1$s below %2$s\n".formatted(version, name));
    }
    script.append("[ ! -e hurt ] && find . -type f | wc -l >/dev/null\n");
    assertEquals(expected.toString(), host.told(script.toString()));
  }

  private void modes(String mode) {
    workspace.write("modes/run", "#!/bin/sh\n").write("modes/secret", "secret\n");
    here("modes", "[sync]\nmode = { \"run\" = \"%s\", \"secret\" = \"0600\" }\n".formatted(mode));
  }

  private void hooked(String version) {
    workspace.write("hooked/run", "#!/bin/sh\nmkdir -p data\nexit 0\n");
    workspace.write("hooked/version", version + "\n");
    here(
        "hooked",
        """
        [command]
        start  = "./run"
        stop   = "./run"
        status = "./run"
        [hooks]
        before_apply = "echo before %1$s >>data/log"
        after_apply  = "echo after %1$s >>data/log"
        before_stop  = "echo stop >>data/log"
        """
            .formatted(version));
  }

  private void here(String service, String definition) {
    workspace.service(service, on(host) + definition);
  }

  private static String on(Host host) {
    return "targets = [\"%s\"]\n".formatted(host.name());
  }

  private static String command() {
    return """
        [command]
        start  = "./run start"
        stop   = "./run stop"
        status = "./run status"
        """;
  }

  private void link(String name, String target) throws IOException {
    Files.createSymbolicLink(workspace.directory().resolve(name), Path.of(target));
  }
}
