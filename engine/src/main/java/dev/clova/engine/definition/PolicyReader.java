package dev.clova.engine.definition;

import dev.clova.engine.definition.PolicyRule.Freeze;
import dev.clova.state.PlanId;
import dev.clova.state.ProblemCode;
import dev.clova.state.Risk;
import dev.clova.state.SourcePosition;
import dev.clova.state.Term;
import dev.clova.state.Verb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads {@code [policy]}. */
final class PolicyReader {

  private final Fields file;
  private final Fields policy;
  private final Problems problems;
  private final List<PolicyRule> rules = new ArrayList<>();

  /**
   * @param file the file's top
   */
  PolicyReader(Fields file, Problems problems) {
    this.file = file;
    this.policy = file.table("policy");
    this.problems = problems;
  }

  /** The workspace's own rules; empty if it has none. */
  Optional<PolicyDefinition> inside() {
    readRules();
    return rules.isEmpty()
        ? Optional.empty()
        : Optional.of(new PolicyDefinition(Definitions.WORKSPACE_FILE, rules, Set.of()));
  }

  /** The rules of a file of their own, with what it approves. */
  Optional<PolicyDefinition> outside(Path path) {
    if (!file.has("policy")) {
      problems.add(
          file.at(),
          ProblemCode.MISSING_KEY,
          "There are no rules here.",
          "Write `[policy]`, and its keys below.");
    }
    readRules();
    Set<PlanId> approved = new HashSet<>();
    for (TextAt text : policy.textsAt("approved")) {
      PlanId.parse(text.text())
          .ifPresentOrElse(
              approved::add,
              () ->
                  bad(
                      text.at(),
                      "`" + text.text() + "` is not the id of a plan.",
                      "An id is such as `p-7f3k-9c2m-04qd`."));
    }
    policy.plain("approvals").ifPresent(folder -> approved.addAll(approvals(path, folder)));
    return Optional.of(new PolicyDefinition(path.toString(), rules, approved));
  }

  private Set<PlanId> approvals(Path path, String folder) {
    Set<PlanId> approved = new HashSet<>();
    Path base = path.toAbsolutePath().getParent();
    try (Stream<Path> files = Files.list(base == null ? Path.of(folder) : base.resolve(folder))) {
      files.forEach(
          each -> {
            Path name = each.getFileName();
            PlanId.parse(name == null ? "" : name.toString()).ifPresent(approved::add);
          });
    } catch (IOException e) {
      bad(policy.valueAt("approvals"), "`" + folder + "` cannot be read.", "Make the folder.");
    }
    return approved;
  }

  private void readRules() {
    List<String> protect = new ArrayList<>();
    for (TextAt pattern : policy.textsAt("protect")) {
      if (pattern.text().isBlank() || pattern.text().contains(" ")) {
        bad(pattern.at(), "This is no service and no target.", policy.example("protect"));
      } else {
        protect.add(pattern.text());
      }
    }
    if (!protect.isEmpty()) {
      rules.add(new PolicyRule.Protect(protect, policy.keyAt("protect")));
    }
    Set<Risk> ask = risks("ask");
    if (!ask.isEmpty()) {
      rules.add(new PolicyRule.Ask(ask, policy.keyAt("ask")));
    }
    Set<Risk> forbid = risks("forbid");
    if (!forbid.isEmpty()) {
      rules.add(new PolicyRule.Forbid(forbid, policy.keyAt("forbid")));
    }
    policy
        .whole("max_removed")
        .ifPresent(most -> rules.add(new PolicyRule.MaxRemoved(most, policy.keyAt("max_removed"))));
    policy
        .whole("max_removed_percent")
        .ifPresent(
            most ->
                rules.add(
                    new PolicyRule.MaxRemovedPercent(most, policy.keyAt("max_removed_percent"))));
    if (policy.flag("reviewed")) {
      rules.add(new PolicyRule.Reviewed(policy.keyAt("reviewed")));
    }
    deny();
    policy.tables("freeze").forEach(this::freeze);
  }

  private Set<Risk> risks(String key) {
    Set<Risk> risks = EnumSet.noneOf(Risk.class);
    policy.textsAt(key).forEach(t -> Term.parse(Risk.class, t.text()).ifPresent(risks::add));
    return risks;
  }

  private void deny() {
    List<String> patterns = new ArrayList<>();
    for (TextAt pattern : policy.textsAt("deny")) {
      String[] words = pattern.text().split(" ", -1);
      boolean isVerb = words[0].equals("*") || Term.parse(Verb.class, words[0]).isPresent();
      if (words.length == 2 && isVerb && !words[1].isEmpty()) {
        patterns.add(pattern.text());
      } else {
        bad(
            pattern.at(),
            "This is not a verb or `*`, a blank, and an address.",
            policy.example("deny"));
      }
    }
    if (!patterns.isEmpty()) {
      rules.add(new PolicyRule.Deny(patterns, policy.keyAt("deny")));
    }
  }

  private void freeze(Fields freeze) {
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      if (freeze.textsAt("days").isEmpty() || freeze.texts("days").contains(Freeze.word(day))) {
        days.add(day);
      }
    }
    Optional<LocalTime> from = parsed(freeze, "from", LocalTime::parse, "a time such as `16:00`");
    Optional<LocalTime> to = parsed(freeze, "to", LocalTime::parse, "a time such as `08:00`");
    Optional<ZoneId> zone = parsed(freeze, "zone", ZoneId::of, "a zone such as `Europe/Berlin`");
    Optional<LocalDate> first =
        parsed(freeze, "first", LocalDate::parse, "a date such as `2026-12-20`");
    Optional<LocalDate> last =
        parsed(freeze, "last", LocalDate::parse, "a date such as `2027-01-03`");
    if (from.isPresent() && to.isPresent() && zone.isPresent()) {
      rules.add(
          new Freeze(
              days,
              from.get(),
              to.get(),
              zone.get(),
              first,
              last,
              freeze.plain("why").orElse(""),
              freeze.at()));
    }
  }

  private <T> Optional<T> parsed(
      Fields freeze, String key, Function<String, T> parser, String what) {
    Optional<String> text = freeze.plain(key);
    try {
      return text.map(parser);
    } catch (DateTimeException e) {
      bad(freeze.valueAt(key), "`" + key + "` must be " + what + ".", freeze.example(key));
      return Optional.empty();
    }
  }

  private void bad(SourcePosition at, String detail, String hint) {
    problems.add(at, ProblemCode.BAD_VALUE, detail, hint);
  }
}
