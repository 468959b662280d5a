package dev.clova.cli.render;

import dev.clova.state.Effect;
import dev.clova.state.Reason;
import dev.clova.state.Risk;
import dev.clova.state.Term;
import dev.clova.state.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The reference page of the closed lists that a plan is made of. */
final class PlanWordsPage {

  private final List<String> lines = new ArrayList<>();

  private PlanWordsPage() {}

  static List<String> lines() {
    PlanWordsPage page = new PlanWordsPage();
    page.write();
    return page.lines;
  }

  private void write() {
    lines.add("# Plans");
    lines.add("");
    lines.add(
        "Every planned action has a verb, a reason, an effect and a risk. These lists are closed:"
            + " an addition raises the minor number of the formats, and no word ever changes what it"
            + " means. `clova plan --format json` prints `"
            + JsonPlan.FORMAT
            + "`; [plan.schema.json](plan.schema.json) is its JSON Schema. What cannot be told is"
            + " no action: it stands under `cannot_tell`, with the reason and what would be needed.");
    list("Verbs", "`do`: what is done.", Verb.values(), PlanWordsPage::verb);
    list("Reasons", "`why`: what it is done for.", Reason.values(), PlanWordsPage::reason);
    list(
        "Effects",
        "`effect`: what it does to what runs, from least to most.",
        Effect.values(),
        PlanWordsPage::effect);
    list(
        "Risks",
        "`risk`: what may be lost for good, from least to most.",
        Risk.values(),
        PlanWordsPage::risk);
  }

  private <T extends Term> void list(
      String heading, String meaning, T[] terms, Function<T, String> words) {
    lines.add("");
    lines.add("## " + heading);
    lines.add("");
    lines.add(meaning);
    lines.add("");
    lines.add("| word | meaning |");
    lines.add("| --- | --- |");
    for (T term : terms) {
      lines.add("| `%s` | %s |".formatted(term.word(), words.apply(term)));
    }
  }

  private static String verb(Verb verb) {
    return switch (verb) {
      case CREATE -> "nothing is there; it is made";
      case UPDATE -> "it is there, and becomes what is declared";
      case REPLACE -> "it is taken away and made anew";
      case MOVE -> "it goes to another place";
      case ADOPT -> "it is there, made by somebody else, and becomes Clova's as it is";
      case FORGET -> "it stays there, and is Clova's no longer";
      case REMOVE -> "it is taken away";
      case START -> "it begins to run";
      case STOP -> "it ends running";
      case RESTART -> "it ends running and begins again";
      case RELOAD -> "it reads its configuration again while it runs";
      case RUN -> "a command is run: a hook, or a check of health";
    };
  }

  private static String reason(Reason reason) {
    return switch (reason) {
      case NOT_PRESENT -> "it is declared and not there";
      case CONTENT_DIFFERS -> "its content is not the declared one";
      case ATTRIBUTES_DIFFER -> "its mode, owner or another attribute is not the declared one";
      case INPUT_CHANGED -> "something that it reads changes in this plan";
      case IMAGE_CHANGED -> "its image is another";
      case SECRET_CHANGED -> "a secret that it holds is another";
      case DEFINITION_CHANGED -> "its definition is another";
      case DRIFTED -> "somebody changed it outside Clova";
      case NOT_DECLARED -> "it is there because of a definition that is no more";
      case PLACEMENT_CHANGED -> "its service is on other targets now";
      case RENAMED -> "its service has another name now";
      case DEPENDENCY -> "what it depends on changes";
      case REQUESTED -> "it was asked for on the command line";
      case NOT_RUNNING -> "it is to run and does not";
      case UNHEALTHY -> "it runs and is not well";
    };
  }

  private static String effect(Effect effect) {
    return switch (effect) {
      case NONE -> "nothing";
      case RELOAD -> "configuration is read again, without an interruption";
      case RESTART -> "it is interrupted for as long as a restart takes";
      case DOWNTIME -> "it does not answer while this is applied";
    };
  }

  private static String risk(Risk risk) {
    return switch (risk) {
      case NONE -> "nothing";
      case CONTENT_LOST -> "content that Clova did not write";
      case DATA_LOST -> "data of a service; needs `--allow data_lost`";
      case IRREVERSIBLE -> "what nothing brings back; needs `--allow irreversible`";
    };
  }
}
