package dev.clova.engine.runtime;

import dev.clova.engine.step.Content;
import dev.clova.state.Attributes;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The units of one service and what becomes of each: those that another of them triggers are not
 * started, and a template is only installed.
 *
 * @param files by name
 * @param started those that Clova starts, sorted
 * @param timed services that a timer of the set sets off: they read their files anew each time
 * @param activated services that a socket or path of the set brings up, and that may then stay up
 * @param enable whether the started ones start with the system
 * @param hasEnv whether the service has an env, which its services are to get
 */
record UnitSet(
    SortedMap<String, UnitFile> files,
    SortedSet<String> started,
    Set<String> timed,
    Set<String> activated,
    boolean enable,
    boolean hasEnv) {

  /** Copies what it is given. */
  UnitSet {
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    started = Collections.unmodifiableSortedSet(new TreeSet<>(started));
  }

  /** No unit at all. */
  static final UnitSet NONE = of(Map.of(), false, false);

  static UnitSet of(Map<String, Content> contents, boolean enable, boolean hasEnv) {
    SortedMap<String, UnitFile> files = new TreeMap<>();
    contents.forEach((name, content) -> files.put(name, UnitFile.of(name, content)));
    Set<String> timed = new TreeSet<>();
    Set<String> activated = new TreeSet<>();
    for (UnitFile file : files.values()) {
      file.timed().filter(unit -> !unit.equals(file.name())).ifPresent(timed::add);
      file.activated().filter(unit -> !unit.equals(file.name())).ifPresent(activated::add);
    }
    SortedSet<String> started = new TreeSet<>(files.keySet());
    started.removeIf(
        name -> UnitFile.isTemplate(name) || timed.contains(name) || activated.contains(name));
    timed.retainAll(files.keySet());
    activated.retainAll(files.keySet());
    return new UnitSet(files, started, timed, activated, enable, hasEnv);
  }

  /** The set as a receipt remembers it: names alone, enough to look, stop and remove. */
  static UnitSet recalled(Attributes recorded) {
    SortedMap<String, UnitFile> files = new TreeMap<>();
    for (String name : words(recorded, "units")) {
      files.put(name, UnitFile.of(name, Content.of(new byte[0])));
    }
    return new UnitSet(
        files,
        new TreeSet<>(words(recorded, "started")),
        Set.of(),
        Set.of(),
        recorded.get("enable").equals(Optional.of("true")),
        false);
  }

  /** What stopping and removing need, for the receipt. */
  Attributes attributes() {
    return Attributes.of("units", String.join(" ", files.keySet()))
        .with("started", String.join(" ", started))
        .with("enable", Boolean.toString(enable));
  }

  /** Names of units in an attribute, without any that systemd would not take. */
  static List<String> words(Attributes recorded, String attribute) {
    return recorded.get(attribute).stream()
        .flatMap(value -> List.of(value.split(" ", -1)).stream())
        .filter(UnitFile::isName)
        .toList();
  }

  /** Of those that can be asked about: a template is no unit by itself. */
  List<String> loadable() {
    return files.keySet().stream().filter(name -> !UnitFile.isTemplate(name)).toList();
  }
}
