package dev.clova.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The reference page of the commands, in Markdown, from what their help says. */
final class CommandsPage {

  private final List<String> lines = new ArrayList<>();

  private CommandsPage() {}

  /** The page's lines. */
  static List<String> lines() {
    CommandsPage page = new CommandsPage();
    page.write();
    return page.lines;
  }

  private void write() {
    lines.add("# Commands");
    lines.add("");
    lines.add(
        "What `clova help COMMAND` shows, in one place. Exit statuses are [a page of their"
            + " own](exit-codes.md).");
    lines.add("");
    for (Section section : Section.values()) {
      Commands.in(section).forEach(this::entry);
    }
    lines.add("");
    lines.add("## Options of every command");
    lines.add("");
    lines.add("They may stand before or after the command's name.");
    lines.add("");
    options(GlobalOptions.ALL);
    for (Section section : Section.values()) {
      section(section);
    }
  }

  private void entry(Commands.Entry entry) {
    String anchor = "clova-" + entry.name().replace(' ', '-');
    lines.add("- [`clova %s`](#%s): %s".formatted(entry.name(), anchor, entry.summary()));
  }

  private void section(Section section) {
    List<Commands.Entry> entries = Commands.in(section);
    if (entries.isEmpty()) {
      return;
    }
    lines.add("");
    lines.add("## " + section.heading());
    entries.forEach(this::command);
  }

  private void command(Commands.Entry entry) {
    Syntax syntax = entry.command().syntax();
    lines.add("");
    lines.add("### clova " + entry.name());
    lines.add("");
    lines.add(Markdown.prose(syntax.purpose()));
    lines.add("");
    lines.add("    " + HelpText.usage(entry.name(), syntax));
    if (!syntax.operands().help().isEmpty()) {
      lines.add("");
      lines.add(
          "`%s`: %s"
              .formatted(syntax.operands().label(), Markdown.prose(syntax.operands().help())));
    }
    lines.add("");
    options(syntax.options());
    examples(syntax.examples());
  }

  private void options(List<Option> options) {
    List<Option> shown = options.stream().filter(option -> !option.help().isEmpty()).toList();
    if (shown.isEmpty()) {
      return;
    }
    lines.add("| option | what it does |");
    lines.add("| --- | --- |");
    shown.forEach(option -> lines.add("| %s | %s |".formatted(names(option), meaning(option))));
  }

  private void examples(List<Syntax.Example> examples) {
    if (!lines.getLast().isEmpty()) {
      lines.add("");
    }
    int width = examples.stream().mapToInt(example -> example.line().length()).max().orElse(0);
    for (Syntax.Example example : examples) {
      String gap = " ".repeat(width - example.line().length());
      lines.add("    $ %s%s   # %s".formatted(example.line(), gap, example.meaning()));
    }
  }

  private static String names(Option option) {
    String value = option instanceof Setting<?> setting ? " " + setting.label() : "";
    return Markdown.cell(
        option.names().stream()
            .map(name -> "`" + name + "`")
            .collect(Collectors.joining(", "))
            .replaceFirst("`$", value + "`"));
  }

  private static String meaning(Option option) {
    String variable = option.variable().isEmpty() ? "" : " (`" + option.variable() + "`)";
    return Markdown.cell(Markdown.prose(option.help()) + variable);
  }
}
