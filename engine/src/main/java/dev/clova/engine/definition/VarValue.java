package dev.clova.engine.definition;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The value of a variable, as written; texts in it may hold templates. */
public sealed interface VarValue {

  /** A text. */
  record Text(TextAt text) implements VarValue {}

  /** A whole number. */
  record Whole(long number) implements VarValue {}

  /** A number with a fraction. */
  record Real(double number) implements VarValue {}

  /** True or false. */
  record Flag(boolean flag) implements VarValue {}

  /** A list, in the order in which it was written. */
  record Items(List<VarValue> items) implements VarValue {

    /** Copies the list. */
    public Items {
      items = List.copyOf(items);
    }
  }

  /** A table, by key. */
  record Entries(SortedMap<String, VarValue> entries) implements VarValue {

    /** Copies the table. */
    public Entries {
      entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
    }
  }
}
