package dev.clova.cli.command;

import java.util.List;

/** The options of every command that reaches targets. */
final class ConnectOptions {

  static final Flag ASK_PASS =
      Flag.of("Ask for the password to log in with; keys come first", "--ask-pass");

  static final Flag ASK_BECOME_PASS =
      Flag.of("Ask for the password that sudo wants on targets", "-K", "--ask-become-pass");

  static final Setting<Integer> PARALLEL =
      Setting.number(
              "N", 1, 1000, "How many targets to connect to at once", "--parallelism", "--parallel")
          .orVariable("CLOVA_PARALLEL");

  static final List<Option> ALL = List.of(ASK_PASS, ASK_BECOME_PASS, PARALLEL);

  private ConnectOptions() {}
}
