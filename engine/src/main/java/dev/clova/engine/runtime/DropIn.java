package dev.clova.engine.runtime;

import dev.clova.engine.step.Content;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What Clova adds to a service's unit, in a file of its own beside it: the service runs in its
 * directory and gets its env, unless its unit says otherwise.
 *
 * @param unit the unit that it is for
 * @param directory the service's directory, if the unit names none
 * @param env the service's env, if it has one
 */
record DropIn(String unit, Optional<String> directory, Optional<String> env) {

  /** The file's name in the unit's own folder. */
  static final String NAME = "clova.conf";

  static DropIn of(UnitFile unit, String directory, boolean hasEnv) {
    boolean silent = unit.isService() && !unit.has("Service.WorkingDirectory");
    return new DropIn(
        unit.name(),
        Optional.of(directory).filter(path -> silent),
        Optional.of(directory + "/.env").filter(path -> unit.isService() && hasEnv));
  }

  /** Below systemd's folder of units. */
  String path() {
    return folder() + "/" + NAME;
  }

  /** Below systemd's folder of units. */
  String folder() {
    return unit + ".d";
  }

  /** The file; empty if there is nothing to add. */
  Optional<Content> content() {
    if (directory.isEmpty() && env.isEmpty()) {
      return Optional.empty();
    }
    StringBuilder text = new StringBuilder("# Written by Clova.\n[Service]\n");
    directory.ifPresent(
        path -> text.append("WorkingDirectory=").append(literal(path)).append('\n'));
    env.ifPresent(path -> text.append("EnvironmentFile=").append(literal(path)).append('\n'));
    return Optional.of(Content.of(text.toString().getBytes(StandardCharsets.UTF_8)));
  }

  /** For people, why the file is to be as it is. */
  String describe() {
    if (directory.isEmpty() && env.isEmpty()) {
      return path() + " goes: the unit says it all";
    }
    String both = directory.isPresent() && env.isPresent() ? " and " : "";
    return path()
        + " tells it "
        + directory.map(path -> "its directory").orElse("")
        + both
        + env.map(path -> "its env").orElse("");
  }

  /** A percent sign begins one of systemd's specifiers. */
  private static String literal(String path) {
    return path.replace("%", "%%");
  }
}
