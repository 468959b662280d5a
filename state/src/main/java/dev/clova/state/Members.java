package dev.clova.state;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What was parsed between two brackets, by name. Members are taken one by one; what is left at the
 * end is a name that this version does not know.
 */
final class Members {

  private final Map<String, Object> members;

  Members(Map<String, Object> members) {
    this.members = members;
  }

  String text(String name) {
    return required(name, textIfAny(name));
  }

  Optional<String> textIfAny(String name) {
    return take(name, String.class);
  }

  long number(String name) {
    return required(name, take(name, Long.class));
  }

  /** A count; refuses what no list can have. */
  int count(String name) {
    long number = number(name);
    if (number < 0 || number > Integer.MAX_VALUE) {
      throw new Malformed("`" + name + "` is no count");
    }
    return Math.toIntExact(number);
  }

  boolean flag(String name) {
    return required(name, take(name, Boolean.class));
  }

  /** False if it is not there. */
  boolean flagIfAny(String name) {
    return take(name, Boolean.class).orElse(false);
  }

  Members object(String name) {
    return required(name, objectIfAny(name));
  }

  Optional<Members> objectIfAny(String name) {
    return take(name, Members.class);
  }

  <T> List<T> objects(String name, Function<Members, T> reading) {
    return each(name, Members.class, reading);
  }

  /** An empty list if there is none. */
  <T> List<T> objectsIfAny(String name, Function<Members, T> reading) {
    return members.containsKey(name) ? objects(name, reading) : List.of();
  }

  <T> List<T> texts(String name, Function<String, T> reading) {
    return each(name, String.class, reading);
  }

  /** An empty list if there is none. */
  <T> List<T> textsIfAny(String name, Function<String, T> reading) {
    return members.containsKey(name) ? texts(name, reading) : List.of();
  }

  <E extends Enum<E> & Term> E term(String name, Class<E> list) {
    return required(name, Term.parse(list, text(name)));
  }

  <E extends Enum<E> & Term> Optional<E> termIfAny(String name, Class<E> list) {
    return members.containsKey(name) ? Optional.of(term(name, list)) : Optional.empty();
  }

  Instant instant(String name) {
    return required(name, instantIfAny(name));
  }

  Optional<Instant> instantIfAny(String name) {
    try {
      return textIfAny(name).map(Instant::parse);
    } catch (DateTimeException e) {
      throw new Malformed("`" + name + "` is no time");
    }
  }

  Optional<Digest> digestIfAny(String name) {
    return textIfAny(name).map(text -> digest(name, text));
  }

  Placement placement(String name) {
    return placementOf(text(name));
  }

  Address address(String name) {
    return addressOf(text(name));
  }

  Attributes attributes(String name) {
    Members object = object(name);
    Map<String, String> values = new HashMap<>();
    object.names().forEach(key -> values.put(key, object.text(key)));
    return Attributes.of(values);
  }

  /** The names not taken yet. */
  Set<String> names() {
    return new TreeSet<>(members.keySet());
  }

  /** Refuses members that nobody took. */
  void end() {
    if (!members.isEmpty()) {
      throw new Malformed("it holds names that this version of Clova does not know");
    }
  }

  static Placement placementOf(String text) {
    return Address.parse(text)
        .filter(address -> address.kind().isEmpty())
        .map(Address::placement)
        .orElseThrow(() -> new Malformed("it holds a placement that is none"));
  }

  static Address addressOf(String text) {
    return Address.parse(text).orElseThrow(() -> new Malformed("it holds an address that is none"));
  }

  private static Digest digest(String name, String text) {
    try {
      return new Digest(text);
    } catch (IllegalArgumentException e) {
      throw new Malformed("`" + name + "` is no digest");
    }
  }

  private <S, T> List<T> each(String name, Class<S> sort, Function<S, T> reading) {
    List<?> values = required(name, take(name, List.class));
    List<T> result = new ArrayList<>();
    for (Object value : values) {
      result.add(reading.apply(cast(name, value, sort)));
    }
    return result;
  }

  private <S> Optional<S> take(String name, Class<S> sort) {
    return Optional.ofNullable(members.remove(name)).map(value -> cast(name, value, sort));
  }

  private static <S> S cast(String name, Object value, Class<S> sort) {
    if (!sort.isInstance(value)) {
      throw new Malformed("`" + name + "` is of the wrong type");
    }
    return sort.cast(value);
  }

  private static <T> T required(String name, Optional<T> value) {
    return value.orElseThrow(() -> new Malformed("`" + name + "` is missing or unknown"));
  }
}
