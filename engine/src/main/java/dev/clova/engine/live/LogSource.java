package dev.clova.engine.live;

import dev.clova.engine.remote.OtherUser;
import dev.clova.engine.remote.ShellText;
import dev.clova.state.Address;
import dev.clova.state.Placement;
import dev.clova.state.PlacementRecord;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a placement's log is, and how its lines read. Taken from the receipt alone. */
public sealed interface LogSource {

  /** Shell text that prints the wanted part of the log; becomes the reader. */
  ShellText reader(LogWish wish);

  /** Whose log it is. */
  Placement placement();

  /** What a line of it says. */
  LogLine line(String text);

  /** Whether its lines have times, so that it can be taken up again where it broke off. */
  boolean hasTimes();

  /** Lines of a log without what would colour them on a terminal, or move about there. */
  static String plain(String lines) {
    return lines.replaceAll("\u001b\\[[0-9;]*[A-Za-z]", "");
  }

  /** The log of a placement; empty if it has none. */
  static Optional<LogSource> of(PlacementRecord record) {
    return switch (record.runtime().name()) {
      case "compose" -> Optional.of(new Compose(record.placement(), ServiceShell.project(record)));
      case "systemd" -> Optional.of(Journal.of(record));
      default -> record.runtime().attributes().get("logs").map(logs -> Own.of(record, logs));
    };
  }

  /**
   * The containers of a Compose project.
   *
   * @param placement whose
   * @param project the project's name
   */
  record Compose(Placement placement, String project) implements LogSource {

    /** Some versions erase the line first, whatever they are told of colours. */
    private static final Pattern LINE =
        Pattern.compile(
            "(?:\u001b\\[[0-9;]*[A-Za-z])*(\\S+?)\\s+\\| (?:(\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z) ?)?(.*)",
            Pattern.DOTALL);

    @Override
    public ShellText reader(LogWish wish) {
      List<String> words =
          new ArrayList<>(List.of("docker", "compose", "-p", project, "logs", "--no-color"));
      words.add("--timestamps");
      if (wish.follow()) {
        words.add("--follow");
      }
      wish.lines().ifPresent(count -> words.addAll(List.of("--tail", Integer.toString(count))));
      wish.since().ifPresent(since -> words.addAll(List.of("--since", since.toString())));
      return ShellText.of("exec ").plus(ShellText.words(words));
    }

    @Override
    public LogLine line(String text) {
      Matcher parts = LINE.matcher(text);
      if (!parts.matches()) {
        return new LogLine(placement, "", Optional.empty(), text);
      }
      Optional<Instant> time = Optional.ofNullable(parts.group(2)).flatMap(Compose::instant);
      return new LogLine(placement, parts.group(1), time, parts.group(3));
    }

    @Override
    public boolean hasTimes() {
      return true;
    }

    private static Optional<Instant> instant(String text) {
      try {
        return Optional.of(Instant.parse(text));
      } catch (DateTimeException e) {
        return Optional.empty();
      }
    }
  }

  /**
   * Units in the journal of systemd.
   *
   * @param placement whose
   * @param units their names
   */
  record Journal(Placement placement, List<String> units) implements LogSource {

    private static final DateTimeFormatter TIME =
        DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS[xxx][xx]", Locale.ROOT);

    /** A time, the host's name, who, and what; further lines of a message begin with spaces. */
    private static final Pattern LINE =
        Pattern.compile("(\\S{31}|\\S{32}) \\S+ ([^ \\[:]+)(?:\\[\\d+\\])?: (.*)", Pattern.DOTALL);

    /** Copies its list. */
    public Journal {
      units = List.copyOf(units);
    }

    static Journal of(PlacementRecord record) {
      List<String> units =
          List.of(record.runtime().attributes().get("units").orElse("").split(" ", -1));
      return new Journal(record.placement(), units);
    }

    @Override
    public ShellText reader(LogWish wish) {
      List<String> words = new ArrayList<>(List.of("journalctl", "--no-pager", "--quiet", "--utc"));
      words.addAll(List.of("--output", "short-iso-precise"));
      for (String unit : units) {
        words.addAll(List.of("--unit", unit));
      }
      if (wish.follow()) {
        words.add("--follow");
      }
      words.addAll(
          List.of("--lines", wish.lines().isPresent() ? "" + wish.lines().getAsInt() : "all"));
      wish.since()
          .ifPresent(
              since ->
                  words.addAll(
                      List.of(
                          "--since",
                          "@%d.%06d".formatted(since.getEpochSecond(), since.getNano() / 1000))));
      return ShellText.of("exec ").plus(ShellText.words(words));
    }

    @Override
    public LogLine line(String text) {
      Matcher parts = LINE.matcher(text);
      if (!parts.matches()) {
        return new LogLine(placement, "", Optional.empty(), text.strip());
      }
      String who = parts.group(2);
      return new LogLine(
          placement,
          units.size() > 1 || who.equals("systemd") ? who : "",
          instant(parts.group(1)),
          parts.group(3));
    }

    @Override
    public boolean hasTimes() {
      return true;
    }

    private static Optional<Instant> instant(String text) {
      try {
        return Optional.of(OffsetDateTime.parse(text, TIME).toInstant());
      } catch (DateTimeException e) {
        return Optional.empty();
      }
    }
  }

  /**
   * A command of the service's own, the recorded one.
   *
   * @param placement whose
   * @param directory where it runs
   * @param owner as whom; empty: the shell's own user
   * @param command the command
   */
  record Own(Placement placement, ShellText directory, String owner, String command)
      implements LogSource {

    static Own of(PlacementRecord record, String command) {
      boolean hasEnv = record.resource(Address.of(record.placement(), "env")).isPresent();
      ShellText directory =
          ShellText.of("cd -P ").plus(ShellText.path(record.home().directory())).plus(" || exit\n");
      return new Own(
          record.placement(),
          hasEnv ? directory.plus("set -a\n[ ! -r ./.env ] || . ./.env\nset +a\n") : directory,
          record.home().owner(),
          command);
    }

    /** What is wanted of the log is told to the command in its environment. */
    @Override
    public ShellText reader(LogWish wish) {
      ShellText run = ShellText.of("exec /bin/sh -c ").plus(ShellText.word(command));
      return ShellText.lines(
          directory,
          ShellText.set(
              "CLOVA_LINES", wish.lines().isPresent() ? "" + wish.lines().getAsInt() : ""),
          ShellText.set("CLOVA_SINCE", wish.since().map(Instant::toString).orElse("")),
          ShellText.set("CLOVA_FOLLOW", wish.follow() ? "1" : ""),
          ShellText.of("export CLOVA_LINES CLOVA_SINCE CLOVA_FOLLOW"),
          owner.isEmpty() ? run : OtherUser.named(owner, run));
    }

    @Override
    public LogLine line(String text) {
      return new LogLine(placement, "", Optional.empty(), text);
    }

    @Override
    public boolean hasTimes() {
      return false;
    }
  }
}
