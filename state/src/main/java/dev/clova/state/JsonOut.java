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
import java.util.Collection;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Writes JSON objects in a fixed layout: names in the order they are told, lines end in LF. */
final class JsonOut {

  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8).build();

  private final JsonGenerator generator;

  private JsonOut(JsonGenerator generator) {
    this.generator = generator;
  }

  /** One object with a line for each fact, so that versions of it can be compared by line. */
  static byte[] pretty(Consumer<JsonOut> members) {
    return write(members, true);
  }

  /** One object in one line, without a line end. */
  static byte[] line(Consumer<JsonOut> members) {
    return write(members, false);
  }

  JsonOut text(String name, String value) {
    return member(() -> generator.writeStringField(name, Bytes.encodable(value)));
  }

  JsonOut term(String name, Term value) {
    return text(name, value.word());
  }

  JsonOut number(String name, long value) {
    return member(() -> generator.writeNumberField(name, value));
  }

  JsonOut flag(String name, boolean value) {
    return member(() -> generator.writeBooleanField(name, value));
  }

  /** Leaves out what is not there. */
  JsonOut text(String name, Optional<?> value) {
    value.ifPresent(there -> text(name, there.toString()));
    return this;
  }

  JsonOut texts(String name, Collection<?> values) {
    return member(
        () -> {
          generator.writeArrayFieldStart(name);
          for (Object value : values) {
            generator.writeString(Bytes.encodable(value.toString()));
          }
          generator.writeEndArray();
        });
  }

  JsonOut attributes(String name, Attributes attributes) {
    return object(name, out -> attributes.values().forEach((key, value) -> out.text(key, value)));
  }

  JsonOut object(String name, Consumer<JsonOut> members) {
    return member(
        () -> {
          generator.writeObjectFieldStart(Bytes.encodable(name));
          members.accept(this);
          generator.writeEndObject();
        });
  }

  <T> JsonOut objects(String name, Collection<T> values, BiConsumer<JsonOut, T> members) {
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

  private static byte[] write(Consumer<JsonOut> members, boolean pretty) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator generator = FACTORY.createGenerator(bytes)) {
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
