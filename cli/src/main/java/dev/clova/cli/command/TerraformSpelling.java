package dev.clova.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Long options with one dash, as fingers know them from Terraform: its own names only. */
final class TerraformSpelling {

  private static final Set<String> NAMES =
      Set.of(
          "-auto-approve",
          "-chdir",
          "-compact-warnings",
          "-destroy",
          "-detailed-exitcode",
          "-exclude",
          "-help",
          "-json",
          "-lock-timeout",
          "-no-color",
          "-out",
          "-parallelism",
          "-refresh",
          "-refresh-only",
          "-replace",
          "-target",
          "-var",
          "-var-file",
          "-version");

  private static final Map<String, String> NEGATIONS =
      Map.of("-input=false", "--no-input", "-lock=false", "--no-lock");

  private TerraformSpelling() {}

  /** The same line in our spelling; a name that the command does not have stays as it was typed. */
  static List<String> translate(List<String> arguments, List<Option> options) {
    Set<String> known =
        options.stream().flatMap(option -> option.names().stream()).collect(Collectors.toSet());
    List<String> translated = new ArrayList<>();
    for (String argument : arguments) {
      if (argument.equals("--")) {
        break;
      }
      translated.add(translate(argument, known));
    }
    translated.addAll(arguments.subList(translated.size(), arguments.size()));
    return translated;
  }

  private static String translate(String argument, Set<String> known) {
    String name = argument.split("=", 2)[0];
    if (NAMES.contains(name) && known.contains("-" + name)) {
      return "-" + argument;
    }
    String negation = NEGATIONS.getOrDefault(argument, "");
    return known.contains(negation) ? negation : argument;
  }
}
