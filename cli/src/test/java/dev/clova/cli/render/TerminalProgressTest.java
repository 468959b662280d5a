package dev.clova.cli.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clova.cli.console.Palette;
import dev.clova.engine.applying.ApplyEvent;
import dev.clova.state.Address;
import dev.clova.state.Placement;
import dev.clova.state.Verb;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

final class TerminalProgressTest {

  private final TestClock clock = new TestClock();
  private final TestScreen screen = new TestScreen(60);
  private final TerminalProgress progress =
      new TerminalProgress(screen::write, screen::columns, new Palette(true), clock);

  @Test
  void everyStepIsDrawnOverTheOneBefore() {
    List<String> film = new ArrayList<>();
    for (ApplyEvent event : ApplySamples.looking()) {
      shoot(film, event);
    }
    progress.planned(PlanSamples.rich());
    for (ApplyEvent event : ApplySamples.applying()) {
      shoot(film, event);
    }
    progress.close();
    film.add("--- closed");
    film.add(screen.text());
    Golden.check("progress-terminal.txt", film);
  }

  private void shoot(List<String> film, ApplyEvent event) {
    progress.accept(event);
    clock.pass(Duration.ofMillis(1700));
    progress.draw();
    film.add("--- " + event.getClass().getSimpleName());
    film.add(screen.text());
  }

  @Test
  void nothingIsWrittenWhileNothingChanges() {
    progress.accept(new ApplyEvent.Connecting("web-1"));
    progress.draw();
    int before = screen.writes();
    progress.draw();
    clock.pass(Duration.ofMillis(300));
    progress.draw();
    assertEquals(before, screen.writes());
  }

  @Test
  void aTerminalThatBecomesNarrowerIsLeftClean() {
    for (int i = 0; i < 3; i++) {
      progress.accept(new ApplyEvent.Connecting("a-target-with-quite-a-long-name-" + i));
    }
    clock.pass(Duration.ofSeconds(5));
    progress.draw();
    screen.resize(24);
    clock.pass(Duration.ofSeconds(5));
    progress.draw();
    assertTrue(
        Arrays.stream(screen.text().split("\n", -1)).allMatch(line -> line.length() < 24),
        screen.text());
    assertEquals(3, screen.text().lines().count(), screen.text());
    progress.close();
    assertEquals("", screen.text());
  }

  @Test
  void manyTargetsAreCounted() {
    for (int i = 10; i < 40; i++) {
      progress.accept(new ApplyEvent.Connecting("web-" + i));
    }
    progress.draw();
    assertEquals(13, screen.text().lines().count());
    assertTrue(screen.text().endsWith("… and 18 more targets"), screen.text());
  }

  @Test
  void nothingIsDrawnAfterTheEnd() {
    progress.close();
    progress.accept(new ApplyEvent.Connecting("web-1"));
    progress.draw();
    assertEquals("", screen.text());
  }

  @Test
  void eventsOfManyThreadsAreAllTold() {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 200; i++) {
        Address at = Address.of(new Placement("blog", "t" + i % 7), "sync", "file-" + i);
        threads.execute(
            () -> {
              progress.accept(new ApplyEvent.Began(at, Verb.UPDATE));
              progress.draw();
              progress.accept(new ApplyEvent.Done(at, Verb.UPDATE));
            });
      }
    }
    progress.close();
    List<String> lines = screen.text().lines().toList();
    assertEquals(200, lines.size());
    assertTrue(lines.stream().allMatch(line -> line.startsWith("  ~ update")), screen.text());
  }
}
