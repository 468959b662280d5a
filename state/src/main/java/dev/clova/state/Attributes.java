package dev.clova.state;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Names with their values, in the order of the names. Desired, observed and recorded things all
 * come to this, so that they can be compared without knowing what they are. Never holds a secret
 * value.
 *
 * @param values immutable; equal contents print the same
 */
public record Attributes(SortedMap<String, String> values) {

  private static final Attributes NONE = new Attributes(Collections.emptySortedMap());

  /** Copies what it is given. */
  public Attributes {
    values = Sorted.copy(values);
  }

  /** No attributes at all. */
  public static Attributes none() {
    return NONE;
  }

  /** These names and values. */
  public static Attributes of(Map<String, String> values) {
    return new Attributes(Sorted.copy(values));
  }

  /** One name and its value. */
  public static Attributes of(String name, String value) {
    return of(Map.of(name, value));
  }

  /** The value of a name, if it is there. */
  public Optional<String> get(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /** The same with one value added or replaced. */
  public Attributes with(String name, String value) {
    return new Attributes(Sorted.with(values, name, value));
  }

  /** The same with one name left out. */
  public Attributes without(String name) {
    return new Attributes(Sorted.without(values, name));
  }

  /** Whether there is nothing. */
  public boolean isEmpty() {
    return values.isEmpty();
  }

  /** Equal for equal attributes only. */
  public Digest digest() {
    Canonical canonical = new Canonical().number(values.size());
    values.forEach((name, value) -> canonical.text(name).text(value));
    return canonical.digest();
  }
}
