package dev.clova.engine.definition;

import dev.clova.state.Risk;
import dev.clova.state.SourcePosition;
import dev.clova.state.Term;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** One thing that a plan must not do, or not without more. */
public sealed interface PolicyRule {

  /** The key by which it is written. */
  String name();

  /** Where it is written. */
  SourcePosition at();

  /** What it says, without a capital and a full stop; the same for equal rules. */
  String text();

  /**
   * Nothing is removed there, and nothing is done that has a risk.
   *
   * @param patterns {@code SERVICE}, {@code SERVICE@TARGET}, {@code @TARGET} or {@code tag:TAG}
   */
  record Protect(List<String> patterns, SourcePosition at) implements PolicyRule {

    /** Copies its list. */
    public Protect {
      patterns = List.copyOf(patterns);
    }

    @Override
    public String name() {
      return "protect";
    }

    @Override
    public String text() {
      return "nothing is removed from `" + String.join("`, `", patterns) + "`, or put at risk";
    }
  }

  /**
   * Risks that somebody has to allow on the command line, whatever a definition allows itself.
   *
   * @param risks which
   */
  record Ask(Set<Risk> risks, SourcePosition at) implements PolicyRule {

    /** Copies its set. */
    public Ask {
      risks = Set.copyOf(risks);
    }

    @Override
    public String name() {
      return "ask";
    }

    @Override
    public String text() {
      return "`--allow` is needed for " + words(risks);
    }
  }

  /**
   * Risks that nobody can allow.
   *
   * @param risks which
   */
  record Forbid(Set<Risk> risks, SourcePosition at) implements PolicyRule {

    /** Copies its set. */
    public Forbid {
      risks = Set.copyOf(risks);
    }

    @Override
    public String name() {
      return "forbid";
    }

    @Override
    public String text() {
      return "nothing is done with the risk " + words(risks);
    }
  }

  /**
   * The most placements that one plan takes from their targets.
   *
   * @param most how many
   */
  record MaxRemoved(int most, SourcePosition at) implements PolicyRule {

    @Override
    public String name() {
      return "max_removed";
    }

    @Override
    public String text() {
      return "at most %d services are taken from their targets".formatted(most);
    }
  }

  /**
   * The same as a share of all that are recorded.
   *
   * @param most from 0 to 100
   */
  record MaxRemovedPercent(int most, SourcePosition at) implements PolicyRule {

    @Override
    public String name() {
      return "max_removed_percent";
    }

    @Override
    public String text() {
      return "at most %d %% of the services are taken from their targets".formatted(most);
    }
  }

  /** A plan is applied only if its id is approved outside the working directory. */
  record Reviewed(SourcePosition at) implements PolicyRule {

    @Override
    public String name() {
      return "reviewed";
    }

    @Override
    public String text() {
      return "a plan is applied once its id is approved";
    }
  }

  /**
   * Actions that are refused.
   *
   * @param patterns a verb or {@code *}, a blank, and an address in which {@code *} stands for
   *     anything
   */
  record Deny(List<String> patterns, SourcePosition at) implements PolicyRule {

    /** Copies its list. */
    public Deny {
      patterns = List.copyOf(patterns);
    }

    @Override
    public String name() {
      return "deny";
    }

    @Override
    public String text() {
      return "`" + String.join("`, `", patterns) + "` is not done";
    }
  }

  /**
   * A time in which nothing is applied.
   *
   * @param days of the week on which it begins
   * @param from when it begins on these days
   * @param to when it ends: on the same day if that is later than {@code from}, else on the next
   * @param zone whose time that is
   * @param first the first day; empty: always was
   * @param last the last day, included; empty: always will
   * @param why for people; may be empty
   */
  record Freeze(
      Set<DayOfWeek> days,
      LocalTime from,
      LocalTime to,
      ZoneId zone,
      Optional<LocalDate> first,
      Optional<LocalDate> last,
      String why,
      SourcePosition at)
      implements PolicyRule {

    /** Copies its set. */
    public Freeze {
      days = Set.copyOf(days);
    }

    @Override
    public String name() {
      return "freeze";
    }

    @Override
    public String text() {
      String on =
          days.size() == DayOfWeek.values().length
              ? "daily"
              : new TreeSet<>(days).stream().map(Freeze::word).collect(Collectors.joining(", "));
      return "nothing is applied %s from %s to %s %s%s%s%s"
          .formatted(
              on,
              from,
              to,
              zone,
              first.map(day -> ", from " + day).orElse(""),
              last.map(day -> ", until " + day).orElse(""),
              why.isEmpty() ? "" : ": " + why);
    }

    /** Whether it is on at this moment. */
    public boolean holds(Instant now) {
      ZonedDateTime there = now.atZone(zone);
      LocalDate today = there.toLocalDate();
      LocalTime time = there.toLocalTime();
      boolean overnight = !to.isAfter(from);
      boolean sinceToday =
          begins(today) && !time.isBefore(from) && (overnight || time.isBefore(to));
      boolean sinceYesterday = overnight && begins(today.minusDays(1)) && time.isBefore(to);
      return sinceToday || sinceYesterday;
    }

    private boolean begins(LocalDate day) {
      return days.contains(day.getDayOfWeek())
          && first.map(begin -> !day.isBefore(begin)).orElse(true)
          && last.map(end -> !day.isAfter(end)).orElse(true);
    }

    /** The first three letters, as they are written. */
    static String word(DayOfWeek day) {
      return day.name().substring(0, 3).toLowerCase(Locale.ROOT);
    }
  }

  private static String words(Set<Risk> risks) {
    return new TreeSet<>(risks).stream().map(Term::word).collect(Collectors.joining(", "));
  }
}
