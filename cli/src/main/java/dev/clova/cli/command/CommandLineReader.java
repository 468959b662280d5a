package dev.clova.cli.command;

import dev.clova.engine.definition.SimilarNames;
import dev.clova.state.ClovaException;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Takes command lines apart. Each command's specification is built only when that command is asked
 * for, and by hand: annotations cost a sixth of the start-up time.
 */
public final class CommandLineReader {

  private final String name;
  private final Syntax syntax;
  private final Map<String, String> environment;

  private CommandLineReader(String name, Syntax syntax, Map<String, String> environment) {
    this.name = name;
    this.syntax = syntax;
    this.environment = environment;
  }

  /**
   * Reads what was typed beside a command's name.
   *
   * @throws ClovaException with all that is wrong with it; nothing is wrong with a line that asks
   *     for help
   */
  public static Typed read(Chosen chosen, Map<String, String> environment) {
    return new CommandLineReader(chosen.name(), chosen.command().syntax(), environment)
        .read(chosen.arguments());
  }

  /** A command's options and operands, as the library describes them. */
  static CommandSpec specification(String name, Syntax syntax) {
    CommandSpec specification = CommandSpec.create().name(name);
    for (Option option : syntax.everyOption()) {
      specification.addOption(specification(option));
    }
    if (syntax.operands().most() > 0) {
      specification.addPositional(
          PositionalParamSpec.builder()
              .paramLabel(syntax.operands().label())
              .index("0..*")
              .arity("0..*")
              .type(List.class)
              .auxiliaryTypes(String.class)
              .build());
    }
    return specification;
  }

  private static OptionSpec specification(Option option) {
    String[] names = option.names().toArray(String[]::new);
    return switch (option) {
      case Flag flag ->
          OptionSpec.builder(names)
              .arity("0")
              .type(boolean[].class)
              .description(flag.help())
              .build();
      case Setting<?> setting ->
          OptionSpec.builder(names)
              .arity("1")
              .paramLabel(setting.label())
              .type(List.class)
              .auxiliaryTypes(String.class)
              .description(setting.help())
              .build();
    };
  }

  private Typed read(List<String> arguments) {
    ParseResult result = parse(TerraformSpelling.translate(arguments, syntax.everyOption()));
    Map<Option, List<String>> texts = new LinkedHashMap<>();
    for (Option option : syntax.everyOption()) {
      List<String> values = values(result, option);
      if (!values.isEmpty()) {
        texts.put(option, values);
      }
    }
    List<String> operands =
        result.matchedPositionals().isEmpty()
            ? List.of()
            : result.matchedPositionals().getFirst().originalStringValues();
    Typed typed = new Typed(texts, operands);
    List<Problem> problems = typed.count(GlobalOptions.HELP) > 0 ? List.of() : problems(typed);
    if (!problems.isEmpty()) {
      throw new ClovaException(problems);
    }
    return typed;
  }

  private ParseResult parse(List<String> arguments) {
    CommandLine line = new CommandLine(specification(name, syntax));
    line.setExpandAtFiles(false).setOverwrittenOptionsAllowed(true);
    try {
      return line.parseArgs(arguments.toArray(String[]::new));
    } catch (UnmatchedArgumentException e) {
      throw new ClovaException(unmatched(e.getUnmatched()));
    } catch (MissingParameterException e) {
      throw new ClovaException(missing(e));
    } catch (ParameterException e) {
      throw new ClovaException(wrong(e.getMessage() + ".", ""));
    }
  }

  private List<Problem> unmatched(List<String> arguments) {
    List<Problem> problems = new ArrayList<>();
    for (String argument : arguments) {
      if (argument.startsWith("-")) {
        problems.add(unknownOption(argument.split("=", 2)[0]));
      } else {
        problems.add(wrong("`" + argument + "` has no meaning here.", ""));
      }
    }
    return problems;
  }

  private Problem unknownOption(String typed) {
    List<String> known =
        syntax.everyOption().stream().flatMap(option -> option.names().stream()).toList();
    return wrong(
        "`" + called() + "` has no option `" + typed + "`.", SimilarNames.didYouMean(typed, known));
  }

  private Problem missing(MissingParameterException failure) {
    return failure.getMissing().isEmpty()
            || !(failure.getMissing().getFirst() instanceof OptionSpec)
        ? wrong(failure.getMessage() + ".", "")
        : wrong(
            "`"
                + ((OptionSpec) failure.getMissing().getFirst()).longestName()
                + "` needs a value after it.",
            "");
  }

  private List<String> values(ParseResult result, Option option) {
    OptionSpec typed = result.matchedOption(option.name());
    if (typed != null) {
      return switch (option) {
        case Flag flag -> Collections.nCopies(typed.<boolean[]>getValue().length, "");
        case Setting<?> setting -> typed.originalStringValues();
      };
    }
    String inherited = environment.getOrDefault(option.variable(), "");
    return switch (option) {
      case Flag flag -> isOn(inherited) ? List.of("") : List.of();
      case Setting<?> setting -> inherited.isEmpty() ? List.of() : List.of(inherited);
    };
  }

  private static boolean isOn(String value) {
    return !value.isEmpty() && !value.equals("0") && !value.equals("false");
  }

  private List<Problem> problems(Typed typed) {
    List<Problem> problems = new ArrayList<>();
    typed
        .texts()
        .forEach((option, values) -> values.forEach(text -> check(option, text, problems)));
    Operands operands = syntax.operands();
    if (typed.operands().size() < operands.least()) {
      problems.add(wrong("`" + called() + "` needs a " + operands.label() + ".", ""));
    }
    typed.operands().stream()
        .skip(operands.most())
        .map(extra -> wrong("`" + extra + "` is one too many for `" + called() + "`.", ""))
        .forEach(problems::add);
    return problems;
  }

  private void check(Option option, String text, List<Problem> problems) {
    if (option instanceof Setting<?> setting && setting.reader().apply(text).isEmpty()) {
      problems.add(
          wrong("`" + option.name() + "` is " + setting.wanted() + ", not `" + text + "`.", ""));
    }
  }

  private Problem wrong(String detail, String hint) {
    return Problem.of(
        ProblemCode.USAGE,
        detail,
        hint.isEmpty() ? "`" + called() + " --help` shows what may be typed." : hint);
  }

  private String called() {
    return name.isEmpty() ? "clova" : "clova " + name;
  }
}
