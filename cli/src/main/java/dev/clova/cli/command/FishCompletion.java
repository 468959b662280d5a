package dev.clova.cli.command;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Completion for fish. */
final class FishCompletion {

  private static final String NO_COMMAND = "__fish_use_subcommand";

  private FishCompletion() {}

  static String script() {
    List<String> lines = new ArrayList<>();
    Set<String> firsts = new LinkedHashSet<>();
    for (Commands.Entry entry : Commands.all()) {
      String[] words = entry.name().split(" ", 2);
      if (words.length == 1) {
        lines.add(word(NO_COMMAND, words[0], entry.summary()));
      } else if (firsts.add(words[0])) {
        lines.add(word(NO_COMMAND, words[0], "`clova " + words[0] + "` lists its commands"));
      }
      if (words.length == 2) {
        lines.add(word(seen(words[0]), words[1], entry.summary()));
      }
      entry.command().syntax().options().forEach(o -> lines.addAll(option(entry.name(), o)));
    }
    GlobalOptions.ALL.forEach(option -> lines.addAll(option("", option)));
    return String.join("\n", lines);
  }

  private static String word(String condition, String word, String help) {
    return "complete -c clova -n " + quoted(condition) + " -a " + word + " -d " + quoted(help);
  }

  private static List<String> option(String command, Option option) {
    List<String> lines = new ArrayList<>();
    for (String name : option.names()) {
      StringBuilder line = new StringBuilder("complete -c clova");
      if (!command.isEmpty()) {
        line.append(" -n ").append(quoted(seenAll(command)));
      }
      line.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
      if (option instanceof Setting<?>) {
        line.append(" -r");
      }
      if (!option.help().isEmpty()) {
        line.append(" -d ").append(quoted(option.help()));
      }
      lines.add(line.toString());
    }
    return lines;
  }

  private static String seenAll(String command) {
    return String.join(
        "; and ", List.of(command.split(" ")).stream().map(FishCompletion::seen).toList());
  }

  private static String seen(String word) {
    return "__fish_seen_subcommand_from " + word;
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
