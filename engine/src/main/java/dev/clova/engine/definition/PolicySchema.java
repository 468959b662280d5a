package dev.clova.engine.definition;

import java.util.ArrayList;
import java.util.List;

/** What {@code [policy]} may hold, in {@code clova.toml} and in a file outside. */
final class PolicySchema {

  private static final List<String> RISKS = List.of("content_lost", "data_lost", "irreversible");

  private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");

  private static final Key FREEZE =
      Key.of(
          "freeze",
          Key.Type.TABLES,
          "Times in which nothing is applied. A plan may still be made.",
          List.of(
              Key.texts("days", "The days of the week on which it begins.")
                  .among(DAYS)
                  .orElse("every day")
                  .example("[\"fri\", \"sat\", \"sun\"]"),
              Key.text("from", "When it begins on these days.").or("00:00").example("\"16:00\""),
              Key.text(
                      "to",
                      "When it ends: on the same day if that is later than `from`, else on the"
                          + " next.")
                  .or("00:00")
                  .example("\"08:00\""),
              Key.text("zone", "Whose time that is: a name of the tz database.")
                  .or("UTC")
                  .example("\"Europe/Berlin\""),
              Key.text("first", "The first day on which it begins.")
                  .orElse("it always did")
                  .example("\"2026-12-20\""),
              Key.text("last", "The last day on which it begins.")
                  .orElse("it always will")
                  .example("\"2027-01-03\""),
              Key.text("why", "A reason, shown to whoever is refused.")
                  .orElse("none")
                  .example("\"weekend\"")));

  private static final List<Key> RULES =
      List.of(
          Key.texts(
                  "protect",
                  "Services and targets from which nothing is removed, and on which nothing is done"
                      + " that has a risk: `SERVICE`, `SERVICE@TARGET`, `@TARGET` or `tag:TAG`, in"
                      + " which `*` stands for anything.")
              .or()
              .example("[\"postgres\", \"@db-*\"]"),
          Key.texts(
                  "ask",
                  "Risks that need `--allow` on the command line, also where a definition takes"
                      + " them itself.")
              .among(RISKS)
              .or()
              .example("[\"content_lost\"]"),
          Key.texts("forbid", "Risks that are refused, whatever is allowed.")
              .among(RISKS)
              .or()
              .example("[\"irreversible\"]"),
          Key.whole(
                  "max_removed",
                  0,
                  100_000,
                  "The most services that one plan takes from their targets, each counted on each"
                      + " target.")
              .orElse("any number")
              .example("3"),
          Key.whole(
                  "max_removed_percent",
                  0,
                  100,
                  "The same as a share of all that are recorded. With both, both have to hold.")
              .orElse("any share")
              .example("25"),
          Key.flag(
                  "reviewed",
                  false,
                  "Whether a plan is applied only once its id is approved in the file that"
                      + " `CLOVA_POLICY` names.")
              .example("true"),
          Key.texts(
                  "deny",
                  "Actions that are refused: a verb or `*`, a blank, and an address, in which `*`"
                      + " stands for anything. An address without a kind stands for all of the"
                      + " placement.")
              .or()
              .example("[\"stop *@db-1\", \"remove *:user/*\"]"),
          FREEZE);

  private static final List<Key> APPROVALS =
      List.of(
          Key.texts("approved", "The ids of plans that are approved.")
              .or()
              .example("[\"p-7f3k-9c2m-04qd\"]"),
          Key.text(
                  "approvals",
                  "A folder in which a file approves the plan of its name; absolute, or relative to"
                      + " this file.")
              .orElse("none")
              .example("\"approvals\""));

  static final Key INSIDE =
      Key.of(
          "policy",
          Key.Type.TABLE,
          "What a plan must not do, or not without more. A file outside the working directory,"
              + " named by `CLOVA_POLICY`, may say more of it; each rule of both has to hold.",
          RULES);

  static final Key OUTSIDE =
      Key.table(
          "",
          "Rules outside the working directory, where no change to that can reach them; the"
              + " environment variable `CLOVA_POLICY` names the file. Each has to hold beside those"
              + " of `clova.toml`.",
          Key.of(
              "policy",
              Key.Type.TABLE,
              "What a plan must not do, or not without more.",
              both(RULES, APPROVALS)));

  private PolicySchema() {}

  private static List<Key> both(List<Key> first, List<Key> second) {
    List<Key> keys = new ArrayList<>(first);
    keys.addAll(second);
    return keys;
  }
}
