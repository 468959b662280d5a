package dev.clova.cli.render;

import dev.clova.cli.render.PlanView.Attention;
import dev.clova.cli.render.PlanView.Entry;
import dev.clova.cli.render.PlanView.Section;
import dev.clova.engine.PlanResult;
import dev.clova.state.JsonOut;
import dev.clova.state.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Draws a plan as Markdown, for a comment on a pull request: its verdict in the title, what is
 * dangerous first, details folded. Nothing in it is taken for anything but text, whatever the
 * repository and the targets hold. What does not fit is left out by importance, and that is said.
 */
public final class MarkdownPlan {

  /** The format that the first line names. */
  public static final String FORMAT = "clova.md/1";

  private static final int OPEN_LINES = 12;
  private static final int OPEN_LENGTH = 800;

  private final PlanResult result;
  private final Shortening shortening;
  private final PlanView view;
  private final Set<Entry> concealed;
  private final List<String> lines = new ArrayList<>();

  private MarkdownPlan(PlanResult result, PlanView view, Shortening shortening) {
    this.result = result;
    this.view = view;
    this.shortening = shortening;
    this.concealed = shortening.concealed(view.sections());
  }

  /** The lines of a plan. The same plan in the same size is the same text. */
  public static List<String> lines(PlanResult result, MarkdownSize size) {
    for (Shortening step : List.of(Shortening.NONE, Shortening.CONTEXT, Shortening.FIRST)) {
      List<String> lines = draw(result, step);
      if (size.holds(lines)) {
        return lines;
      }
    }
    PlanView view = PlanView.of(result, Shortening.RISKY.folding());
    List<String> risky = draw(result, view, Shortening.RISKY);
    return size.holds(risky) ? largest(result, view, size, risky) : table(result, view, size);
  }

  /** As few of the largest changes of content are left out as make it fit. */
  private static List<String> largest(
      PlanResult result, PlanView view, MarkdownSize size, List<String> risky) {
    int tooFew = 0;
    int enough = result.plan().actions().size() + 1;
    List<String> fitting = risky;
    while (tooFew + 1 < enough) {
      int middle = (tooFew + enough) >>> 1;
      List<String> lines = draw(result, view, Shortening.largest(middle));
      if (size.holds(lines)) {
        enough = middle;
        fitting = lines;
      } else {
        tooFew = middle;
      }
    }
    return fitting;
  }

  private static List<String> table(PlanResult result, PlanView view, MarkdownSize size) {
    List<String> lines = List.of();
    for (int halvings = 0; halvings <= Shortening.halvings(); halvings++) {
      lines = draw(result, view, Shortening.table(halvings));
      if (size.holds(lines)) {
        return lines;
      }
    }
    return lines;
  }

  private static List<String> draw(PlanResult result, Shortening shortening) {
    return draw(result, PlanView.of(result, shortening.folding()), shortening);
  }

  private static List<String> draw(PlanResult result, PlanView view, Shortening shortening) {
    MarkdownPlan plan = new MarkdownPlan(result, view, shortening);
    plan.draw();
    return plan.lines;
  }

  private void draw() {
    lines.add("<!-- clova " + MarkdownText.hidden(JsonOut.event(this::header)) + " -->");
    lines.add("## " + title());
    attention();
    shortened();
    if (view.isEmpty()) {
      return;
    }
    lines.add("");
    lines.addAll(new MarkdownTable(view.sections(), shortening.rows()).lines());
    lines.add("");
    lines.add(counts());
    if (shortening.details()) {
      view.sections().forEach(this::section);
    }
    howToApply();
    about();
  }

  private void header(JsonOut out) {
    Plan plan = result.plan();
    out.text("format", FORMAT).text("workspace", MarkdownText.cut(plan.workspaceId(), 64));
    out.text("scope", MarkdownText.cut(plan.scope(), 64)).text("plan", view.id().text());
    out.number("changes", plan.actions().size()).term("risk", plan.risk());
    out.flag("applyable", !view.applyCommand().isEmpty());
    out.number("level", shortening.level()).flag("truncated", shortening.isTruncated());
  }

  private String title() {
    String scope = result.plan().scope();
    boolean saysScope = view.isEmpty() || scope.isEmpty();
    String within = saysScope ? "" : " for " + MarkdownText.code(MarkdownText.cut(scope, 100));
    String verdict =
        view.title().substring(0, 1).toLowerCase(Locale.ROOT) + view.title().substring(1);
    return "Clova plan" + within + ": " + MarkdownText.prose(MarkdownText.cut(verdict, 300));
  }

  private void attention() {
    List<Attention> all = view.attention();
    int shown = Math.min(all.size(), shortening.matters());
    if (shown > 0) {
      lines.add("");
      lines.add(view.isEmpty() ? "**To be known**" : "**Look at these first**");
      lines.add("");
    }
    all.subList(0, shown).forEach(matter -> lines.add("- " + MarkdownMatter.line(matter)));
    if (shown < all.size()) {
      lines.add("- " + MarkdownMatter.rest(all.subList(shown, all.size())));
    }
  }

  private void shortened() {
    if (shortening.level() > 0) {
      lines.add("");
      lines.add(
          "*Shortened to fit, level %d of 5: %s. The whole plan: `clova plan --full`, or the job's summary.*"
              .formatted(shortening.level(), shortening.words()));
    }
  }

  private String counts() {
    String counts =
        view.counts().entrySet().stream()
            .map(entry -> entry.getKey().word() + " " + Amounts.number(entry.getValue()))
            .collect(Collectors.joining(", "));
    return "In all: " + counts + "; " + Amounts.number(view.unchanged()) + " unchanged.";
  }

  private void section(Section section) {
    List<String> body = new ArrayList<>();
    section.entries().forEach(entry -> entry(entry, body));
    boolean isShort =
        body.size() <= OPEN_LINES && body.stream().mapToInt(String::length).sum() <= OPEN_LENGTH;
    boolean open = isShort || !section.risks().isEmpty();
    lines.add("");
    lines.add(
        "<details%s><summary>%s</summary>"
            .formatted(open ? " open" : "", MarkdownTable.summary(section)));
    lines.add("");
    lines.addAll(body);
    if (!body.getLast().isEmpty()) {
      lines.add("");
    }
    lines.add("</details>");
  }

  private void entry(Entry entry, List<String> body) {
    boolean hasBlock = entry.content().isPresent() && !concealed.contains(entry);
    if (hasBlock && !body.isEmpty()) {
      body.add("");
    }
    body.add((hasBlock ? "" : "- ") + MarkdownMatter.line(entry, concealed.contains(entry)));
    if (hasBlock) {
      body.add("");
      body.addAll(MarkdownFence.of(entry.content().orElseThrow()));
      body.add("");
    }
  }

  private void howToApply() {
    if (!view.applyCommand().isEmpty()) {
      lines.add("");
      lines.add(
          view.applyCommand().length() > 1000
              ? "Apply it: `clova show` tells the command."
              : "Apply it: " + MarkdownText.code(view.applyCommand()));
    }
  }

  private void about() {
    Plan plan = result.plan();
    List<String> facts =
        Stream.of(
                "Digest `" + plan.digest().hex() + "`",
                "workspace " + MarkdownText.code(MarkdownText.cut(plan.workspaceId(), 64)),
                Amounts.of(plan.guards().size(), "guard"))
            .toList();
    lines.add("");
    lines.add("<details><summary>About this plan</summary>");
    lines.add("");
    lines.add(String.join(", ", facts) + ".");
    lines.add("");
    lines.add("</details>");
  }
}
