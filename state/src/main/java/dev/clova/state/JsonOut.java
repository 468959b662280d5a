package dev.clova.state;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.core.util.Separators.Spacing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Writes JSON objects in a fixed layout: names in the order they are told, lines end in LF. */
public final class JsonOut {

  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8).build();

  /** Jackson's word for: escape nothing but what JSON has to. */
  private static final int ANY = 0;

  private static final int LAST_ASCII = '~';

  private final JsonGenerator generator;

  private JsonOut(JsonGenerator generator) {
    this.generator = generator;
  }

  /**
   * One object for whoever reads standard output: laid out in lines, without a line end, and in
   * ASCII, so that nothing in it can steer a terminal or a runner of pipelines.
   */
  public static String document(Consumer<JsonOut> members) {
    return printable(members, true);
  }

  /** The same in one line, for a stream of events. */
  public static String event(Consumer<JsonOut> members) {
    return printable(members, false);
  }

  /** One object with a line for each fact, so that versions of it can be compared by line. */
  static byte[] pretty(Consumer<JsonOut> members) {
    return write(members, true, ANY);
  }

  /** One object in one line, without a line end. */
  static byte[] line(Consumer<JsonOut> members) {
    return write(members, false, ANY);
  }

  /** A text. */
  public JsonOut text(String name, String value) {
    return member(() -> generator.writeStringField(name, Bytes.encodable(value)));
  }

  /** The word of a closed list. */
  public JsonOut term(String name, Term value) {
    return text(name, value.word());
  }

  /** A whole number. */
  public JsonOut number(String name, long value) {
    return member(() -> generator.writeNumberField(name, value));
  }

  /** Yes or no. */
  public JsonOut flag(String name, boolean value) {
    return member(() -> generator.writeBooleanField(name, value));
  }

  /** Leaves out what is not there. */
  public JsonOut text(String name, Optional<?> value) {
    value.ifPresent(there -> text(name, there.toString()));
    return this;
  }

  /** A list of texts. */
  public JsonOut texts(String name, Collection<?> values) {
    return member(
        () -> {
          generator.writeArrayFieldStart(name);
          for (Object value : values) {
            generator.writeString(Bytes.encodable(value.toString()));
          }
          generator.writeEndArray();
        });
  }

  /** An object of texts. */
  public JsonOut attributes(String name, Attributes attributes) {
    return object(name, out -> attributes.values().forEach((key, value) -> out.text(key, value)));
  }

  /** Lists of texts within a list. */
  public JsonOut rows(String name, Collection<? extends Collection<String>> rows) {
    return member(
        () -> {
          generator.writeArrayFieldStart(name);
          for (Collection<String> row : rows) {
            generator.writeStartArray();
            for (String value : row) {
              generator.writeString(Bytes.encodable(value));
            }
            generator.writeEndArray();
          }
          generator.writeEndArray();
        });
  }

  /** An object within. */
  public JsonOut object(String name, Consumer<JsonOut> members) {
    return member(
        () -> {
          generator.writeObjectFieldStart(Bytes.encodable(name));
          members.accept(this);
          generator.writeEndObject();
        });
  }

  /** A list of objects. */
  public <T> JsonOut objects(String name, Collection<T> values, BiConsumer<JsonOut, T> members) {
    return member(
        () -> {
          generator.writeArrayFieldStart(name);
          for (T value : values) {
            generator.writeStartObject();
            members.accept(this, value);
            generator.writeEndObject();
          }
          generator.writeEndArray();
        });
  }

  private static String printable(Consumer<JsonOut> members, boolean pretty) {
    String json = new String(write(members, pretty, LAST_ASCII), StandardCharsets.US_ASCII);
    // The generator of bytes escapes what is above ASCII, and takes its last character for plain.
    return json.replace("##", "#\\u0023").replace("\u007f", "\\u007f");
  }

  private static byte[] write(Consumer<JsonOut> members, boolean pretty, int highest) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator generator = FACTORY.createGenerator(bytes)) {
      generator.setHighestNonEscapedChar(highest);
      if (pretty) {
        generator.setPrettyPrinter(layout());
      }
      generator.writeStartObject();
      members.accept(new JsonOut(generator));
      generator.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return bytes.toByteArray();
  }

  private static DefaultPrettyPrinter layout() {
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    Separators separators =
        Separators.createDefaultInstance()
            .withObjectFieldValueSpacing(Spacing.AFTER)
            .withObjectEmptySeparator("")
            .withArrayEmptySeparator("");
    DefaultPrettyPrinter layout = new DefaultPrettyPrinter(separators);
    layout.indentArraysWith(lines);
    layout.indentObjectsWith(lines);
    return layout;
  }

  private JsonOut member(Writing writing) {
    try {
      writing.run();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
  }

  /** A call to the generator. */
  private interface Writing {
    void run() throws IOException;
  }
}
