package dev.clova.cli.command;

import dev.clova.engine.definition.Key;
import dev.clova.engine.definition.Schema;
import java.util.ArrayList;
import java.util.List;

/** The reference page of a definition file, in Markdown, from the schema that reads it. */
final class SchemaPage {

  private final List<String> lines = new ArrayList<>();

  private SchemaPage() {}

  /** The page's lines. */
  static List<String> lines(Schema schema) {
    SchemaPage page = new SchemaPage();
    page.write(schema);
    return page.lines;
  }

  private void write(Schema schema) {
    Key top = schema.top();
    lines.add("# " + schema.file());
    lines.add("");
    lines.add(top.doc());
    lines.add("");
    lines.add(
        "A key that is not listed here is an error. Where *templates* is said, the texts may hold"
            + " `{{ … }}`; see [configuring](../walkthrough/configuring.md).");
    if (!plain(top.keys()).isEmpty()) {
      lines.add("");
      lines.add("## At the top");
      keys(plain(top.keys()));
    }
    top.keys().stream()
        .filter(key -> !key.keys().isEmpty())
        .forEach(key -> table(key, described(key, top)));
    List<Key> planned = top.keys().stream().filter(SchemaPage::isPlanned).toList();
    if (!planned.isEmpty()) {
      lines.add("");
      lines.add("## Not yet");
      lines.add("");
      lines.add("Known names, refused until they are built:");
      lines.add("");
      planned.forEach(key -> lines.add("- `%s`: %s".formatted(key.name(), key.doc())));
    }
  }

  /** Where the same keys have their table: in the table itself, or in that of many names. */
  private static Key described(Key table, Key top) {
    return top.keys().stream()
        .filter(other -> other.type() == Key.Type.NAMED_TABLES)
        .filter(other -> other.keys().equals(table.keys()))
        .findFirst()
        .orElse(table);
  }

  private void table(Key table, Key described) {
    lines.add("");
    lines.add("## " + header(table));
    lines.add("");
    lines.add(table.doc() + (table.required() ? " Required." : ""));
    if (described.equals(table)) {
      keys(plain(table.keys()));
      table.keys().stream().filter(key -> !key.keys().isEmpty()).forEach(key -> inside(table, key));
    } else {
      lines.add("");
      lines.add("The keys are those of `" + header(described) + "`.");
    }
  }

  private void inside(Key table, Key key) {
    lines.add("");
    lines.add("## [[%s.%s]]".formatted(table.name(), key.name()));
    lines.add("");
    lines.add(key.doc());
    keys(plain(key.keys()));
  }

  private void keys(List<Key> keys) {
    lines.add("");
    lines.add("| key | value | if left out | what it is |");
    lines.add("| --- | --- | --- | --- |");
    for (Key key : keys) {
      lines.add(
          "| `%s` | %s | %s | %s |"
              .formatted(
                  key.name(),
                  Markdown.cell(value(key)),
                  Markdown.cell(otherwise(key)),
                  Markdown.cell(meaning(key))));
    }
  }

  private static String value(Key key) {
    String value = key.type().words();
    if (!key.allowed().isEmpty()) {
      String texts = "`\"" + String.join("\"`, `\"", key.allowed()) + "\"`";
      value = key.type() == Key.Type.TEXTS ? "a list of " + texts : texts;
    } else if (key.type() == Key.Type.WHOLE && !key.range().equals(Key.Range.ANY)) {
      value += " from " + key.range().from() + " to " + key.range().to();
    }
    return key.templated() ? value + "; *templates*" : value;
  }

  private static String otherwise(Key key) {
    if (key.required()) {
      return "**required**";
    }
    return key.fallbackText().isEmpty() ? key.fallbackDoc() : "`" + key.fallbackText() + "`";
  }

  private static String meaning(Key key) {
    return key.example().isEmpty()
        ? key.doc()
        : "%s Example: `%s = %s`".formatted(key.doc(), key.name(), key.example());
  }

  private static String header(Key key) {
    return switch (key.type()) {
      case TABLES -> "[[" + key.name() + "]]";
      case NAMED_TABLES -> "[" + key.name() + ".NAME]";
      default -> "[" + key.name() + "]";
    };
  }

  private static List<Key> plain(List<Key> keys) {
    return keys.stream().filter(key -> key.keys().isEmpty() && !isPlanned(key)).toList();
  }

  private static boolean isPlanned(Key key) {
    return key.type() == Key.Type.NOT_YET;
  }
}
