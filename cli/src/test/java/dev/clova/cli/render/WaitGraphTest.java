package dev.clova.cli.render;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.clova.cli.render.WaitGraph.Arrow;
import dev.clova.cli.render.WaitGraph.Step;
import dev.clova.state.Address;
import dev.clova.state.Placement;
import dev.clova.state.PlannedAction;
import dev.clova.state.Reason;
import dev.clova.state.Verb;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WaitGraphTest {

  private static final Address DATABASE = Address.of(new Placement("db", "db-1"), "run", "systemd");
  private static final Address BLOG = Address.of(new Placement("blog", "web-1"), "run", "systemd");
  private static final Address OTHER = Address.of(new Placement("blog", "web-2"), "run", "systemd");

  @Test
  void anArrowGoesFromWhatComesFirstToWhatFollows() {
    WaitGraph graph =
        graph(start(DATABASE, 1), start(BLOG, 2).because(List.of(DATABASE)), start(OTHER, 2));
    assertEquals(List.of("blog", "db"), graph.services());
    assertEquals(List.of(1, 2), graph.waves());
    assertEquals(
        List.of("blog 2", "db 1"), graph.steps().stream().map(WaitGraphTest::told).toList());
    assertEquals(List.of(new Arrow(1, 0)), List.copyOf(graph.arrows()));
    assertEquals(2, graph.steps().getFirst().targets());
  }

  @Test
  void stepsOfAServiceFollowEachOther() {
    Address file = Address.of(BLOG.placement(), "sync", "app.conf");
    PlannedAction update = PlannedAction.of(file, Verb.UPDATE, Reason.CONTENT_DIFFERS, "a", "b");
    WaitGraph graph = graph(update, start(BLOG, 3).because(List.of(file)));
    assertEquals(List.of(new Arrow(0, 1)), List.copyOf(graph.arrows()));
  }

  @Test
  void whatIsNotInThePlanHasNoArrow() {
    WaitGraph graph = graph(start(BLOG, 2).because(List.of(DATABASE)));
    assertEquals(List.of(), List.copyOf(graph.arrows()));
  }

  private static String told(Step step) {
    return step.service() + " " + step.wave();
  }

  private static PlannedAction start(Address at, int wave) {
    return PlannedAction.of(at, Verb.START, Reason.NOT_RUNNING, "", "r").wave(wave);
  }

  private static WaitGraph graph(PlannedAction... actions) {
    return WaitGraph.of(PlanSamples.plan("", List.of(actions), 0));
  }
}
