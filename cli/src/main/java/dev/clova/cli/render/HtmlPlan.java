package dev.clova.cli.render;

import dev.clova.cli.render.PlanView.Attention;
import dev.clova.cli.render.PlanView.ContentLine;
import dev.clova.cli.render.PlanView.ContentLines;
import dev.clova.cli.render.PlanView.Entry;
import dev.clova.cli.render.PlanView.Phrase;
import dev.clova.cli.render.PlanView.Section;
import dev.clova.engine.PlanResult;
import dev.clova.state.Effect;
import dev.clova.state.TextLine;
import dev.clova.state.Verb;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;

/** Draws a whole plan as a page of HTML, to be opened from a file. */
public final class HtmlPlan {

  private static final int OPEN_LINES = 60;
  private static final int LONGEST = 2000;

  private final PlanResult result;
  private final PlanView view;
  private final HtmlOut out;

  private HtmlPlan(PlanResult result, PlanView view, HtmlOut out) {
    this.result = result;
    this.view = view;
    this.out = out;
  }

  /** The page's lines. */
  public static List<String> lines(PlanResult result) {
    PlanView view = PlanView.of(result, Folding.PAGE);
    return HtmlPage.lines("Clova plan " + view.id(), out -> new HtmlPlan(result, view, out).draw());
  }

  private void draw() {
    out.open("header");
    out.open("p.kind").text("Clova plan ").element("code.id", view.id().text());
    if (!result.plan().scope().isEmpty()) {
      out.text(" for ").element("code", result.plan().scope());
    }
    out.end().element("h1", view.title());
    counts();
    out.end();
    attention();
    if (!view.isEmpty()) {
      overview();
      graph();
      out.element("h2", "What is done");
      view.sections().forEach(this::section);
      apply();
    }
    about();
  }

  private void counts() {
    out.open("ul.counts");
    view.counts()
        .forEach(
            (verb, count) ->
                out.open("li." + look(verb))
                    .element("b", Amounts.number(count))
                    .text(" " + verb.word())
                    .close());
    out.open("li.faint").element("b", Amounts.number(view.unchanged())).text(" unchanged").close();
    out.end();
  }

  private void attention() {
    if (view.attention().isEmpty()) {
      return;
    }
    out.open("section.attention");
    out.element("h2", view.isEmpty() ? "To be known" : "Look at these first").open("ul").raw("\n");
    view.attention().forEach(this::attention);
    out.end().end();
  }

  private void attention(Attention attention) {
    out.open("li." + look(attention.matter())).element("b", attention.matter().label());
    out.open("span");
    for (int i = 0; i < attention.subjects().size(); i++) {
      out.text(i == 0 ? "" : ", ").element("code", attention.subjects().get(i));
    }
    if (!attention.subjects().isEmpty()) {
      out.text(attention.more() > 0 ? " and " + Amounts.number(attention.more()) + " more" : "");
      out.text(attention.text().isEmpty() ? "" : ": ");
    }
    prose(attention.text());
    out.close().end();
  }

  private void overview() {
    out.open("div.wide").open("table").raw("\n<thead><tr>");
    for (String head : List.of("service", "targets", "actions", "effect", "waves")) {
      out.element("th", head);
    }
    out.raw("</tr></thead>\n").open("tbody").raw("\n");
    view.sections().forEach(this::row);
    out.close().close().end();
  }

  private void row(Section section) {
    out.open("tr").open("td").element("code", section.service()).close();
    out.open("td");
    targets(section.targets());
    out.close().element("td", counts(section.counts())).open("td");
    section.risks().forEach(risk -> out.element("strong.risk", risk).text(" "));
    if (section.effect() != Effect.NONE) {
      boolean isGrave = section.effect() == Effect.DOWNTIME;
      out.element(isGrave ? "span.warn" : "span", section.effect().word());
    }
    out.close();
    boolean one = section.firstWave() == section.lastWave();
    out.element("td", section.firstWave() + (one ? "" : "–" + section.lastWave())).end();
  }

  private void graph() {
    WaitGraph graph = WaitGraph.of(result.plan());
    if (WaitGraphSvg.isWorthDrawing(graph)) {
      out.element("h2", "What waits for what").open("div.wide.graph").raw("\n");
      WaitGraphSvg.draw(graph, out);
      out.end();
    }
  }

  private void section(Section section) {
    boolean open = lines(section) <= OPEN_LINES || !section.risks().isEmpty();
    out.open("details.service", open ? "open" : "").open("summary");
    out.element("code.name", section.service()).open("span.where").text("on ");
    targets(section.targets());
    out.text(section.targets().size() > 1 && section.isSame() ? ", the same on each" : "").close();
    out.element("span.what", counts(section.counts()));
    section.risks().forEach(risk -> out.element("strong.risk", risk));
    out.end();
    section.entries().forEach(this::entry);
    out.end();
  }

