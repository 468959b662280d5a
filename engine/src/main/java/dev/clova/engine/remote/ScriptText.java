package dev.clova.engine.remote;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The functions that Clova's own scripts are made of, from the scripts beside this program. */
public final class ScriptText {

  /** Looking at a target. */
  public static final ShellText LOOK = read("look.sh");

  /** Changing a target; needs {@link #LOOK}. */
  public static final ShellText CHANGE = read("change.sh");

  /**
   * Changes that a new connection must confirm; needs {@link #CHANGE} and {@link
   * TargetLock#LIVING}.
   */
  public static final ShellText PROBATION = read("probation.sh");

  /** Carrying a service's data; needs {@link #LOOK} and {@link #CHANGE}. */
  public static final ShellText MOVE = read("move.sh");

  /** Asking a service whether it is well. */
  public static final ShellText HEALTH = read("health.sh");

  /** How a target itself is; needs {@link #LOOK}. */
  public static final ShellText VITALS = read("vitals.sh");

  /** What services use of a target. */
  public static final ShellText USE = read("use.sh");

  /** Looking at units of systemd. */
  public static final ShellText SYSTEMD_LOOK = read("systemd_look.sh");

  /** Changing units of systemd. */
  public static final ShellText SYSTEMD_CHANGE = read("systemd_change.sh");

  /** What a target can do, for whoever sets it up. */
  public static final ShellText CHECK = read("check.sh");

  /** Giving up and renaming what is recorded on a target. */
  public static final ShellText CLAIM = read("claim.sh");

  /** Looking at a project of Docker Compose; needs {@link #LOOK}. */
  public static final ShellText COMPOSE_LOOK = read("compose_look.sh");

  /** Changing a project of Docker Compose. */
  public static final ShellText COMPOSE_CHANGE = read("compose_change.sh");

  /** Answering questions that are data; needs all that look. */
  public static final ShellText READONLY = read("readonly.sh");

  /** Running a command that ends with us. */
  public static final ShellText ATTEND = read("attend.sh");

  private ScriptText() {}

  /** Comments and indentation stay here: they would be sent to every target. */
  private static ShellText read(String name) {
    try (InputStream in =
        ScriptText.class.getResourceAsStream("/dev/clova/engine/scripts/" + name)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks " + name);
      }
      StringBuilder text = new StringBuilder();
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .forEach(line -> text.append(line).append('\n'));
      return ShellText.program(text.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
