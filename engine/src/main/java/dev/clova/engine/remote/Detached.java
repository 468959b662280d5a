package dev.clova.engine.remote;

import com.google.errorprone.annotations.CompileTimeConstant;

/**
 * A script that runs on a target by itself, when nobody need be connected any more. What it says is
 * frames, as in a session, that a later session can read.
 */
public final class Detached {

  private static final ShellText FRAME =
      ShellText.of("frame() { printf '\\n@%s %s\\n' \"$c_t\" \"$*\"; }");

  private Detached() {}

  /**
   * The whole of its text, for {@code /bin/sh}. Nothing of it is read once it has begun: its file
   * may go.
   *
   * @param token marks its frames; unpredictable, of letters and digits
   */
  public static ShellText script(String token, ShellText body) {
    return ShellText.lines(
        ShellText.of("{"),
        ShellText.program(ShellProgram.USUAL.environment()),
        ShellText.of("trap '' HUP"),
        ShellText.of("c_t=").plus(ShellText.word(token)),
        FRAME,
        body,
        ShellText.of("exit 0"),
        ShellText.of("}"));
  }

  /**
   * Text that gives the frames of such a script as those of the session that asks.
   *
   * @param file what it said, as a shell word
   */
  public static ShellText replay(String token, @CompileTimeConstant String file) {
    return ShellText.of("sed \"s/^@\"")
        .plus(ShellText.word(token))
        .plus("\" /@$c_t /\" <")
        .plus(file);
  }
}
