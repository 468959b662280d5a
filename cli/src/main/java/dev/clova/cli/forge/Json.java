package dev.clova.cli.forge;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** JSON of others, of which only some is of interest: any depth of it can be asked for. */
record Json(Object value) {

  private static final int DEPTH = 64;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEPTH).build())
          .build();

  private static final String NOTHING = "";

  /**
   * Reads a text.
   *
   * @throws IOException if it is no JSON
   */
  static Json parse(String text) throws IOException {
    try (JsonParser parser = FACTORY.createParser(text)) {
      return parser.nextToken() == null ? new Json(NOTHING) : new Json(value(parser));
    }
  }

  /** A member's text, or number, along a path of names. */
  Optional<String> text(String... path) {
    Object at = value;
    for (String name : path) {
      at =
          at instanceof Map<?, ?> members && members.containsKey(name)
              ? members.get(name)
              : NOTHING;
    }
    boolean isOne = at instanceof String || at instanceof Long;
    return Optional.of(at).filter(it -> isOne).map(Object::toString).filter(it -> !it.isEmpty());
  }

  /** The elements of a list; an object is a list of one. */
  List<Json> elements() {
    return switch (value) {
      case List<?> list -> list.stream().map(Json::new).toList();
      case Map<?, ?> members -> List.of(this);
      default -> List.of();
    };
  }

  private static Object value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT -> number(parser);
      case VALUE_TRUE -> "true";
      case VALUE_FALSE -> "false";
      default -> NOTHING;
    };
  }

  /** What is too large for a number is a text. */
  private static Object number(JsonParser parser) throws IOException {
    return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
        ? parser.getText()
        : (Object) parser.getLongValue();
  }

  private static Map<String, Object> object(JsonParser parser) throws IOException {
    Map<String, Object> members = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      members.put(name, value(parser));
    }
    return members;
  }

  private static List<Object> array(JsonParser parser) throws IOException {
    List<Object> list = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      list.add(value(parser));
    }
    return list;
  }
}
