package dev.clova.cli.render;

import dev.clova.engine.PlanResult;
import dev.clova.state.Effect;
import dev.clova.state.Plan;
import dev.clova.state.PlanId;
import dev.clova.state.TextLine;
import dev.clova.state.Verb;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A plan as it is shown, whatever the format: what comes first, what is told together, in which
 * words and how much of it, are decided here once. Texts are as they came; who draws them makes
 * them inert.
 *
 * @param id the plan's short name
 * @param title one line with the verdict
 * @param isEmpty whether there is nothing to do
 * @param counts how many actions there are of each verb that occurs
 * @param unchanged how many things need nothing
 * @param attention what to look at first, the gravest before the rest
 * @param sections what is done to each service
 * @param applyCommand what to type to carry it out; empty if it may not be or need not be
 */
public record PlanView(
    PlanId id,
    String title,
    boolean isEmpty,
    SortedMap<Verb, Integer> counts,
    int unchanged,
    List<Attention> attention,
    List<Section> sections,
    String applyCommand) {

  /** Copies its collections. */
  public PlanView {
    counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
    attention = List.copyOf(attention);
    sections = List.copyOf(sections);
  }

  /** The view of a plan just made, with what is to be said beside it. */
  public static PlanView of(PlanResult result, Folding folding) {
    Plan plan = result.plan();
    PlanId id = plan.id();
    boolean isApplicable = result.blockers().isEmpty() && !plan.isEmpty() && !plan.isUnseen();
    SortedMap<Verb, Integer> counts = new TreeMap<>();
    plan.actions().forEach(action -> counts.merge(action.verb(), 1, Integer::sum));
    return new PlanView(
        id,
        PlanWords.title(result),
        plan.isEmpty(),
        counts,
        plan.unchanged(),
        new PlanAttention(result).entries(),
        new PlanSections(plan, folding).sections(),
        isApplicable ? PlanWords.applyCommand(plan, id) : "");
  }

  /** The view of a saved plan. */
  public static PlanView of(Plan plan, Folding folding) {
    return of(new PlanResult(plan, List.of(), List.of(), List.of(), List.of()), folding);
  }

  /** Whether something is in the way of all of it. */
  boolean isBlocked() {
    return attention.stream().anyMatch(it -> it.matter() == Attention.Matter.BLOCKED);
  }

  /** The same with another command to carry it out; empty for none. */
  public PlanView withApplyCommand(String command) {
    return new PlanView(
        id, title, isEmpty, counts, unchanged, attention, sections, isEmpty ? "" : command);
  }

  /** The same, carried out from a file, if it may be carried out at all. */
  public PlanView savedIn(Plan plan, Path file) {
    return applyCommand.isEmpty() ? this : withApplyCommand(PlanWords.applyCommand(plan, file));
  }

  /**
   * Something to look at before the rest.
   *
   * @param matter what sort of thing
   * @param subjects addresses or targets that it is about; may be empty
   * @param more how many subjects are not named
   * @param text what is to be known, without a capital and a full stop
   */
  public record Attention(Matter matter, List<String> subjects, int more, String text) {

    /** Copies the list. */
    public Attention {
      subjects = List.copyOf(subjects);
    }

    /** What there is to look at, in the order of showing. */
    public enum Matter {
      BLOCKED("blocked"),
      IRREVERSIBLE("irreversible"),
      DATA_LOST("data lost"),
      CONTENT_LOST("content lost"),
      OVERWRITES("overwrites"),
      DOWNTIME("downtime"),
      UNREACHED("not reached"),
      CANNOT_TELL("cannot tell"),
      PARTIAL("partial"),
      WARNING("warning"),
      NOTE("note");

      private final String label;

      Matter(String label) {
        this.label = label;
      }

      /** One or two words. */
      public String label() {
        return label;
      }
    }
  }

  /**
   * What is done to one service on the targets where it is done in the same way.
   *
   * @param service its name
   * @param targets where, sorted
   * @param firstWave when its first action may begin
   * @param lastWave when its last one may
   * @param effect the worst that happens to the running service
   * @param entries in the order in which they are done
   */
  public record Section(
      String service,
      List<String> targets,
      int firstWave,
      int lastWave,
      Effect effect,
      List<Entry> entries) {

    /** Copies its lists. */
    public Section {
      targets = List.copyOf(targets);
      entries = List.copyOf(entries);
    }

    /** How many actions there are of each verb, on all targets together. */
    SortedMap<Verb, Integer> counts() {
      SortedMap<Verb, Integer> counts = new TreeMap<>();
      for (Entry entry : entries) {
        int places = entry.onlyOn().isEmpty() ? targets.size() : entry.onlyOn().size();
        int things = Math.max(1, entry.names().size() + entry.more());
        counts.merge(entry.verb(), places * things, Integer::sum);
      }
      return counts;
    }

    /** What may be lost, each said once. */
    List<String> risks() {
      return entries.stream().flatMap(entry -> entry.risks().stream()).distinct().toList();
    }

    /** Whether everything is done on every target alike. */
    public boolean isSame() {
      return entries.stream().allMatch(entry -> entry.onlyOn().isEmpty());
    }
  }

  /**
   * One action, on one or many targets, or several of one sort told together.
   *
   * @param verb what is done
   * @param subject the address within the placement, or how many things they are
   * @param names of the things, if several are told together; else empty
   * @param more how many names are left out
   * @param onlyOn the targets, if not all of the section; else empty
   * @param phrases what is to be said about it, the reason first
   * @param content the change of content, if it is shown
   */
  public record Entry(
      Verb verb,
      String subject,
      List<String> names,
      int more,
      List<String> onlyOn,
      List<Phrase> phrases,
      Optional<ContentLines> content) {

    /** Copies its lists. */
    public Entry {
      names = List.copyOf(names);
      onlyOn = List.copyOf(onlyOn);
      phrases = List.copyOf(phrases);
    }

    /** What may be lost by it. */
    List<String> risks() {
      return phrases.stream()
          .filter(phrase -> phrase.about() == Phrase.About.RISK)
          .map(Phrase::text)
          .toList();
    }
  }

  /**
   * A few words about an action.
   *
   * @param about what they are
   * @param text without a capital and a full stop
   */
  public record Phrase(About about, String text) {

    /** What words are about. */
    public enum About {
      REASON,
      DRIFT,
      FACT,
      EFFECT,
      RISK
    }
  }

  /**
   * The lines of a change of content.
   *
   * @param lines in their order
   * @param left how many lines are not shown; 0 if all are
   * @param notes what the lines do not show
   */
  public record ContentLines(List<ContentLine> lines, int left, List<String> notes) {

    /** Copies its lists. */
    public ContentLines {
      lines = List.copyOf(lines);
      notes = List.copyOf(notes);
    }
  }

  /**
   * One line of a change of content.
   *
   * @param sort its side
   * @param text as it is in the file, without its end
   * @param note what cannot be seen in it; usually empty
   */
  public record ContentLine(TextLine.Sort sort, String text, String note) {}
}
