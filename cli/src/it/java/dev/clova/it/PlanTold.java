package dev.clova.it;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What {@code clova plan --json} says.
 *
 * @param actions verb, address and reason of each, sorted, such as {@code update blog@vps:sync/a
 *     drifted}
 * @param members all texts by their path, such as {@code actions/change/lines}
 */
record PlanTold(List<String> actions, Map<String, List<String>> members) {

  /** Copies both. */
  PlanTold {
    actions = List.copyOf(actions);
    members = Map.copyOf(members);
  }

  static PlanTold of(String json) {
    Map<String, List<String>> members = new TreeMap<>();
    List<String> actions = new ArrayList<>();
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      List<String> path = new ArrayList<>();
      String name = "";
      Map<String, String> last = new TreeMap<>();
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        switch (token) {
          case FIELD_NAME -> name = parser.currentName();
          case START_OBJECT, START_ARRAY -> {
            path.add(name);
            name = "";
          }
          case END_OBJECT, END_ARRAY -> {
            path.removeLast();
            name = "";
            if (token == JsonToken.END_OBJECT && ends(path, "actions")) {
              actions.add(last.get("do") + " " + last.get("at") + " " + last.get("why"));
            }
          }
          default -> {
            String at = inside(path) + (name.isEmpty() ? "" : "/" + name);
            members.computeIfAbsent(at, absent -> new ArrayList<>()).add(parser.getText());
            if (inside(path).equals("actions")) {
              last.put(name, parser.getText());
            }
            name = "";
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new PlanTold(actions.stream().sorted().toList(), members);
  }

  private static boolean ends(List<String> path, String name) {
    return !path.isEmpty() && path.getLast().equals(name);
  }

  private static String inside(List<String> path) {
    return String.join("/", path.stream().filter(name -> !name.isEmpty()).toList());
  }

  /** All texts of one path. */
  List<String> texts(String path) {
    return members.getOrDefault(path, List.of());
  }
}
