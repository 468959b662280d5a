package dev.clova.cli.render;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.clova.cli.console.Palette;
import dev.clova.engine.applying.ApplyEvent;
import dev.clova.state.Address;
import dev.clova.state.Verb;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PlainProgressTest {

  private final TestClock clock = new TestClock();
  private final List<String> lines = new ArrayList<>();
  private final PlainProgress progress = new PlainProgress(lines::add, Palette.PLAIN, clock);

  @Test
  void whatEndsIsTold() {
    ApplySamples.looking().forEach(this::take);
    progress.planned(PlanSamples.rich());
    ApplySamples.applying().forEach(this::take);
    progress.close();
    Golden.check("progress-plain.txt", lines);
  }

  private void take(ApplyEvent event) {
    progress.accept(event);
    clock.pass(Duration.ofMillis(1700));
  }

  @Test
  void whatTakesLongIsToldEveryHalfMinute() {
    Address run = Address.of(ApplySamples.BLOG, "run", "compose");
    progress.accept(new ApplyEvent.Began(run, Verb.RESTART));
    for (int second = 0; second < 95; second++) {
      clock.pass(Duration.ofSeconds(1));
      progress.beat();
    }
    assertEquals(
        List.of(
            "[web-1]       busy     restart blog:run/compose, 30 s",
            "[web-1]       busy     restart blog:run/compose, 1m 0s",
            "[web-1]       busy     restart blog:run/compose, 1m 30s"),
        lines);
  }

  @Test
  void aTargetThatHasSpokenIsNotSpokenFor() {
    Address run = Address.of(ApplySamples.BLOG, "run", "compose");
    progress.accept(new ApplyEvent.Began(run, Verb.RESTART));
    clock.pass(Duration.ofSeconds(29));
    progress.accept(new ApplyEvent.Finished(ApplySamples.METRICS));
    clock.pass(Duration.ofSeconds(29));
    progress.beat();
    assertEquals(List.of("[metrics@web-1]  done"), lines);
  }
}
