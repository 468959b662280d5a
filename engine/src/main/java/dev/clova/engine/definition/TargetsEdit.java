package dev.clova.engine.definition;

import dev.clova.state.ClovaException;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;

/**
 * Takes a service off one target and puts it on another in its own file's words: the {@code
 * targets} of {@code service.clova.toml} with the fewest changes, and nothing else of the file.
 */
public final class TargetsEdit {

  private static final String KEY = "targets";

  private final TargetPatterns patterns;
  private final ServiceDefinition service;
  private final String original;
  private String text;

  private TargetsEdit(Definitions definitions, ServiceDefinition service, String text) {
    this.patterns = new TargetPatterns(definitions.targets());
    this.service = service;
    this.original = text;
    this.text = text;
  }

  /**
   * The file's text with the service on other targets.
   *
   * @param definitions what the files say now
   * @param service which service
   * @param text its file
   * @param moves where it is to be instead, by where it is
   * @throws ClovaException if the list cannot be changed in place
   */
  public static String moved(
      Definitions definitions, String service, String text, SortedMap<String, String> moves) {
    TargetsEdit edit = new TargetsEdit(definitions, definitions.service(service), text);
    TreeSet<String> wanted = new TreeSet<>(definitions.service(service).targets());
    wanted.removeAll(moves.keySet());
    wanted.addAll(moves.values());
    moves.forEach((from, to) -> edit.replace(from, to, wanted));
    wanted.forEach(edit::include);
    edit.chosen().stream().filter(on -> !wanted.contains(on)).forEach(edit::exclude);
    edit.check(wanted);
    return edit.text;
  }

  /** In place if both are named: the comment beside a target's name is about the service's home. */
  private void replace(String from, String to, Set<String> wanted) {
    List<String> written = array().values();
    if (!written.contains(from) || wanted.contains(from)) {
      return;
    }
    List<String> others = new ArrayList<>(written);
    others.remove(from);
    boolean comesAnyway = others.contains(to) || chosen(others).contains(to);
    text = comesAnyway ? array().removed(from) : array().replaced(from, to);
  }

  private void include(String target) {
    while (array().values().contains("!" + target)) {
      text = array().removed("!" + target);
    }
    if (!chosen().contains(target)) {
      text = array().added(target);
    }
  }

  private void exclude(String target) {
    while (array().values().contains(target)) {
      text = array().removed(target);
    }
    if (chosen().contains(target)) {
      text = array().added("!" + target);
    }
  }

  private List<String> chosen() {
    return chosen(array().values());
  }

  private List<String> chosen(List<String> written) {
    List<TextAt> at =
        written.stream().map(pattern -> new TextAt(pattern, service.placing().at())).toList();
    return patterns.resolve(at, new Problems());
  }

  private TextArray array() {
    return TextArray.in(text, KEY).orElseThrow(this::byHand);
  }

  /** What was meant came out, and nothing else of the file means anything else. */
  private void check(Set<String> wanted) {
    boolean same = meaning(text).equals(meaning(original));
    if (!same || !chosen().equals(wanted.stream().sorted().toList())) {
      throw byHand();
    }
  }

  /** All of the file but the list; of a text that does not parse, nothing is equal to anything. */
  private static List<String> meaning(String text) {
    TomlParseResult table = Toml.parse(text);
    List<String> meaning = new ArrayList<>();
    for (Map.Entry<List<String>, Object> entry : table.entryPathSet(true)) {
      if (!entry.getKey().getFirst().equals(KEY)) {
        Object value = entry.getValue();
        meaning.add(
            entry.getKey()
                + "="
                + switch (value) {
                  case TomlTable inner -> inner.toJson();
                  case TomlArray inner -> inner.toJson();
                  default -> value.toString();
                });
      }
    }
    Collections.sort(meaning);
    return table.hasErrors() ? List.of(text) : meaning;
  }

  private ClovaException byHand() {
    return new ClovaException(
        Problem.at(
            service.placing().at(),
            ProblemCode.BAD_VALUE,
            "`targets` is written in a way that Clova does not change by itself.",
            "Change it by hand and apply: that is the same as the command."));
  }
}
