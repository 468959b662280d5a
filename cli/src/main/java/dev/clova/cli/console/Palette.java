package dev.clova.cli.console;

import java.util.List;
import picocli.CommandLine.Help.Ansi;

/**
 * Puts styles on text, or leaves it plain, for one stream.
 *
 * @param colored whether the stream shows colours
 */
public record Palette(boolean colored) {

  /** No colours. */
  public static final Palette PLAIN = new Palette(false);

  private static final List<Ansi.Style> NAME_COLORS =
      List.of(Ansi.Style.fg_cyan, Ansi.Style.fg_magenta, Ansi.Style.fg_blue, Ansi.Style.fg_green);

  /** The text in that style. The text must be escaped already: see {@link Printable}. */
  public String paint(Style style, String text) {
    return colored && style != Style.PLAIN && !text.isEmpty()
        ? style.on() + text + Style.off()
        : text;
  }

  /** The name of a target or service in a colour of its own, the same in every run. */
  public String paintName(String name) {
    return colored && !name.isEmpty()
        ? NAME_COLORS.get(Math.floorMod(name.hashCode(), NAME_COLORS.size())).on()
            + name
            + Style.off()
        : name;
  }
}
