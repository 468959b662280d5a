package dev.clova.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clova.engine.remote.LookOnly;
import dev.clova.engine.transport.Prompt;
import dev.clova.engine.transport.SshSettings;
import dev.clova.engine.transport.SshTransport;
import dev.clova.engine.transport.Sshd;
import dev.clova.engine.transport.Transport;
import dev.clova.state.ClovaException;
import dev.clova.state.Plan;
import dev.clova.state.ProblemCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a key can do whose forced command is the program that only looks. */
class LookOnlyTest {

  private static final String WORKER =
      """
      targets = ["vps"]
      [sync]
      persist = ["data/"]
      [command]
      start = "mkdir -p data; : >data/up"
      stop = "rm -f data/up"
      status = 'test -e "data/up" && [ "$A" = 1 ] && [ \\\\ = \\\\ ]'
      [env]
      A = "1"
      """;

  private final Path folder;
  private final Sshd sshd;
  private final PlannedWorkspace workspace;
  private final Path changing;
  private final Path looking;

  LookOnlyTest(@TempDir Path folder) throws Exception {
    this.folder = folder.toRealPath();
    sshd = new Sshd(folder);
    Path program = Files.writeString(this.folder.resolve("look"), LookOnly.program());
    assertTrue(program.toFile().setExecutable(true));
    Path root = this.folder.resolve("vps");
    changing = home("changing", sshd.identity());
    looking = home("looking", sshd.keyWith("restrict,command=\"%s %s\"".formatted(program, root)));
    workspace = new PlannedWorkspace(this.folder);
    workspace.workspace("[targets.vps]\nhost = \"vps\"\nroot = \"ROOT/vps\"\n");
    workspace
        .write("blog/service.clova.toml", "targets = [\"vps\"]\n[env]\nTOKEN = \"s3cret\"\n")
        .write("blog/page", "old\n")
        .write("blog/it's $(odd)", "x\n")
        .write("blog/ün ï/\\\"`*?[", "x\n")
        .write("worker/service.clova.toml", WORKER)
        .write("worker/conf", "1\n");
    may(changing);
  }

  @AfterEach
  void close() {
    workspace.close();
    sshd.close();
  }

  private Path home(String name, Path key) throws IOException {
    Path home = folder.resolve(name);
    Path ssh = Files.createDirectories(home.resolve(".ssh"));
    Files.writeString(
        ssh.resolve("known_hosts"), "[127.0.0.1]:%d %s\n".formatted(sshd.port(), sshd.hostKey()));
    Files.writeString(
        ssh.resolve("config"),
        "Host vps\nHostName 127.0.0.1\nPort %d\nIdentityFile %s\n".formatted(sshd.port(), key));
    return home;
  }

  /** Connects with the key of this home from now on. */
  private void may(Path home) {
    Transport transport =
        new SshTransport(
            SshSettings.of(home, System.getProperty("user.name"), Map.of(), false, new Random(1)),
            Prompt.nobody());
    workspace.through(transport);
  }

  private Plan plan(Path home) {
    may(home);
    return workspace.plan();
  }

  /** The plan of both keys, which has to be one, also of a checkout that knows nothing. */
  private Plan same() throws IOException {
    Plan plan = plan(changing);
    assertEquals(plan, plan(looking));
    Path known = workspace.root().resolve(".clova");
    Path aside = folder.resolve("known");
    Files.move(known, aside);
    assertEquals(plan, plan(looking));
    delete(known);
    Files.move(aside, known);
    return plan;
  }

