package dev.clova.cli.command;

import java.time.Duration;

/** What the commands have in common that show services and targets. */
final class FleetOptions {

  /** A look that is not older than this is shown as the present. */
  static final Duration PATIENCE = Duration.ofMinutes(10);

  private FleetOptions() {}
}
