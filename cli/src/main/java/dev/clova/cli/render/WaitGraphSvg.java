package dev.clova.cli.render;

import dev.clova.cli.render.WaitGraph.Arrow;
import dev.clova.cli.render.WaitGraph.Step;
import dev.clova.state.Effect;
import dev.clova.state.Risk;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Draws what waits for what as a picture within a page. */
final class WaitGraphSvg {

  /** More lanes or columns than this are no picture any more. */
  private static final int MOST = 40;

  private static final int LANE = 58;
  private static final int COLUMN = 220;
  private static final int BOX_WIDTH = 168;
  private static final int BOX_HEIGHT = 42;
  private static final int HEAD = 26;
  private static final int LABEL_LEAST = 70;
  private static final int LETTER = 8;
  private static final int NAME_LONGEST = 24;
  private static final int WORDS_LONGEST = 25;

  private final WaitGraph graph;
  private final HtmlOut out;
  private final int labels;

  private WaitGraphSvg(WaitGraph graph, HtmlOut out) {
    this.graph = graph;
    this.out = out;
    this.labels =
        graph.services().stream()
            .mapToInt(service -> Math.min(NAME_LONGEST, service.length()) * LETTER + 16)
            .reduce(LABEL_LEAST, Math::max);
  }

  /** Whether it would be a picture that tells something. */
  static boolean isWorthDrawing(WaitGraph graph) {
    return graph.waves().size() > 1
        && graph.waves().size() <= MOST
        && graph.services().size() <= MOST;
  }

  static void draw(WaitGraph graph, HtmlOut out) {
    new WaitGraphSvg(graph, out).draw();
  }

  private void draw() {
    int width = labels + graph.waves().size() * COLUMN - (COLUMN - BOX_WIDTH) + 2;
    int height = HEAD + graph.services().size() * LANE;
    out.open(
        "svg",
        "viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\" aria-label=\"%s\""
            .formatted(width, height, width, height, "What waits for what"));
    out.raw(
        "<defs><marker id=\"tip\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"7\""
            + " markerHeight=\"7\" orient=\"auto\"><path class=\"tip\" d=\"M0 0L8 4L0"
            + " 8z\"/></marker></defs>");
    for (int wave = 0; wave < graph.waves().size(); wave++) {
      text("wave", labels + wave * COLUMN, 14, "wave " + graph.waves().get(wave));
    }
    for (int lane = 0; lane < graph.services().size(); lane++) {
      int y = HEAD + lane * LANE;
      if (lane > 0) {
        out.raw("<path class=\"lane\" d=\"M0 %dH%d\"/>".formatted(y, width));
      }
      text("name", 0, y + LANE / 2 + 5, shortened(graph.services().get(lane), NAME_LONGEST));
    }
    graph.arrows().forEach(this::arrow);
    graph.steps().forEach(this::box);
    out.end();
  }

  private void box(Step step) {
    int x = x(step);
    int y = y(step);
    out.raw(
        "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"6\"/>"
            .formatted(look(step), x, y, BOX_WIDTH, BOX_HEIGHT));
    String verbs =
        step.counts().entrySet().stream()
            .map(entry -> entry.getKey().word() + " " + Amounts.number(entry.getValue()))
            .collect(Collectors.joining(", "));
    text("what", x + 10, y + 18, shortened(verbs, WORDS_LONGEST));
    String consequence =
        step.risk() != Risk.NONE ? PlanWords.risk(step.risk()) : effect(step.effect());
    String where = "on " + Amounts.of(step.targets(), "target");
    text("where", x + 10, y + 33, consequence.isEmpty() ? where : where + ", " + consequence);
  }

  private static String effect(Effect effect) {
    return effect == Effect.NONE ? "" : effect.word().toLowerCase(Locale.ROOT);
  }

  private static String look(Step step) {
    if (step.risk() != Risk.NONE) {
      return "box risk";
    }
    return step.effect() == Effect.DOWNTIME ? "box warn" : "box";
  }

  private void arrow(Arrow arrow) {
    Step from = graph.steps().get(arrow.from());
    Step to = graph.steps().get(arrow.to());
    int x1 = x(from) + BOX_WIDTH;
    int y1 = y(from) + BOX_HEIGHT / 2;
    int x2 = x(to) - 2;
    int y2 = y(to) + BOX_HEIGHT / 2;
    int bend = 26;
    out.raw(
        "<path class=\"arrow\" marker-end=\"url(#tip)\" d=\"M%d %dC%d %d %d %d %d %d\"/>"
            .formatted(x1, y1, x1 + bend, y1, x2 - bend, y2, x2, y2));
  }

  private int x(Step step) {
    return labels + graph.waves().indexOf(step.wave()) * COLUMN;
  }

  private int y(Step step) {
    return HEAD + graph.services().indexOf(step.service()) * LANE + (LANE - BOX_HEIGHT) / 2;
  }

  private void text(String look, int x, int y, String text) {
    out.open("text." + look, "x=\"%d\" y=\"%d\"".formatted(x, y)).text(text).close();
  }

  private static String shortened(String text, int characters) {
    List<Integer> all = text.codePoints().boxed().toList();
    return all.size() <= characters ? text : MarkdownText.cut(text, characters - 1);
  }
}
