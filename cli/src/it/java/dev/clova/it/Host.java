package dev.clova.it;

import java.util.List;

/**
 * A host of the fleet, looked at without Clova.
 *
 * @param name its name, also in the SSH configuration
 * @param kind {@code host} if it has an init system of its own
 * @param address where its SSH server is
 * @param port the server's port
 * @param features what it has beyond a bare system, such as {@code docker}
 * @param sshConfig the SSH configuration
 */
record Host(
    String name, String kind, String address, int port, List<String> features, String sshConfig) {

  /** Copies its list. */
  Host {
    features = List.copyOf(features);
  }

  /** Runs a shell script as root. */
  ShellRun run(String script) {
    return ShellRun.of(
        List.of(
            "ssh",
            "-F",
            sshConfig,
            "-l",
            "root",
            "-o",
            "LogLevel=ERROR",
            name,
            "sh -c \"$(cat)\" </dev/null"),
        script);
  }

  /** What a script prints that must go well. */
  String told(String script) {
    return run(script).orFail();
  }

  /** Whether a test of {@code sh} holds, such as {@code -e /etc/motd}. */
  boolean is(String condition) {
    return run("[ " + condition + " ]").status() == 0;
  }
}
