package dev.clova.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clova.engine.definition.Definitions;
import dev.clova.engine.definition.RuntimeDefinition;
import dev.clova.engine.planning.Intent;
import dev.clova.engine.remote.Privilege;
import dev.clova.engine.transport.LocalTransport;
import dev.clova.engine.transport.Transport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples are right, and those that need nothing but a shell are carried out. */
class ExamplesTest {

  private static final Path EXAMPLES = Path.of("../examples");
  private static final List<String> NEED_A_SHELL = List.of("site", "notes");

  private final Path folder;
  private final Path workspace;

  ExamplesTest(@TempDir Path folder) {
    this.folder = folder;
    this.workspace = folder.resolve("homelab");
  }

  @BeforeEach
  void copyTheHomelabOntoThisMachine() throws IOException {
    copy(EXAMPLES.resolve("homelab"), workspace);
    Path file = workspace.resolve(Definitions.WORKSPACE_FILE);
    String text = Files.readString(file);
    assertTrue(text.contains("become = \"sudo\"") && text.contains("jump = \"vps\""), text);
    Files.writeString(
        file,
        text.replaceAll("(?m)^(become|jump) .*$", "")
            .replaceAll("(?m)^host = .*$", "connection = \"local\"")
            .replace("[targets.vps]", "[targets.vps]\nroot = \"" + folder.resolve("vps") + "\"")
            .replace("[targets.nuc]", "[targets.nuc]\nroot = \"" + folder.resolve("nuc") + "\""));
  }

  @Test
  void everyExampleIsRightAsItIs() throws IOException {
    try (Stream<Path> examples = Files.list(EXAMPLES);
        Transport transport = new LocalTransport(Map.of())) {
      for (Path example : examples.filter(Files::isDirectory).toList()) {
        Definitions definitions = engine(example, transport).validate();
        assertFalse(definitions.services().isEmpty(), example.toString());
        assertEquals(List.of(), definitions.warnings());
      }
    }
  }

  @Test
  void theHomelabHasAServiceOfEveryRuntime() throws IOException {
    try (Transport transport = new LocalTransport(Map.of())) {
      List<RuntimeDefinition> runtimes =
          engine(workspace, transport).validate().services().values().stream()
              .map(service -> service.runtime())
              .toList();
      for (Class<?> runtime : RuntimeDefinition.class.getPermittedSubclasses()) {
        assertTrue(runtimes.stream().anyMatch(runtime::isInstance), runtime.getSimpleName());
      }
    }
  }

  @Test
  void servicesOfAShellAreAppliedOnceAndRemovedAgain() throws IOException {
    try (Transport transport = new LocalTransport(environment())) {
      Engine engine = engine(workspace, transport);
      apply(engine, Intent.CONVERGE);
      assertTrue(
          Files.readString(folder.resolve("nuc/site/index.html"))
              .contains("nuc speaks, from the cupboard"));
      assertTrue(Files.isExecutable(folder.resolve("vps/site/bin/check-links")));
      assertTrue(
          Files.readString(folder.resolve("nuc/notes/data/notes.log"))
              .contains("Notes of example.org: 1 lines"));

      PlanResult again = engine.plan(request(Intent.CONVERGE), event -> {});
      assertEquals(List.of(), again.plan().actions());
      assertEquals(List.of(), again.plan().cannotTell());

      apply(engine, Intent.DESTROY);
      assertFalse(Files.exists(folder.resolve("nuc/site/index.html")));
      assertFalse(Files.exists(folder.resolve("nuc/notes/data/pid")));
      assertTrue(Files.exists(folder.resolve("nuc/notes/data/notes.txt")));
    }
  }

  private static void apply(Engine engine, Intent intent) {
    ApplyReport report =
        engine.apply(ApplyRequest.unattended(request(intent)), plan -> true, event -> {});
    assertTrue(report.isComplete(), report::toString);
    assertEquals(3, report.outcomes().size());
  }

  private static PlanRequest request(Intent intent) {
    Selection selection = new Selection(NEED_A_SHELL, List.of(), List.of());
    return new PlanRequest(selection, intent, false, false, Set.of(), false);
  }

  private Map<String, String> environment() {
    String path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
    return Map.of("HOME", folder.toString(), "PATH", path);
  }

  private Engine engine(Path root, Transport transport) {
    return new Engine(
        new Site(
            root,
            "0.1.0",
            folder,
            "tester",
            "localhost",
            "test",
            transport,
            become -> new Privilege.None(),
            Clock.systemUTC(),
            new SecureRandom(),
            2));
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> paths = Files.walk(from)) {
      paths
          .filter(path -> !path.startsWith(from.resolve(".clova")))
          .forEach(path -> copyOne(path, to.resolve(from.relativize(path).toString())));
    }
  }

  private static void copyOne(Path from, Path to) {
    try {
      Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
