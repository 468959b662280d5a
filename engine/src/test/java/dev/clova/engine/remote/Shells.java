package dev.clova.engine.remote;

import dev.clova.engine.transport.Connection;
import java.security.SecureRandom;

/** Opens remote shells whose {@code /bin/sh} is another shell. */
final class Shells {

  private Shells() {}

  static RemoteShell open(Connection connection, String shell) {
    return open(connection, shell, new Privilege.None());
  }

  static RemoteShell open(Connection connection, String shell, Privilege privilege) {
    return open(connection, privilege, new ShellProgram(shell, ShellProgram.USUAL.path()));
  }

  static RemoteShell open(Connection connection, Privilege privilege, ShellProgram program) {
    return RemoteShell.open(connection, "nuc", privilege, new SecureRandom(), program);
  }
}
