package dev.clova.cli.render;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.clova.state.ClovaVersion;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** The version as JSON: {@code version}, {@code java}, {@code platform}. */
public final class VersionJson {

  private VersionJson() {}

  /** One object on one line. */
  public static String text() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("version", ClovaVersion.CURRENT);
      json.writeStringField("java", Runtime.version().toString());
      json.writeStringField(
          "platform", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
