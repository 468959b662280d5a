package dev.clova.engine.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.clova.engine.kind.Changes;
import dev.clova.engine.kind.Finding;
import dev.clova.engine.kind.Sight;
import dev.clova.engine.kind.TreeSight;
import dev.clova.engine.step.Action;
import dev.clova.engine.step.Step;
import dev.clova.state.Attributes;
import dev.clova.state.Placement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a service of commands after an apply that was cut off, in a real shell. */
final class CommandRuntimeTest {

  private static final Placement BLOG = new Placement("blog", "vps");

  @TempDir Path folder;

  @Test
  void whatIsDownAlreadyIsStartedAndNotStopped() throws IOException {
    Finding finding = afterACut(Optional.of("[ -e up ]"));
    assertEquals(
        List.of(
            "restart blog@vps:run/command not_present effect restart",
            "  cut off",
            "    run stop: rm up",
            "    run start: : >up"),
        Told.of(finding));
    assertEquals(List.of(0, 0), carryOut(finding));
    assertEquals(true, Files.exists(folder.resolve("up")));
  }

  @Test
  void whatIsUpIsStoppedBeforeItStartsAgain() throws IOException {
    Files.writeString(folder.resolve("up"), "of the first start");
    assertEquals(List.of(0, 0), carryOut(afterACut(Optional.of("[ -e up ]"))));
    assertEquals("", Files.readString(folder.resolve("up")));
  }

  @Test
  void withoutAStatusTheStopMayFail() {
    assertEquals(List.of(0, 0), carryOut(afterACut(Optional.empty())));
  }

  private static Finding afterACut(Optional<String> status) {
    CommandRuntime runtime =
        new CommandRuntime(
            BLOG,
            true,
            new CommandRuntime.Commands(
                ": >up", Optional.of("rm up"), status, Optional.empty(), Optional.empty()),
            false,
            new OnChange(List.of()));
    Sight sight =
        new Sight(
            "/srv/clova/blog",
            new Sight.Answer(0, "unsure"),
            Optional.empty(),
            Attributes.none(),
            TreeSight.NOTHING,
            status.isPresent() ? Sight.Demand.AS_DECLARED : Sight.Demand.RESTART,
            Optional.of("cut off"));
    return runtime.judge(sight, new Changes(BLOG));
  }

  private List<Integer> carryOut(Finding finding) {
    return finding.steps().stream()
        .map(Step::actions)
        .flatMap(List::stream)
        .map(Action.Command.class::cast)
        .map(this::run)
        .toList();
  }

  private int run(Action.Command command) {
    try {
      Process shell =
          new ProcessBuilder("/bin/sh", "-c", command.command())
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .start();
      String unused = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return shell.waitFor();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
