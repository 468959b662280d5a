package dev.clova.engine.remote;

import com.google.errorprone.annotations.CompileTimeConstant;

/**
 * Shell text of root's that goes on as another user of the target, on the streams that are there.
 */
public final class OtherUser {

  private OtherUser() {}

  /**
   * Goes on with a text as this user.
   *
   * @param user a name, which the target may not know
   */
  public static ShellText named(String user, ShellText text) {
    return ShellProgram.USUAL.as(ShellText.word(user), text);
  }

  /**
   * Goes on with a text as the user whom a variable of the script names.
   *
   * @param variable its name with a dollar sign before it, in double quotes
   */
  public static ShellText in(@CompileTimeConstant String variable, ShellText text) {
    return ShellProgram.USUAL.as(ShellText.of(variable), text);
  }
}
