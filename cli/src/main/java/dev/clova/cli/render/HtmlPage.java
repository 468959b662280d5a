package dev.clova.cli.render;

import dev.clova.state.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * A page of HTML in one file: it fetches nothing, runs nothing, and its policy lets a browser do
 * neither, whatever else were in it.
 */
final class HtmlPage {

  private HtmlPage() {}

  /** The page's lines. */
  static List<String> lines(String title, Consumer<HtmlOut> body) {
    String style = style();
    HtmlOut out = new HtmlOut();
    out.raw("<!doctype html>\n").open("html", "lang=\"en\"").open("head");
    out.raw("<meta charset=\"utf-8\">\n");
    out.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"" + policy(style) + "\">\n");
    out.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    out.raw("<meta name=\"referrer\" content=\"no-referrer\">\n");
    out.element("title", title).raw("\n");
    out.open("style").raw(style).end().end();
    out.open("body").open("main").raw("\n");
    body.accept(out);
    out.end().end().close();
    return Arrays.asList(out.toString().split("\n", -1));
  }

  private static String policy(String style) {
    byte[] digest = Digest.sha256().digest(style.getBytes(StandardCharsets.UTF_8));
    return "default-src 'none'; style-src 'sha256-"
        + Base64.getEncoder().encodeToString(digest)
        + "'; base-uri 'none'; form-action 'none'";
  }

  private static String style() {
    try (InputStream in =
        Objects.requireNonNull(HtmlPage.class.getResourceAsStream("page.css"), "page.css")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("a part of this program is not readable", e);
    }
  }
}