  private static int lines(Section section) {
    return section.entries().stream()
        .mapToInt(entry -> 1 + entry.content().map(content -> content.lines().size()).orElse(0))
        .sum();
  }

  private void targets(List<String> targets) {
    int named = targets.size() <= 6 ? targets.size() : 5;
    out.text(String.join(", ", targets.subList(0, named)));
    if (named < targets.size()) {
      out.open("span", HtmlOut.attribute("title", String.join(", ", targets)));
      out.text(" and " + Amounts.number(targets.size() - named) + " more").close();
    }
  }

  private void entry(Entry entry) {
    out.open("div.entry").element("b.verb." + look(entry.verb()), entry.verb().word());
    out.open("div").element(entry.names().isEmpty() ? "code" : "span", entry.subject());
    if (!entry.onlyOn().isEmpty()) {
      out.open("span.only").text(" on ");
      targets(entry.onlyOn());
      out.close();
    }
    out.open("p");
    for (int i = 0; i < entry.phrases().size(); i++) {
      Phrase phrase = entry.phrases().get(i);
      out.text(i == 0 ? "" : "; ").open("span." + look(phrase.about()));
      prose(phrase.text());
      out.close();
    }
    out.close();
    names(entry);
    entry.content().ifPresent(this::content);
    out.close().end();
  }

  private void names(Entry entry) {
    if (!entry.names().isEmpty()) {
      String more = entry.more() > 0 ? " and " + Amounts.number(entry.more()) + " more" : "";
      out.element("p.names", String.join(", ", entry.names()) + more);
    }
  }

  private void content(ContentLines content) {
    out.open("pre");
    content.lines().forEach(this::line);
    if (content.left() > 0) {
      out.element("span.note", Amounts.of(content.left(), "more line") + " not shown");
    }
    content.notes().forEach(note -> out.element("span.note", note));
    out.close();
  }

  private void line(ContentLine line) {
    String text = MarkdownText.cut(line.text(), LONGEST);
    out.open("span." + look(line.sort()));
    out.raw(line.sort() == TextLine.Sort.HUNK ? "" : Marks.mark(line.sort()) + " ");
    List<String> parts = new ArrayList<>(Arrays.asList(text.split("\t", -1)));
    out.text(parts.removeFirst());
    parts.forEach(part -> out.raw("\t").text(part));
    out.raw("\n");
    if (!line.note().isEmpty()) {
      out.element("i", line.note());
    }
    out.close();
  }

  private void apply() {
    if (!view.applyCommand().isEmpty()) {
      out.open("section.apply").element("h2", "Apply it");
      out.open("pre").element("code", view.applyCommand()).close().end();
    }
  }

  private void about() {
    out.open("footer");
    out.text("Digest ").element("code", result.plan().digest().hex());
    out.text(", workspace ").element("code", result.plan().workspaceId()).end();
  }

  /** What stands in backticks is code. */
  private void prose(String text) {
    String[] parts = text.replace(" -> ", " → ").split("`", -1);
    for (int i = 0; i < parts.length; i++) {
      boolean isCode = i % 2 == 1 && parts.length % 2 == 1;
      if (isCode) {
        out.element("code", parts[i]);
      } else {
        out.text(parts[i]);
      }
    }
  }

  private static String counts(SortedMap<Verb, Integer> counts) {
    List<String> words = new ArrayList<>();
    counts.forEach((verb, count) -> words.add(verb.word() + " " + Amounts.number(count)));
    return String.join(", ", words);
  }

  private static String look(Verb verb) {
    return switch (verb) {
      case CREATE, START -> "add";
      case UPDATE, MOVE -> "change";
      case REPLACE, REMOVE, STOP -> "del";
      case ADOPT, FORGET -> "faint";
      case RESTART, RELOAD, RUN -> "hint";
    };
  }

  private static String look(Attention.Matter matter) {
    return switch (matter) {
      case BLOCKED, IRREVERSIBLE, DATA_LOST, CONTENT_LOST -> "grave";
      case OVERWRITES, DOWNTIME, UNREACHED, CANNOT_TELL, PARTIAL, WARNING -> "warn";
      case NOTE -> "hint";
    };
  }

  private static String look(Phrase.About about) {
    return switch (about) {
      case REASON, FACT -> "fact";
      case DRIFT, EFFECT -> "warn";
      case RISK -> "risk";
    };
  }

  private static String look(TextLine.Sort sort) {
    return switch (sort) {
      case HUNK -> "hunk";
      case CONTEXT -> "same";
      case OLD -> "old";
      case NEW -> "new";
    };
  }
}
