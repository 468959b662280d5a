package dev.clova.state;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Parses JSON of bounded size and depth. Numbers are whole, names are not repeated, nothing is
 * null, nothing follows.
 */
final class JsonIn {

  /** The most that is read of anything, in bytes. */
  static final long LIMIT = 256L << 20;

  private static final int DEPTH = 64;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEPTH)
                  .maxDocumentLength(LIMIT)
                  .maxNumberLength(20)
                  .build())
          .build();

  private final JsonParser parser;

  private JsonIn(JsonParser parser) {
    this.parser = parser;
  }

  /** The one object that these bytes are. */
  static Members object(byte[] bytes) {
    return object(bytes, 0, bytes.length);
  }

  static Members object(byte[] bytes, int offset, int length) {
    try (JsonParser parser = FACTORY.createParser(bytes, offset, length)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new Malformed("it is no JSON object");
      }
      Members object = new JsonIn(parser).object();
      if (parser.nextToken() != null) {
        throw new Malformed("something follows the JSON object");
      }
      return object;
    } catch (IOException e) {
      throw new Malformed("it is not valid JSON");
    }
  }

  private Members object() throws IOException {
    Map<String, Object> members = new HashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      members.put(name, value());
    }
    return new Members(members);
  }

  private List<Object> array() throws IOException {
    List<Object> values = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      values.add(value());
    }
    return values;
  }

  private Object value() throws IOException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT) {
      return object();
    }
    if (token == JsonToken.START_ARRAY) {
      return array();
    }
    if (token == JsonToken.VALUE_STRING) {
      return parser.getText();
    }
    if (token == JsonToken.VALUE_NUMBER_INT) {
      return parser.getLongValue();
    }
    if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
      return parser.getBooleanValue();
    }
    throw new Malformed("it holds a value of a sort that no member has");
  }
}
