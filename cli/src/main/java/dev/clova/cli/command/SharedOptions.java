package dev.clova.cli.command;

/** Options that several commands have, spelled once. */
final class SharedOptions {

  static final Flag JSON = Flag.of("Print JSON, for programs", "--json");

  static final Flag YES =
      Flag.of("Do not ask", "-y", "--auto-approve", "--yes").orVariable("CLOVA_YES");

  private SharedOptions() {}
}
