package dev.clova.cli.render;

import dev.clova.cli.console.DisplayWidth;
import dev.clova.cli.console.Palette;
import dev.clova.cli.console.Style;
import dev.clova.cli.render.PlanView.Attention;
import dev.clova.cli.render.PlanView.Entry;
import dev.clova.cli.render.PlanView.Phrase;
import dev.clova.cli.render.PlanView.Section;
import dev.clova.state.Verb;
import java.util.ArrayList;
import java.util.List;

/** Draws a {@link PlanView} as text for a terminal, a log or a file. */
public final class TerminalPlan {

  private static final int NARROWEST = 40;
  private static final int LABEL_END = 18;
  private static final int SUBJECT = 13;
  private static final int SUBJECT_LEAST = 14;
  private static final int PHRASES_LEAST = 34;
  private static final int WHOLE = 26;

  private final PlanView view;
  private final int width;
  private final List<Line> lines = new ArrayList<>();

  private TerminalPlan(PlanView view, int width) {
    this.view = view;
    this.width = Math.max(NARROWEST, width);
  }

  /**
   * The whole plan.
   *
   * @param palette how to paint it
   * @param columns the width in character cells; less than 40 counts as 40
   */
  public static List<String> lines(PlanView view, Palette palette, int columns) {
    TerminalPlan plan = new TerminalPlan(view, columns);
    plan.draw();
    return Line.texts(plan.lines, palette);
  }

  private void draw() {
    boolean isWell = view.isEmpty() && !view.isBlocked();
    flow(List.of(), 0, List.of(new Span(view.title(), isWell ? Style.ADDED : Style.STRONG)));
    attention();
    view.sections().forEach(this::section);
    if (!view.isEmpty()) {
      footer();
    }
  }

  private void attention() {
    if (view.attention().isEmpty()) {
      return;
    }
    lines.add(Line.BLANK);
    if (!view.isEmpty()) {
      lines.add(Line.of(new Span("Look at these first", Style.STRONG)));
    }
    view.attention().forEach(this::attention);
  }

  private void attention(Attention attention) {
    Style style = Marks.style(attention.matter());
    String label = Marks.mark(attention.matter()) + " " + attention.matter().label();
    List<Span> lead =
        List.of(Span.plain("  "), new Span(label, style), Span.gap(LABEL_END - 2 - label.length()));
    List<Span> text = new ArrayList<>();
    if (!attention.subjects().isEmpty()) {
      String more = attention.more() > 0 ? " and " + attention.more() + " more" : "";
      String colon = attention.text().isEmpty() ? "" : ": ";
      text.add(Span.plain(String.join(", ", attention.subjects()) + more + colon));
    }
    text.add(Span.plain(attention.text()));
    flow(lead, LABEL_END, text);
  }

  private void section(Section section) {
    lines.add(Line.BLANK);
    List<Span> title = new ArrayList<>();
    if (section.targets().size() == 1) {
      title.add(new Span(section.service() + "@" + section.targets().getFirst(), Style.STRONG));
    } else {
      title.add(new Span(section.service(), Style.STRONG));
      title.add(Span.plain(" on " + String.join(", ", section.targets())));
      title.add(new Span(section.isSame() ? " (the same on each)" : "", Style.FAINT));
    }
    flow(List.of(), 2, title);
    int subjects = subjectWidth(section);
    section.entries().forEach(entry -> entry(entry, subjects));
  }

  /** How wide the column of subjects is; 0 if phrases go below them. */
  private int subjectWidth(Section section) {
    int longest =
        section.entries().stream().mapToInt(e -> DisplayWidth.of(e.subject())).max().orElse(0);
    int room = width - SUBJECT - 2 - PHRASES_LEAST;
    return room < SUBJECT_LEAST ? 0 : Math.clamp(longest, SUBJECT_LEAST, room);
  }

  private void entry(Entry entry, int subjects) {
    List<Span> lead = new ArrayList<>();
    String verb = Marks.mark(entry.verb()) + " " + entry.verb().word();
    lead.add(Span.plain("  "));
    lead.add(new Span(verb, Marks.style(entry.verb())));
    lead.add(Span.gap(SUBJECT - 2 - verb.length()));
    Span subject = Span.plain(entry.subject());
    lead.add(subject);
    if (subject.width() <= subjects) {
      lead.add(Span.gap(subjects + 2 - subject.width()));
      lines.addAll(Flow.words(width, lead, SUBJECT + subjects + 2, phrases(entry)));
    } else {
      lines.add(new Line(lead));
      lines.addAll(Flow.words(width, List.of(Span.gap(SUBJECT)), SUBJECT, phrases(entry)));
    }
    names(entry);
    entry.content().ifPresent(content -> lines.addAll(ContentText.lines(content, width)));
  }

  /** Short phrases stay whole where a line ends. */
  private static List<List<Span>> phrases(Entry entry) {
    List<List<Span>> words = new ArrayList<>();
    if (!entry.onlyOn().isEmpty()) {
      String where = "on " + String.join(", ", entry.onlyOn()) + ":";
      words.addAll(Flow.split(List.of(new Span(where, Style.STRONG))));
    }
    for (int i = 0; i < entry.phrases().size(); i++) {
      Phrase phrase = entry.phrases().get(i);
      Span text = new Span(phrase.text(), style(phrase.about()));
      Span end = Span.plain(i == entry.phrases().size() - 1 ? "" : ";");
      words.addAll(
          text.width() <= WHOLE ? List.of(List.of(text, end)) : Flow.split(List.of(text, end)));
    }
    return words;
  }

  private static Style style(Phrase.About about) {
    return switch (about) {
      case REASON, FACT -> Style.PLAIN;
      case DRIFT, EFFECT -> Style.WARNING;
      case RISK -> Style.REMOVED;
    };
  }

  private void names(Entry entry) {
    if (entry.names().isEmpty()) {
      return;
    }
    String more = entry.more() > 0 ? " and " + Amounts.number(entry.more()) + " more" : "";
    flow(
        List.of(Span.gap(SUBJECT)),
        SUBJECT,
        List.of(new Span(String.join(", ", entry.names()) + more, Style.FAINT)));
  }

  private void footer() {
    lines.add(Line.BLANK);
    List<List<Span>> words = new ArrayList<>();
    words.add(List.of(new Span("Plan " + view.id() + ":", Style.STRONG)));
    Verb last = view.counts().lastKey();
    view.counts()
        .forEach(
            (verb, count) ->
                words.add(
                    List.of(
                        new Span(verb.word() + " " + Amounts.number(count), Marks.style(verb)),
                        Span.plain(verb == last ? ";" : ","))));
    words.add(List.of(new Span(Amounts.number(view.unchanged()) + " unchanged", Style.FAINT)));
    lines.addAll(Flow.words(width, List.of(), 2, words));
    if (!view.applyCommand().isEmpty()) {
      List<Span> command = List.of(new Span(view.applyCommand(), Style.STRONG));
      lines.addAll(Flow.words(width, List.of(Span.plain("Apply it: ")), 2, List.of(command)));
    }
  }

  private void flow(List<Span> lead, int hang, List<Span> text) {
    lines.addAll(Flow.fill(width, lead, hang, text));
  }
}
