package dev.clova.engine.definition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clova.engine.definition.HealthDefinition.Check;
import dev.clova.engine.definition.SyncDefinition.Delete;
import dev.clova.engine.definition.SyncDefinition.ModeRule;
import dev.clova.state.ClovaException;
import dev.clova.state.Placement;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefinitionReaderTest {

  private static final String WORKSPACE =
      """
      [workspace]
      id     = "k3v9t2mqa8wz"
      name   = "homelab"
      clova  = ">=0.1"
      ignore = ["archive/**"]

      [defaults]
      user   = "deploy"
      become = "sudo"
      root   = "/srv/apps/"
      vars   = { region = "eu", zone = 1 }

      [vars]
      domain = "example.org"

      [targets.nuc]
      host = "192.0.2.10"
      tags = ["home", "docker"]

      [targets.vps]
      port = 2222
      user = "root"
      become = "none"
      jump = "nuc, admin@[2001:db8::1]:22,gate:2022"
      identity = "~/.ssh/id_ed25519"
      known_hosts = "known_hosts"
      tags = ["web", "edge", "web"]
      protect = true
      connection = "openssh"
      timeout = "1m30s"
      parallel = 2
      address = "10.0.0.5"
      vars = { region = "us" }
      """;

  private static final String BLOG =
      """
      description = "The blog"
      targets = ["vps"]
      after = ["postgres", "cache", "postgres"]
      state = "stopped"

      [vars]
      version = "5.82"
      list = ["a", 1, 1.5, true, { b = "c" }]

      [sync]
      exclude = ["drafts/", "*.psd"]
      persist = []
      template = ["*.tmpl"]
      mode = { "bin/*" = "0755", "*.key" = "600" }
      owner = "app:www"
      delete = "extra"

      [env]
      VERSION = "{{ vars.version }}"
      PORT = 8080
      DEBUG = false

      [compose]
      file = ["compose.yml"]
      profiles = ["debug"]
      pull = "always"
      build = true
      remove_orphans = false

      [[on_change]]
      files = ["*.conf"]
      action = "reload"

      [[on_change]]
      files = ["*.txt"]
      action = "run: ./refresh now"

      [health]
      http = "http://localhost:2368/"
      expect = 200
      contains = "ok"
      interval = "500ms"
      timeout = "2m"

      [hooks]
      before_apply = "./backup"
      before_stop = ""

      [lifecycle]
      prevent_destroy = true
      """;

  @TempDir Path root;

  private Definitions full() {
    return new WorkingDirectory(root)
        .with("clova.toml", WORKSPACE)
        .service("blog", BLOG)
        .with("blog/compose.yml.tmpl", "services: {}\n")
        .service("data/postgres", "targets = [\"tag:home\"]")
        .service("cache", "targets = []")
        .read();
  }

  @Test
  void workspaceIsReadAsWritten() {
    Definitions definitions = full();
    Workspace workspace = definitions.workspace();
    assertEquals("k3v9t2mqa8wz", workspace.id());
    assertEquals("homelab", workspace.name());
    assertEquals(root, workspace.root());
    assertEquals(List.of("archive/**"), workspace.ignore());
    assertEquals("example.org", text(definitions.vars().get("domain")));
    assertEquals(List.of(), definitions.warnings());
    assertEquals(
        List.of(new Placement("blog", "vps"), new Placement("postgres", "nuc")),
        definitions.placements());
  }

  @Test
  void targetIsItsOwnTableOverTheDefaults() {
    TargetDefinition nuc = full().target("nuc");
    assertEquals("192.0.2.10", nuc.host());
    assertEquals("192.0.2.10", nuc.hostForOthers());
    assertEquals(Optional.of("deploy"), nuc.user());
    assertEquals(Become.SUDO, nuc.become());
    assertEquals(Optional.of("/srv/apps"), nuc.root());
    assertEquals(List.of("docker", "home"), nuc.tags());
    assertEquals(OptionalInt.empty(), nuc.port());
    assertEquals(Duration.ofSeconds(30), nuc.timeout());
    assertEquals(ConnectionKind.SSH, nuc.connection());
    assertEquals("eu", text(nuc.vars().get("region")));

    TargetDefinition vps = full().target("vps");
    assertEquals("vps", vps.host());
    assertEquals("10.0.0.5", vps.hostForOthers());
    assertEquals(OptionalInt.of(2222), vps.port());
    assertEquals(Optional.of("root"), vps.user());
    assertEquals(Become.NONE, vps.become());
    assertEquals(List.of("~/.ssh/id_ed25519"), vps.identities());
    assertEquals(Optional.of("known_hosts"), vps.knownHosts());
    assertEquals(List.of("edge", "web"), vps.tags());
    assertTrue(vps.isProtected());
    assertEquals(ConnectionKind.OPENSSH, vps.connection());
    assertEquals(Duration.ofSeconds(90), vps.timeout());
    assertEquals(OptionalInt.of(2), vps.parallel());
    assertEquals("us", text(vps.vars().get("region")));
    assertEquals(new VarValue.Whole(1), vps.vars().get("zone"));
    assertEquals(
        List.of(
            new Jump.ByTarget("nuc"),
            new Jump.ByHost(Optional.of("admin"), "2001:db8::1", OptionalInt.of(22)),
            new Jump.ByHost(Optional.empty(), "gate", OptionalInt.of(2022))),
        vps.jumps());
  }

  @Test
  void serviceIsReadAsWritten() {
    ServiceDefinition blog = full().service("blog");
    assertEquals("The blog", blog.description());
    assertEquals(List.of("vps"), blog.targets());
    assertEquals(List.of("cache", "postgres"), blog.after());
    assertEquals(RunState.STOPPED, blog.state());
    assertEquals(root.resolve("blog"), blog.directory());
    assertTrue(blog.preventDestroy());
    assertEquals(List.of("drafts/", "*.psd"), blog.sync().exclude());
    assertEquals(List.of(), blog.sync().persist());
    assertEquals(
        List.of(new ModeRule("bin/*", 0755), new ModeRule("*.key", 0600)), blog.sync().modes());
    assertEquals(Optional.of("app:www"), blog.sync().owner());
    assertEquals(Delete.EXTRA, blog.sync().delete());
    assertEquals(
        List.of("false", "8080", "{{ vars.version }}"),
        blog.env().values().stream().map(TextAt::text).toList());
    var compose = assertInstanceOf(RuntimeDefinition.Compose.class, blog.runtime());
    assertEquals(List.of("compose.yml"), compose.files());
    assertEquals(RuntimeDefinition.Pull.ALWAYS, compose.pull());
    assertTrue(compose.build() && !compose.removeOrphans());
    assertInstanceOf(OnChange.Action.Reload.class, blog.onChange().getFirst().action());
    var run = assertInstanceOf(OnChange.Action.Run.class, blog.onChange().getLast().action());
    assertEquals("./refresh now", run.command().text());
    assertEquals(16, run.command().position(0, 1).column());
    HealthDefinition health = blog.health().orElseThrow();
    assertEquals(Duration.ofMillis(500), health.interval());
    assertEquals(Duration.ofMinutes(2), health.timeout());
    assertEquals(OptionalInt.of(200), assertInstanceOf(Check.Http.class, health.check()).expect());
    assertEquals("./backup", blog.hooks().beforeApply().orElseThrow().text());
    assertEquals(Optional.empty(), blog.hooks().beforeStop());
    assertEquals(8, blog.texts().size());
  }

  @Test
  void leastServiceHasTheDocumentedFallbacks() {
    Definitions definitions =
        WorkingDirectory.in(root, "a").service("web", "targets = [\"a\"]").read();
    ServiceDefinition web = definitions.service("web");
    assertEquals(RunState.RUNNING, web.state());
    assertEquals(List.of("data/"), web.sync().persist());
    assertEquals(List.of(), web.sync().template());
    assertEquals(Delete.MANAGED, web.sync().delete());
    assertEquals(new RuntimeDefinition.None(), web.runtime());
    assertEquals(Optional.empty(), web.health());
    assertEquals("a", definitions.target("a").host());
    assertEquals(root.getFileName().toString(), definitions.workspace().name());
  }

  @Test
  void runtimeIsWhatTheDirectoryHolds() {
    Definitions definitions =
        WorkingDirectory.in(root)
            .service("compose", "targets = []")
            .with("compose/docker-compose.yml", "")
            .with("compose/compose.yaml", "")
            .with("compose/docker-compose.override.yml", "")
            .service("units", "targets = []")
            .with("units/b.timer", "")
            .with("units/a@.service", "")
            .with("units/notes.service.txt", "")
            .service("rendered", "targets = []\n[sync]\ntemplate = [\"*.tmpl\"]")
            .with("rendered/compose.yml.tmpl", "")
            .service("plain", "targets = []")
            .with("plain/compose.yml.tmpl", "")
            .read();
    assertEquals(
        List.of("compose.yaml", "docker-compose.override.yml"),
        compose(definitions, "compose").files());
    assertEquals(List.of("compose.yml"), compose(definitions, "rendered").files());
    assertEquals("none", definitions.service("plain").runtime().name());
    assertEquals(
        new RuntimeDefinition.Systemd(List.of("a@.service", "b.timer"), true),
        definitions.service("units").runtime());
  }

  @Test
  void hiddenIgnoredAndLinkedFoldersHoldNoServices() throws IOException {
    Path elsewhere = Files.createTempDirectory("elsewhere");
    Files.writeString(elsewhere.resolve("service.clova.toml"), "targets = []");
    WorkingDirectory directory =
        new WorkingDirectory(root)
            .with(
                "clova.toml",
                """
                [workspace]
                id = "k3v9t2mqa8wz"
                ignore = ["archive/**", "/old", "node_modules", "tmp*/", "!tmp-kept/"]
                """)
            .service(".git/a", "broken")
            .service(".clova/b", "broken")
            .service("x/.hidden/c", "broken")
            .service("archive/d", "broken")
            .service("old", "broken")
            .service("x/node_modules/e", "broken")
            .service("tmp1/f", "broken")
            .service("tmp-kept", "targets = []")
            .service("x/old", "targets = []");
    Files.createSymbolicLink(root.resolve("linked"), elsewhere);
    assertEquals(List.of("old", "tmp-kept"), List.copyOf(directory.read().services().keySet()));
  }

  @Test
  void serviceFileThatIsALinkIsRefused() throws IOException {
    WorkingDirectory directory = WorkingDirectory.in(root).with("elsewhere.toml", "targets = []");
    Files.createDirectory(root.resolve("blog"));
    Files.createSymbolicLink(
        root.resolve("blog/service.clova.toml"), root.resolve("elsewhere.toml"));
    assertEquals(List.of(ProblemCode.BAD_FILE), codes(directory.problems()));
  }

  @Test
  void composeFileBehindALinkThatLeavesTheDirectoryIsRefused() throws IOException {
    WorkingDirectory directory =
        WorkingDirectory.in(root)
            .with("shared/compose.yml", "")
            .service("blog", "targets = []\n[compose]\nfile = [\"in/compose.yml\"]");
    Files.createSymbolicLink(root.resolve("blog/in"), root.resolve("shared"));
    assertEquals(List.of(ProblemCode.UNKNOWN_NAME), codes(directory.problems()));
  }

  @Test
  void workspaceIsFoundFromAnyFolderInIt() throws IOException {
    WorkingDirectory.in(root);
    Path deep = Files.createDirectories(root.resolve("a/b/c"));
    assertEquals(root.toAbsolutePath(), WorkspaceRoot.find(deep));
    assertEquals(root.toAbsolutePath(), WorkspaceRoot.find(deep.resolve("../..")));
  }

  @Test
  void folderWithoutAWorkspaceIsTold() {
    ClovaException thrown =
        assertThrows(ClovaException.class, () -> WorkspaceRoot.find(root.resolve("a")));
    Problem problem = thrown.problems().getFirst();
    assertEquals(ProblemCode.NO_WORKSPACE, problem.code());
    assertTrue(problem.detail().contains(root + "/a"), problem.detail());
    assertTrue(problem.hint().contains("clova init"), problem.hint());
  }

  @Test
  void missingWorkspaceFileIsTold() {
    assertEquals(List.of(ProblemCode.BAD_FILE), codes(new WorkingDirectory(root).problems()));
  }

  private static RuntimeDefinition.Compose compose(Definitions definitions, String name) {
    return assertInstanceOf(RuntimeDefinition.Compose.class, definitions.service(name).runtime());
  }

  private static String text(@Nullable VarValue value) {
    return assertInstanceOf(VarValue.Text.class, value).text().text();
  }

  private static List<ProblemCode> codes(List<Problem> problems) {
    return problems.stream().map(Problem::code).toList();
  }
}
