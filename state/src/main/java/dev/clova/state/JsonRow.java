package dev.clova.state;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A line of another program's answer that is one JSON array of plain values. */
public final class JsonRow {

  private static final JsonFactory FACTORY = new JsonFactory();

  private JsonRow() {}

  /** The values as texts, {@code null} as an empty one; no values if it is no such array. */
  public static List<String> values(String line) {
    List<String> values = new ArrayList<>();
    try (JsonParser parser = FACTORY.createParser(line)) {
      if (parser.nextToken() != JsonToken.START_ARRAY) {
        return List.of();
      }
      for (JsonToken token = parser.nextToken();
          token != null && token.isScalarValue();
          token = parser.nextToken()) {
        values.add(token == JsonToken.VALUE_NULL ? "" : parser.getText());
      }
      boolean isWhole = parser.currentToken() == JsonToken.END_ARRAY && parser.nextToken() == null;
      return isWhole ? List.copyOf(values) : List.of();
    } catch (IOException e) {
      return List.of();
    }
  }
}