  private static void delete(Path tree) throws IOException {
    try (var all = Files.walk(tree)) {
      all.sorted(Comparator.reverseOrder())
          .forEach(
              path -> {
                try {
                  Files.delete(path);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }

  private static List<String> addresses(Plan plan) {
    return plan.actions().stream().map(action -> action.at().toString()).toList();
  }

  @Test
  void aPlanIsTheSame() throws IOException {
    assertEquals(5, same().actions().size());
    may(changing);
    workspace.apply(PlannedWorkspace.request());
    assertTrue(same().isEmpty());

    workspace
        .write("blog/page", "new\n")
        .write("worker/conf", "2\n")
        .write("blog/service.clova.toml", "targets = [\"vps\"]\n[env]\nTOKEN = \"other\"\n")
        .write("wiki/service.clova.toml", "targets = [\"vps\"]\n");
    assertEquals(
        List.of(
            "blog@vps:env",
            "blog@vps:sync/page",
            "blog@vps:sync/service.clova.toml",
            "wiki@vps:sync",
            "worker@vps:run/command",
            "worker@vps:sync/conf"),
        addresses(same()));
  }

  @Test
  void whatSomebodyTouchedIsTheSame() throws IOException {
    workspace.apply(PlannedWorkspace.request());
    Files.writeString(workspace.on("vps", "blog/page"), "mine\n");
    Files.writeString(workspace.on("vps", "blog/it's $(odd)"), "mine\n");
    Files.writeString(workspace.on("vps", "blog/ün ï/\\\"`*?["), "mine\n");
    Files.writeString(workspace.on("vps", "blog/.env"), "TOKEN=mine\n");
    assertEquals(4, same().actions().size());
    Files.delete(workspace.on("vps", "worker/data/up"));
    assertTrue(addresses(same()).contains("worker@vps:run/command"));
    delete(workspace.root().resolve("blog"));
    assertTrue(addresses(same()).contains("blog@vps:sync"));
  }

  @Test
  void aStatusCommandThatIsNotTheRecordedOneIsNotRun() throws IOException {
    workspace.apply(PlannedWorkspace.request());
    Path sentinel = folder.resolve("sentinel");
    workspace.write(
        "worker/service.clova.toml",
        WORKER.replace("status = 'test", "status = 'touch " + sentinel + " ; test"));
    Plan plan = plan(looking);
    assertFalse(Files.exists(sentinel));
    assertTrue(plan.cannotTell().getFirst().why().contains("may only look"), plan::toString);
  }

  /** Nobody wrote such a file for a shell. */
  @Test
  void anEnvOfTheServicesOwnIsNotRun() throws IOException {
    Path sentinel = folder.resolve("sentinel");
    workspace
        .write(
            "worker/service.clova.toml",
            WORKER.replaceAll("(?s)\\[env].*", "").replace("\"$A\"", "1"))
        .write("worker/.env", "A=$(touch " + sentinel + ")\n");
    workspace.apply(PlannedWorkspace.request());
    assertTrue(same().isEmpty());
    assertFalse(Files.exists(sentinel));
  }

  @Test
  void onFilesThatAreNotAsRecordedNothingIsRun() throws IOException {
    workspace.apply(PlannedWorkspace.request());
    Files.writeString(workspace.on("vps", "worker/extra"), "");
    Plan plan = plan(looking);
    assertTrue(plan.cannotTell().getFirst().why().contains("may only look"), plan::toString);
  }

  @Test
  void nothingIsApplied() {
    workspace.apply(PlannedWorkspace.request());
    workspace.write("blog/page", "new\n");
    may(looking);
    ClovaException refusal =
        assertThrows(ClovaException.class, () -> workspace.apply(PlannedWorkspace.request()));
    assertEquals(ProblemCode.READ_ONLY, refusal.problems().getFirst().code());
    ClovaException attended =
        assertThrows(
            ClovaException.class,
            () ->
                workspace
                    .engine()
                    .apply(
                        new ApplyRequest(
                            PlannedWorkspace.request(),
                            false,
                            Optional.empty(),
                            Optional.empty(),
                            () -> false),
                        result -> {
                          throw new AssertionError("nobody is asked");
                        },
                        event -> {}));
    assertEquals(ProblemCode.READ_ONLY, attended.problems().getFirst().code());
  }
}
