package dev.clova.engine.template;

import java.util.Map;

/** How values look in a rendered text. */
final class Printed {

  private Printed() {}

  /**
   * The value as text.
   *
   * @throws Fault if it has no text of its own: a list, a table, a scope
   */
  static String text(Object value) {
    return switch (value) {
      case String text -> text;
      case Boolean flag -> flag.toString();
      case Number number -> number.toString();
      case Character character -> character.toString();
      case Scope scope -> {
        String hint =
            scope.names().isEmpty() || scope.names().size() > 12
                ? "Name the value that is meant."
                : "Name one of its values: `" + String.join("`, `", scope.names()) + "`.";
        throw Fault.template("`" + scope.path() + "` is no single value.", hint, scope.path());
      }
      case Map<?, ?> table ->
          throw Fault.template("A table has no text of its own.", "Name one of its values.", "");
      case Iterable<?> list ->
          throw Fault.template(
              "A list has no text of its own.", "Join it, as in `| join(\", \")`.", "");
      default -> throw Fault.template("This has no text of its own.", "", "");
    };
  }
}
