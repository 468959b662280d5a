package dev.clova.engine.observed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.clova.engine.kind.Changes;
import dev.clova.engine.kind.Finding;
import dev.clova.engine.kind.Resource;
import dev.clova.engine.kind.Sight;
import dev.clova.engine.remote.Question;
import dev.clova.engine.remote.ShellText;
import dev.clova.state.PlacementRecord;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LookScriptTest {

  private static final String FRAMES =
      """
      frame() { printf '\\n%s\\n' "$*"; }
      cd /
      """;

  /** Prints its name; it looks at nothing. */
  private record Speaking(String name) implements Resource {
    @Override
    public List<Question> look(Optional<PlacementRecord> known) {
      return List.of(
          Question.preparing(
              ShellText.of("printf 'asked '; pwd; printf '%s' ").plus(ShellText.word(name))));
    }

    @Override
    public Finding judge(Sight sight, Changes changes) {
      return Finding.none();
    }

    @Override
    public Finding retire(Sight sight) {
      return Finding.none();
    }
  }

  private final Path folder;

  LookScriptTest(@TempDir Path folder) throws IOException {
    this.folder = folder.toRealPath();
  }

  @Test
  void withoutARootOnlyWhatRunsIsAskedAbout() throws IOException {
    assertEquals(
        List.of("look etc 1", "asked /", "run/x", "status 0"), look(folder.resolve("none")));
  }

  @Test
  void withARootEverythingIsAskedInTheServicesDirectory() throws IOException {
    Files.createDirectories(folder.resolve("etc"));
    assertEquals(
        List.of(
            "look etc 0",
            "asked " + folder.resolve("etc"),
            "env",
            "status 0",
            "look etc 1",
            "asked " + folder.resolve("etc"),
            "run/x",
            "status 0"),
        look(folder));
  }

  /** What the looks print, of a service that has the name of a folder of every machine. */
  private static List<String> look(Path root) throws IOException {
    Asked asked =
        new Asked(
            "etc",
            List.of(new Speaking("env"), new Speaking("run/x")),
            Optional.empty(),
            List.of(),
            Optional.empty());
    ShellText script =
        LookScript.of(root.toString())
            .facts()
            .receipts(List.of())
            .trees(List.of(asked))
            .resources(List.of(asked))
            .whole()
            .script();
    Process sh = new ProcessBuilder("/bin/sh").redirectErrorStream(true).start();
    try (OutputStream in = sh.getOutputStream()) {
      in.write((FRAMES + script).getBytes(StandardCharsets.UTF_8));
    }
    List<String> lines =
        new String(sh.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .filter(line -> !line.isBlank())
            .toList();
    int first = 0;
    while (!lines.get(first).startsWith("look ")) {
      first++;
    }
    return lines.subList(first, lines.size());
  }
}
