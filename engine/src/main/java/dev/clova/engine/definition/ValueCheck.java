package dev.clova.engine.definition;

import dev.clova.state.ProblemCode;
import dev.clova.state.SourcePosition;
import org.tomlj.TomlArray;
import org.tomlj.TomlTable;

/** Holds one value against what its key takes. */
final class ValueCheck {

  private final Key key;
  private final Origin origin;
  private final SourcePosition at;

  ValueCheck(Key key, Origin origin, SourcePosition at) {
    this.key = key;
    this.origin = origin;
    this.at = at;
  }

  /** Whether the key takes the value; if not, at least one problem was added. */
  boolean holds(Object value) {
    return switch (key.type()) {
      case TEXT -> value instanceof String text ? textHolds(text, at) : wrongType(value);
      case TEXTS -> value instanceof TomlArray array ? textsHold(array) : wrongType(value);
      case FLAG -> value instanceof Boolean || wrongType(value);
      case WHOLE -> value instanceof Long number ? rangeHolds(number) : wrongType(value);
      case SHARE -> shareHolds(value);
      case DURATION -> value instanceof String text ? durationHolds(text) : wrongType(value);
      case PERIOD -> value instanceof String text ? periodHolds(text) : wrongType(value);
      case MODES -> value instanceof TomlTable table ? modesHold(table) : wrongType(value);
      case VARIABLES -> value instanceof TomlTable table ? valuesHold(table) : wrongType(value);
      case ENVIRONMENT -> value instanceof TomlTable table ? envHolds(table) : wrongType(value);
      case TABLE, NAMED_TABLES -> value instanceof TomlTable || wrongType(value);
      case TABLES -> (value instanceof TomlArray array && isTables(array)) || wrongType(value);
      case NOT_YET -> false;
    };
  }

  private boolean wrongType(Object value) {
    String hint =
        key.type() == Key.Type.TEXTS && value instanceof String text && !text.contains("\"")
            ? "Write `" + key.name() + " = [\"" + text + "\"]`."
            : example();
    return refuse(at, ProblemCode.WRONG_TYPE, mustBe() + ", not " + words(value) + ".", hint);
  }

  private String mustBe() {
    return "`" + key.name() + "` must be " + key.type().words();
  }

  private String example() {
    if (!key.example().isEmpty()) {
      return "For example `" + key.name() + " = " + key.example() + "`.";
    }
    String header = origin.within(key.name()).path();
    return switch (key.type()) {
      case TABLES -> "Write `[[" + header + "]]`, and its keys below.";
      case TABLE, NAMED_TABLES, VARIABLES, ENVIRONMENT ->
          "Write `[" + header + "]`, and its keys below.";
      case TEXT, TEXTS, FLAG, WHOLE, SHARE, DURATION, PERIOD, MODES, NOT_YET -> "";
    };
  }

  private boolean textHolds(String text, SourcePosition where) {
    if (!key.allowed().isEmpty() && !key.allowed().contains(text)) {
      String detail =
          "`" + key.name() + "` is one of `" + String.join("`, `", key.allowed()) + "`.";
      return refuse(
          where, ProblemCode.BAD_VALUE, detail, SimilarNames.didYouMean(text, key.allowed()));
    }
    if (!key.templated() && (text.contains("{{") || text.contains("{%"))) {
      String detail = "`" + key.name() + "` takes no template: Clova must know it beforehand.";
      return refuse(where, ProblemCode.BAD_VALUE, detail, "Write the value itself.");
    }
    return charactersHold(text, where);
  }

