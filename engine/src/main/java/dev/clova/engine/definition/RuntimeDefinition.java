package dev.clova.engine.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How a service runs. */
public sealed interface RuntimeDefinition {

  /** What {@code runtime = "…"} calls it. */
  String name();

  /**
   * Docker Compose.
   *
   * @param files Compose files, relative to the service's directory, as they are called on the
   *     target; at least one
   * @param profiles profiles to start
   * @param pull when images are pulled
   * @param build whether images are built there
   * @param removeOrphans whether containers that the files no longer name are removed
   */
  record Compose(
      List<String> files, List<TextAt> profiles, Pull pull, boolean build, boolean removeOrphans)
      implements RuntimeDefinition {

    /** Copies its lists. */
    public Compose {
      files = List.copyOf(files);
      profiles = List.copyOf(profiles);
    }

    @Override
    public String name() {
      return "compose";
    }
  }

  /**
   * Units of the system's systemd.
   *
   * @param units the unit files' names, each in the top of the service's directory; at least one
   * @param enable whether they start with the system
   */
  record Systemd(List<String> units, boolean enable) implements RuntimeDefinition {

    /** Copies its list. */
    public Systemd {
      units = List.copyOf(units);
    }

    @Override
    public String name() {
      return "systemd";
    }
  }

  /**
   * The service's own commands, run by a shell in its directory.
   *
   * @param start starts it
   * @param stop stops it
   * @param status exit status 0 means running
   * @param reload makes it read its configuration again
   * @param logs prints its log
   */
  record Command(
      TextAt start, TextAt stop, TextAt status, Optional<TextAt> reload, Optional<TextAt> logs)
      implements RuntimeDefinition {

    @Override
    public String name() {
      return "command";
    }

    /** The commands that are there. */
    List<TextAt> texts() {
      List<TextAt> texts = new ArrayList<>(List.of(start, stop, status));
      reload.ifPresent(texts::add);
      logs.ifPresent(texts::add);
      return texts;
    }
  }

  /** Nothing runs; the files are all. */
  record None() implements RuntimeDefinition {

    @Override
    public String name() {
      return "none";
    }
  }

  /** When Compose pulls images. */
  enum Pull {
    MISSING,
    ALWAYS,
    NEVER
  }
}
