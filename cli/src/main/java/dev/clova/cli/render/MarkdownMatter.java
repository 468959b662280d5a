package dev.clova.cli.render;

import dev.clova.cli.render.PlanView.Attention;
import dev.clova.cli.render.PlanView.Attention.Matter;
import dev.clova.cli.render.PlanView.Entry;
import dev.clova.cli.render.PlanView.Phrase;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** One line of Markdown each: what to look at first, and what is done to one thing. */
final class MarkdownMatter {

  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_TEXT = 400;
  private static final int NAMED = 8;

  private MarkdownMatter() {}

  /** Something to look at first. */
  static String line(Attention attention) {
    StringBuilder line = new StringBuilder("**" + attention.matter().label() + "**");
    if (!attention.subjects().isEmpty()) {
      line.append(' ').append(names(attention.subjects(), attention.more()));
    }
    if (!attention.text().isEmpty()) {
      line.append(": ").append(prose(attention.text()));
    }
    return line.toString();
  }

  /** What there is more to look at, by number. */
  static String rest(List<Attention> more) {
    SortedMap<Matter, Long> counts =
        more.stream()
            .collect(Collectors.groupingBy(Attention::matter, TreeMap::new, Collectors.counting()));
    return "and "
        + counts.entrySet().stream()
            .map(e -> Amounts.number(e.getValue()) + " more of **" + e.getKey().label() + "**")
            .collect(Collectors.joining(", "));
  }

  /**
   * What is done to one thing.
   *
   * @param concealed whether its content is there and not shown
   */
  static String line(Entry entry, boolean concealed) {
    boolean many = !entry.names().isEmpty();
    String subject = many ? prose(entry.subject()) : code(entry.subject());
    List<String> phrases = new ArrayList<>();
    entry.phrases().forEach(phrase -> phrases.add(phrase(phrase)));
    if (concealed) {
      phrases.add("its lines are not shown");
    }
    String where = entry.onlyOn().isEmpty() ? "" : " on " + targets(entry.onlyOn());
    String names = many ? ". " + names(entry.names(), entry.more()) : "";
    return "**"
        + entry.verb().word()
        + "** "
        + subject
        + where
        + ": "
        + String.join("; ", phrases)
        + names;
  }

  /** So many names as can be read, and how many more there are. */
  static String targets(List<String> targets) {
    int named = targets.size() <= NAMED + 1 ? targets.size() : NAMED;
    return names(targets.subList(0, named), targets.size() - named);
  }

  /** Text of ours that may hold anybody's words, not too much of it. */
  static String prose(String text) {
    return MarkdownText.prose(MarkdownText.cut(text, LONGEST_TEXT));
  }

  private static String phrase(Phrase phrase) {
    String text = prose(phrase.text());
    return switch (phrase.about()) {
      case REASON, FACT -> text;
      case DRIFT, EFFECT, RISK -> "**" + text + "**";
    };
  }

  private static String names(Collection<String> names, int more) {
    return names.stream().map(MarkdownMatter::code).collect(Collectors.joining(", "))
        + (more > 0 ? " and " + Amounts.number(more) + " more" : "");
  }

  /** A name as code, not too much of it. */
  static String code(String name) {
    return MarkdownText.code(MarkdownText.cut(name, LONGEST_NAME));
  }
}
