package dev.clova.cli.command;

import dev.clova.engine.PlanRequest;
import dev.clova.engine.Selection;
import dev.clova.engine.planning.Intent;
import dev.clova.state.Risk;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The options of every command that makes a plan, and what they ask for. */
final class PlanOptions {

  static final Setting<String> TARGET =
      Setting.text(
          "PATTERN",
          "Only targets of that name, glob or tag:TAG",
          "-l",
          "--limit",
          "-t",
          "--target");
  static final Setting<String> EXCLUDE =
      Setting.text("PATTERN", "Leave out what this selects", "--exclude");
  static final Setting<Risk> ALLOW =
      new Setting<>(
          List.of("--allow"),
          "RISK",
          "one of `content_lost`, `data_lost`, `irreversible`",
          PlanOptions::risk,
          "Take a risk that the plan names",
          "");
  static final Flag CHECKSUM =
      Flag.of("Read every file on the targets, also those that look untouched", "--checksum");
  static final Flag PURGE =
      Flag.of("Removing a service takes its persistent data with it", "--purge");
  static final Flag ADOPT =
      Flag.of("Take over services that another workspace put on a target", "--adopt");
  static final Operands SELECTION =
      Operands.any(
          "SELECTION", "SERVICE, SERVICE@TARGET, @TARGET or tag:TAG; everything if left out");

  static final List<Option> ALL = List.of(TARGET, EXCLUDE, ALLOW, CHECKSUM, PURGE, ADOPT);

  private PlanOptions() {}

  /** What the line asks for. */
  static PlanRequest request(Call call, Intent intent) {
    return request(call, intent, call.operands());
  }

  static PlanRequest request(Call call, Intent intent, List<String> patterns) {
    return request(call, intent, patterns, PURGE);
  }

  /**
   * What the line asks for.
   *
   * @param purge the flag that says that data goes, too
   */
  static PlanRequest request(Call call, Intent intent, List<String> patterns, Flag purge) {
    Set<Risk> allowed = EnumSet.noneOf(Risk.class);
    allowed.addAll(call.values(ALLOW));
    return new PlanRequest(
        selection(call, patterns),
        intent,
        call.has(CHECKSUM),
        call.has(purge),
        allowed,
        call.has(ADOPT));
  }

  /** Which part of the workspace the line selects. */
  static Selection selection(Call call) {
    return selection(call, call.operands());
  }

  private static Selection selection(Call call, List<String> patterns) {
    return new Selection(patterns, split(call.values(TARGET)), split(call.values(EXCLUDE)));
  }

  /** Several may stand behind one option, with commas between them. */
  static List<String> split(List<String> typed) {
    List<String> all = new ArrayList<>();
    typed.forEach(text -> all.addAll(Arrays.asList(text.split(",", -1))));
    return all;
  }

  private static Optional<Risk> risk(String text) {
    return Arrays.stream(Risk.values())
        .filter(risk -> risk != Risk.NONE && risk.word().equals(text.replace('-', '_')))
        .findFirst();
  }
}
