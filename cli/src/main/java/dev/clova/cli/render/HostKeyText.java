package dev.clova.cli.render;

import dev.clova.cli.console.Palette;
import dev.clova.cli.console.Style;
import dev.clova.engine.transport.ScannedKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A host key for a person to compare.
 *
 * @param palette how to paint it
 * @param columns the width in character cells
 */
public record HostKeyText(Palette palette, int columns) {

  private static final int INDENT = 2;

  /** A key that nobody knows here yet, and how to find out whose it is. */
  public List<String> shown(ScannedKey key) {
    List<Line> lines = new ArrayList<>();
    lines.add(
        Line.of(
            new Span(key.target(), Style.STRONG),
            Span.plain(" (" + key.host() + ") shows this " + key.type() + " key:")));
    lines.add(Line.BLANK);
    lines.add(Line.of(Span.gap(2 * INDENT), new Span(key.fingerprint(), Style.STRONG)));
    lines.add(Line.BLANK);
    lines.addAll(
        paragraph("Compare it with what the server's owner or provider gives, or on its console:"));
    lines.add(Line.of(Span.gap(2 * INDENT), new Span(command(key), Style.HINT)));
    return Line.texts(lines, palette);
  }

  /** A key that is known already. */
  public List<String> known(ScannedKey key) {
    return sentence(
        "`%s` (%s): its %s key %s is known already."
            .formatted(key.target(), key.host(), key.type(), key.fingerprint()));
  }

  /** A key that is known from now on. */
  public List<String> stored(ScannedKey key) {
    return sentence(
        "The key of `%s` is in `%s` now. `clova target test %s` tries the rest."
            .formatted(key.target(), key.file(), key.target()));
  }

  /** What prints the fingerprint on the host itself. */
  public static String command(ScannedKey key) {
    return "ssh-keygen -lf /etc/ssh/ssh_host_" + key.type().toLowerCase(Locale.ROOT) + "_key.pub";
  }

  private List<String> sentence(String text) {
    return Line.texts(paragraph(text), palette);
  }

  private List<Line> paragraph(String text) {
    return Flow.fill(columns, List.of(), 0, List.of(Span.plain(text)));
  }
}
