package dev.clova.engine.template;

import dev.clova.engine.definition.SimilarNames;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a template can do with a value after a {@code |}. */
public enum TextFilter {
  BASE64("The text in Base64."),
  CAPITALIZE("The text with its first letter in upper case."),
  DEFAULT("Another value where the first is not known or empty.", "value"),
  FIRST("The first element of a list, or character of a text."),
  INDENT("The text with so many spaces before each line but the first.", "spaces"),
  JOIN("The elements of a list as one text, with a text between.", "separator"),
  LAST("The last element of a list, or character of a text."),
  LENGTH("The number of elements of a list or table, or characters of a text."),
  LOWER("The text in lower case."),
  QUOTE("The text as one word for a POSIX shell."),
  REPLACE("The text with every text of a table's keys replaced by its value.", "pairs"),
  REVERSE("The list from its end."),
  SORT("The list in order, as texts."),
  SPLIT("The parts of a text between a separator.", "separator"),
  TRIM("The text without blanks around it."),
  UPPER("The text in upper case."),
  URLENCODE("The text for a query of a URL.");

  private final String doc;
  private final String argument;

  TextFilter(String doc) {
    this(doc, "");
  }

  TextFilter(String doc, String argument) {
    this.doc = doc;
    this.argument = argument;
  }

  /** What templates call it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What it does, in one sentence. */
  public String doc() {
    return doc;
  }

  /** What its argument is called; empty if it takes none. */
  public String argument() {
    return argument;
  }

  static TextFilter named(String word) {
    List<String> words = new ArrayList<>();
    for (TextFilter filter : values()) {
      if (filter.word().equals(word)) {
        return filter;
      }
      words.add(filter.word());
    }
    String guess = SimilarNames.didYouMean(word, words);
    String hint = guess.isEmpty() ? "Filters are `" + String.join("`, `", words) + "`." : guess;
    throw Fault.template("There is no filter `" + word + "`.", hint, word);
  }

  Object apply(Object input, Map<String, Object> given, Work work) {
    if (argument.isEmpty() && !given.isEmpty()) {
      throw Fault.template("`" + word() + "` takes no value in brackets.", "", word());
    }
    Object result =
        switch (this) {
          case DEFAULT -> isEmpty(input) ? argument(given) : input;
          case FIRST, LAST -> end(input);
          case LENGTH -> length(input);
          case JOIN -> join(list(input), Printed.text(argument(given)), work);
          case REVERSE -> reversed(list(input));
          case SORT -> sorted(list(input));
          case SPLIT -> split(Printed.text(input), Printed.text(argument(given)));
          case REPLACE -> replace(Printed.text(input), argument(given), work);
          case INDENT -> indent(Printed.text(input), argument(given), work);
          case BASE64, CAPITALIZE, LOWER, QUOTE, TRIM, UPPER, URLENCODE ->
              changed(Printed.text(input));
        };
    return result instanceof String text ? work.made(text) : result;
  }

  private Object argument(Map<String, Object> given) {
    return Optional.ofNullable(given.get(argument))
        .orElseThrow(
            () ->
                Fault.template(
                    "`" + word() + "` wants one value in brackets: its " + argument + ".",
                    "",
                    word()));
  }

  private String changed(String text) {
    return switch (this) {
      case BASE64 -> Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
      case CAPITALIZE ->
          text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
      case LOWER -> text.toLowerCase(Locale.ROOT);
      case QUOTE -> "'" + text.replace("'", "'\\''") + "'";
      case TRIM -> text.strip();
      case UPPER -> text.toUpperCase(Locale.ROOT);
      case URLENCODE -> URLEncoder.encode(text, StandardCharsets.UTF_8);
      default -> throw new IllegalStateException(word());
    };
  }

  private static boolean isEmpty(Object input) {
    return switch (input) {
      case String text -> text.isEmpty();
      case List<?> list -> list.isEmpty();
      case Map<?, ?> table -> table.isEmpty();
      default -> false;
    };
  }

  private List<?> list(Object input) {
    if (input instanceof List<?> list) {
      return list;
    }
    throw Fault.template("`" + word() + "` is for lists.", "", word());
  }

  private Object end(Object input) {
    boolean isFirst = this == FIRST;
    if (isEmpty(input)) {
      return "";
    }
    if (input instanceof List<?> list) {
      return isFirst ? list.getFirst() : list.getLast();
    }
    String text = Printed.text(input);
    int at = isFirst ? text.offsetByCodePoints(0, 1) : text.offsetByCodePoints(text.length(), -1);
    return isFirst ? text.substring(0, at) : text.substring(at);
  }

  private static Object length(Object input) {
    return switch (input) {
      case List<?> list -> (long) list.size();
      case Map<?, ?> table -> (long) table.size();
      case Scope scope -> (long) scope.names().size();
      default -> {
        String text = Printed.text(input);
        yield (long) text.codePointCount(0, text.length());
      }
    };
  }

  private static String join(List<?> list, String separator, Work work) {
    StringBuilder joined = new StringBuilder();
    String between = "";
    for (Object element : list) {
      String text = Printed.text(element);
      work.spend(text.length() + separator.length());
      joined.append(between).append(text);
      between = separator;
    }
    return joined.toString();
  }

  private static List<Object> reversed(List<?> list) {
    List<Object> reversed = new ArrayList<>(list);
    Collections.reverse(reversed);
    return reversed;
  }

  private static List<Object> sorted(List<?> list) {
    List<Object> sorted = new ArrayList<>(list);
    sorted.sort((a, b) -> Printed.text(a).compareTo(Printed.text(b)));
    return sorted;
  }

  /** Taken literally: a pattern could take longer than anybody waits. */
  private static List<String> split(String text, String separator) {
    if (separator.isEmpty()) {
      throw Fault.template("`split` wants a separator that is not empty.", "", "split");
    }
    List<String> parts = new ArrayList<>();
    int from = 0;
    for (int at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, from)) {
      parts.add(text.substring(from, at));
      from = at + separator.length();
    }
    parts.add(text.substring(from));
    return parts;
  }

  private static String replace(String text, Object pairs, Work work) {
    if (!(pairs instanceof Map<?, ?> table)) {
      String hint = "For example `| replace({\"a\": \"b\"})`.";
      throw Fault.template("`replace` wants a table.", hint, "replace");
    }
    TreeMap<String, String> sorted = new TreeMap<>();
    table.forEach((key, value) -> sorted.put(Printed.text(key), Printed.text(value)));
    String replaced = text;
    for (Map.Entry<String, String> pair : sorted.entrySet()) {
      if (!pair.getKey().isEmpty()) {
        replaced = join(split(replaced, pair.getKey()), pair.getValue(), work);
      }
    }
    return replaced;
  }

  private static String indent(String text, Object spaces, Work work) {
    if (!(spaces instanceof Number number) || number.intValue() < 0 || number.intValue() > 200) {
      throw Fault.template("`indent` wants a number from 0 to 200.", "", "indent");
    }
    return join(split(text, "\n"), "\n" + " ".repeat(number.intValue()), work);
  }
}
