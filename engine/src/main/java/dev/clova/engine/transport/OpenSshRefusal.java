package dev.clova.engine.transport;

import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import java.util.List;
import java.util.stream.Collectors;

/** What it means that the system's {@code ssh} did not connect, by what it said. */
final class OpenSshRefusal {

  /** The end of what ssh said is what it ended for; banners come before it. */
  private static final int LINES = 5;

  private OpenSshRefusal() {}

  /** The problem with a connection that ssh gave up. */
  static Problem of(Endpoint endpoint, String said) {
    String shown = shown(said);
    if (said.contains("REMOTE HOST IDENTIFICATION HAS CHANGED")) {
      return Problem.of(
          ProblemCode.HOST_KEY,
          "THE HOST KEY OF "
              + described(endpoint)
              + " HAS CHANGED. Somebody may be listening in; nothing was sent. `ssh` said: "
              + shown,
          "If the server was set up anew, ask its owner for the new fingerprint, remove the old line"
              + " from known_hosts and run `clova target trust "
              + endpoint.target()
              + "`.");
    }
    if (said.contains("Host key verification failed")) {
      return Problem.of(
          ProblemCode.HOST_KEY,
          "The host key of " + described(endpoint) + " is not known. `ssh` said: " + shown,
          "Compare the fingerprint with the one that the server's owner gives: `clova target trust "
              + endpoint.target()
              + "`.");
    }
    if (said.contains("Permission denied") || said.contains("Too many authentication failures")) {
      return Problem.of(
          ProblemCode.AUTHENTICATION,
          described(endpoint) + " refused the login. `ssh` said: " + shown,
          "Check `user` and `identity`. An encrypted key has to be in the agent (`ssh-add`): this"
              + " `ssh` asks nothing.");
    }
    return Problem.of(
        ProblemCode.UNREACHABLE,
        "`ssh` did not connect to " + described(endpoint) + ". It said: " + shown,
        "Run `ssh " + endpoint.host() + "` yourself: it must log in without asking anything.");
  }

  /** The target and where it is, for messages. */
  static String described(Endpoint endpoint) {
    return "`" + endpoint.target() + "` (" + endpoint.host() + ")";
  }

  private static String shown(String said) {
    List<String> lines = said.strip().lines().toList();
    return lines.stream()
        .skip(Math.max(0, lines.size() - LINES))
        .map(Reasons::shown)
        .collect(Collectors.joining(" "));
  }
}
