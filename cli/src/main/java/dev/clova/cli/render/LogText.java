package dev.clova.cli.render;

import dev.clova.cli.console.Palette;
import dev.clova.cli.console.Style;
import dev.clova.engine.live.LogLine;
import dev.clova.state.JsonOut;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * Draws lines of logs, each behind the name of its placement in a colour of its own; the names line
 * up as far as they are known.
 */
public final class LogText {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT);

  private final Palette palette;
  private final ZoneId zone;
  private final boolean withTimes;
  private int widest;

  /**
   * Nothing drawn yet.
   *
   * @param zone where the reader lives
   * @param withTimes whether each line begins with its time
   */
  public LogText(Palette palette, ZoneId zone, boolean withTimes) {
    this.palette = palette;
    this.zone = zone;
    this.withTimes = withTimes;
  }

  /** One line. */
  public String line(LogLine line) {
    String placement = line.placement().toString();
    widest = Math.max(widest, placement.length());
    StringBuilder text = new StringBuilder();
    if (withTimes) {
      String time = line.time().map(this::time).orElse("-");
      text.append(palette.paint(Style.FAINT, time)).append(' ');
    }
    text.append(palette.paintName(placement)).append(" ".repeat(widest - placement.length()));
    text.append(palette.paint(Style.FAINT, " | "));
    if (!line.source().isEmpty() && !isTheOnly(line)) {
      text.append(palette.paint(Style.FAINT, ForeignText.line(line.source()) + ": "));
    }
    return text.append(ForeignText.line(line.text())).toString();
  }

  /** One line for programs. */
  public static String json(LogLine line) {
    return JsonOut.event(
        out -> {
          out.text("time", line.time()).text("at", line.placement().toString());
          out.text("service", line.placement().service()).text("target", line.placement().target());
          out.text("source", Optional.of(line.source()).filter(source -> !source.isEmpty()));
          out.text("text", line.text());
        });
  }

  /** The container of a project that is called like its service says nothing more than that. */
  private static boolean isTheOnly(LogLine line) {
    return line.source().equals(line.placement().service() + "-1");
  }

  private String time(Instant time) {
    return TIME.format(time.atZone(zone));
  }
}