  private boolean charactersHold(String text, SourcePosition where) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean isAllowed =
          key.templated() ? c != 0 : !Character.isISOControl(c) && !TomlLimits.isReordering(c);
      if (!isAllowed) {
        String detail = String.format("This text must not hold the character `\\u%04X`.", (int) c);
        return refuse(where, ProblemCode.BAD_VALUE, detail, "Remove it.");
      }
    }
    return true;
  }

  private boolean textsHold(TomlArray array) {
    boolean holds = true;
    for (int i = 0; i < array.size(); i++) {
      SourcePosition where = origin.element(array, i);
      if (array.get(i) instanceof String text) {
        holds &= textHolds(text, where);
      } else {
        String detail = mustBe() + "; one of it is " + words(array.get(i)) + ".";
        holds = refuse(where, ProblemCode.WRONG_TYPE, detail, example());
      }
    }
    return holds;
  }

  private boolean rangeHolds(long number) {
    if (key.range().holds(number)) {
      return true;
    }
    String detail =
        "`" + key.name() + "` is from " + key.range().from() + " to " + key.range().to() + ".";
    return refuse(at, ProblemCode.BAD_VALUE, detail, example());
  }

  private boolean shareHolds(Object value) {
    if (!(value instanceof Long || value instanceof String)) {
      return wrongType(value);
    }
    if (Share.parse(value.toString()).isPresent()) {
      return true;
    }
    String detail = "`" + key.name() + "` must be a number from 1, or a share from `1%` to `100%`.";
    return refuse(at, ProblemCode.BAD_VALUE, detail, example());
  }

  private boolean durationHolds(String text) {
    if (Durations.parse(text).isPresent()) {
      return true;
    }
    String detail = "`" + key.name() + "` must be a number and a unit, and at most 24 hours.";
    return refuse(
        at, ProblemCode.BAD_VALUE, detail, "Units are `ms`, `s`, `m` and `h`, as in `\"1m30s\"`.");
  }

  private boolean periodHolds(String text) {
    if (Durations.parsePeriod(text).isPresent()) {
      return true;
    }
    String detail = "`" + key.name() + "` must be a number and a unit, and at most 366 days.";
    return refuse(
        at, ProblemCode.BAD_VALUE, detail, "Units are `s`, `m`, `h` and `d`, as in `\"7d\"`.");
  }

  private boolean modesHold(TomlTable table) {
    boolean holds = true;
    for (String pattern : table.keySet()) {
      boolean isMode =
          Origin.get(table, pattern) instanceof String text && FileMode.parse(text).isPresent();
      if (!isMode) {
        SourcePosition where = origin.value(table, pattern);
        String detail = "A mode is three or four octal digits in quotes.";
        holds = refuse(where, ProblemCode.BAD_VALUE, detail, "For example `\"0755\"`.");
      }
    }
    return holds;
  }

  private boolean valuesHold(TomlTable table) {
    boolean holds = true;
    for (String name : table.keySet()) {
      holds &= valueHolds(Origin.get(table, name), origin.value(table, name));
    }
    return holds;
  }

  private boolean valueHolds(Object value, SourcePosition where) {
    return switch (value) {
      case String text -> charactersHold(text, where);
      case TomlTable table -> valuesHold(table);
      case TomlArray array -> {
        boolean holds = true;
        for (int i = 0; i < array.size(); i++) {
          holds &= valueHolds(array.get(i), origin.element(array, i));
        }
        yield holds;
      }
      case Long number -> true;
      case Double number -> true;
      case Boolean flag -> true;
      default -> {
        String detail = "A variable cannot be " + words(value) + ".";
        yield refuse(where, ProblemCode.WRONG_TYPE, detail, "Write it in quotes, as text.");
      }
    };
  }

  private boolean envHolds(TomlTable table) {
    boolean holds = true;
    for (String name : table.keySet()) {
      if (!isEnvironmentName(name)) {
        String detail =
            "The name of an environment variable is letters, digits and `_`, no digit first.";
        holds =
            refuse(
                origin.key(table, name), ProblemCode.BAD_VALUE, detail, "For example `DB_HOST`.");
      }
      SourcePosition where = origin.value(table, name);
      Object value = Origin.get(table, name);
      if (value instanceof String text) {
        holds &= charactersHold(text, where);
      } else if (!(value instanceof Long || value instanceof Boolean)) {
        String detail = "An environment variable cannot be " + words(value) + ".";
        holds = refuse(where, ProblemCode.WRONG_TYPE, detail, "Write it in quotes, as text.");
      }
    }
    return holds;
  }

  private static boolean isEnvironmentName(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean isLetter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
      if (!isLetter && (i == 0 || c < '0' || c > '9')) {
        return false;
      }
    }
    return !name.isEmpty();
  }

  private static boolean isTables(TomlArray array) {
    for (int i = 0; i < array.size(); i++) {
      if (!(array.get(i) instanceof TomlTable)) {
        return false;
      }
    }
    return true;
  }

  private boolean refuse(SourcePosition where, ProblemCode code, String detail, String hint) {
    origin.problems().add(where, code, detail, hint);
    return false;
  }

  private static String words(Object value) {
    return switch (value) {
      case String text -> "text";
      case Long number -> "a whole number";
      case Double number -> "a number with a fraction";
      case Boolean flag -> "`" + flag + "`";
      case TomlArray array -> "a list";
      case TomlTable table -> "a table";
      default -> "a date or time";
    };
  }
}
