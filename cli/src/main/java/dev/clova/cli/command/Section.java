package dev.clova.cli.command;

/** The headings of the list of commands, in their order. */
enum Section {
  /** The ten that {@code clova} alone shows. */
  EVERYDAY("Every day"),
  DEFINITIONS("Definitions"),
  PLANS("Plans"),
  MOVING("Moving services"),
  RUNNING("Running services"),
  RECORDS("State and history"),
  TARGETS("Targets and secrets"),
  AROUND("Around it");

  private final String heading;

  Section(String heading) {
    this.heading = heading;
  }

  String heading() {
    return heading;
  }
}
