package dev.clova.state;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Immutable copies in natural order, so that equal things print as equal bytes. */
final class Sorted {

  private Sorted() {}

  static <K extends Comparable<K>, V> SortedMap<K, V> copy(Map<K, V> map) {
    SortedMap<K, V> sorted = new TreeMap<>();
    sorted.putAll(map);
    return Collections.unmodifiableSortedMap(sorted);
  }

  static <K extends Comparable<K>, V> SortedMap<K, V> with(Map<K, V> map, K key, V value) {
    SortedMap<K, V> sorted = new TreeMap<>();
    sorted.putAll(map);
    sorted.put(key, value);
    return Collections.unmodifiableSortedMap(sorted);
  }

  static <K extends Comparable<K>, V> SortedMap<K, V> without(Map<K, V> map, K key) {
    SortedMap<K, V> sorted = new TreeMap<>();
    sorted.putAll(map);
    sorted.remove(key);
    return Collections.unmodifiableSortedMap(sorted);
  }
}
