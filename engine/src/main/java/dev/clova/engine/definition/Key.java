package dev.clova.engine.definition;

import java.util.List;
import java.util.Optional;

/**
 * One key of a definition file: what it takes, what it means when it is not written, and its
 * documentation. Reading, the reference pages and editors all rest on this.
 *
 * @param name the key
 * @param type what it takes
 * @param doc one or two sentences in Markdown
 * @param required whether it must be there
 * @param templated whether its texts may hold templates
 * @param fallback what it is when it is not written: one text, or those of a list; empty: nothing
 * @param fallbackDoc what it is then, in words, where no fixed value is; else empty
 * @param example a value in TOML; empty where none is needed
 * @param allowed the texts that it takes; empty: any
 * @param range the numbers that it takes, for whole numbers
 * @param keys the keys inside, for tables
 */
public record Key(
    String name,
    Type type,
    String doc,
    boolean required,
    boolean templated,
    Optional<List<String>> fallback,
    String fallbackDoc,
    String example,
    List<String> allowed,
    Range range,
    List<Key> keys) {

  /** Copies its lists. */
  public Key {
    fallback = fallback.map(List::copyOf);
    allowed = List.copyOf(allowed);
    keys = List.copyOf(keys);
  }

  /** What it is when it is not written, in TOML; empty if that is nothing or not fixed. */
  public String fallbackText() {
    if (fallback.isEmpty()) {
      return "";
    }
    List<String> texts = fallback.get();
    if (type == Type.TEXTS) {
      return texts.isEmpty() ? "[]" : "[\"" + String.join("\", \"", texts) + "\"]";
    }
    return type == Type.FLAG ? texts.getFirst() : '"' + texts.getFirst() + '"';
  }

  /** What a key takes. */
  public enum Type {
    TEXT("text"),
    TEXTS("a list of texts"),
    FLAG("`true` or `false`"),
    WHOLE("a whole number"),
    /** A number from 1, or a share of all: {@code 25%}. */
    SHARE("a number or a share such as `\"25%\"`"),
    /** A number with a unit: {@code ms}, {@code s}, {@code m}, {@code h}. */
    DURATION("a duration such as `\"30s\"`"),
    /** The same for longer times: {@code d}, too. */
    PERIOD("a time such as `\"24h\"` or `\"7d\"`"),
    /** A table of patterns to octal permissions. */
    MODES("a table of patterns and permissions"),
    /** A table of variables: any names, any values but dates. */
    VARIABLES("a table"),
    /** A table of environment variables: texts, whole numbers, true and false. */
    ENVIRONMENT("a table"),
    /** A table with keys of its own. */
    TABLE("a table"),
    /** Any number of tables, {@code [[name]]}. */
    TABLES("a list of tables"),
    /** Any number of tables, each under a name of its own. */
    NAMED_TABLES("a table"),
    /** Known, and refused until it is built. */
    NOT_YET("a table");

    private final String words;

    Type(String words) {
      this.words = words;
    }

    /** What is wanted, in words, to follow "must be". */
    public String words() {
      return words;
    }
  }

  /** Numbers from one to another, both included. */
  public record Range(long from, long to) {

    /** Any whole number. */
    public static final Range ANY = new Range(Long.MIN_VALUE, Long.MAX_VALUE);

    boolean holds(long number) {
      return number >= from && number <= to;
    }
  }

  static Key text(String name, String doc) {
    return of(name, Type.TEXT, doc, List.of());
  }

  static Key texts(String name, String doc) {
    return of(name, Type.TEXTS, doc, List.of());
  }

  static Key flag(String name, boolean otherwise, String doc) {
    return of(name, Type.FLAG, doc, List.of()).or(Boolean.toString(otherwise));
  }

  static Key whole(String name, long from, long to, String doc) {
    Range range = new Range(from, to);
    return new Key(
        name, Type.WHOLE, doc, false, false, Optional.empty(), "", "", List.of(), range, List.of());
  }

  static Key duration(String name, String otherwise, String doc) {
    return of(name, Type.DURATION, doc, List.of()).or(otherwise);
  }

  static Key choice(String name, List<String> allowed, String doc) {
    return new Key(
        name,
        Type.TEXT,
        doc,
        false,
        false,
        Optional.empty(),
        "",
        "",
        allowed,
        Range.ANY,
        List.of());
  }

  static Key table(String name, String doc, Key... keys) {
    return of(name, Type.TABLE, doc, List.of(keys));
  }

  static Key notYet(String name, String doc) {
    return of(name, Type.NOT_YET, doc, List.of());
  }

  static Key of(String name, Type type, String doc, List<Key> keys) {
    return new Key(
        name, type, doc, false, false, Optional.empty(), "", "", List.of(), Range.ANY, keys);
  }

  /** What it is when it is not written: one text, or the texts of a list. */
  Key or(String... texts) {
    Optional<List<String>> otherwise = Optional.of(List.of(texts));
    return new Key(
        name,
        type,
        doc,
        required,
        templated,
        otherwise,
        fallbackDoc,
        example,
        allowed,
        range,
        keys);
  }

  /** What it is when it is not written, in words. */
  Key orElse(String words) {
    return new Key(
        name, type, doc, required, templated, fallback, words, example, allowed, range, keys);
  }

  /** The only texts that it takes. */
  Key among(List<String> texts) {
    return new Key(
        name, type, doc, required, templated, fallback, fallbackDoc, example, texts, range, keys);
  }

  Key mustBeThere() {
    return new Key(
        name, type, doc, true, templated, fallback, fallbackDoc, example, allowed, range, keys);
  }

  Key withTemplates() {
    return new Key(
        name, type, doc, required, true, fallback, fallbackDoc, example, allowed, range, keys);
  }

  Key example(String toml) {
    return new Key(
        name, type, doc, required, templated, fallback, fallbackDoc, toml, allowed, range, keys);
  }

  /** The key of that name inside this table; empty if there is none. */
  public Optional<Key> inside(String wanted) {
    for (Key key : keys) {
      if (key.name.equals(wanted)) {
        return Optional.of(key);
      }
    }
    return Optional.empty();
  }
}
