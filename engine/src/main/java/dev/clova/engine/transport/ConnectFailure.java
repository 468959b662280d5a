package dev.clova.engine.transport;

import dev.clova.state.ClovaException;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;

/** What a connection that did not come about is told as: what happened and what to do. */
final class ConnectFailure {

  private ConnectFailure() {}

  /** The problem with a connection, by how far it came. */
  static Problem of(Dial dial, Jumps.Way way, IOException failure) {
    Route route = dial.route();
    if (dial.findings().refusal().isPresent()) {
      return dial.findings().refusal().get();
    }
    if (failure instanceof InterruptedIOException) {
      return unreachable("Interrupted while connecting to " + route.described() + ".", "");
    }
    return switch (dial.findings().stage()) {
      case CONNECTING ->
          // Our own end of the forwarding always answers; it is the far one that can be closed.
          way.forwarding().isPresent()
              ? noGreeting(route, way, failure)
              : notConnected(route, failure);
      case GREETING -> noGreeting(route, way, failure);
      case KEY_EXCHANGE -> noAgreement(route, failure);
      case LOGIN -> notLoggedIn(dial, failure);
    };
  }

  /** There is no key and no password to try. */
  static ClovaException nothingToOffer(Route route, LoginKeys.Offer offer) {
    return new ClovaException(
        Problem.of(
            ProblemCode.AUTHENTICATION,
            "There is no key to log in to "
                + route.described()
                + " with."
                + sentence("", offer.notes()),
            "Name one with `identity`, add one to the agent with `ssh-add`, or use `--ask-pass`."));
  }

  /** Stands for the end of a connection that was only made to see the host key. */
  static Problem onlyLooking() {
    return Problem.of(ProblemCode.HOST_KEY, "The host key was looked at.", "");
  }

  private static Problem notConnected(Route route, IOException failure) {
    return unreachable(
        isLate(failure)
            ? route.described() + " did not answer within " + seconds(route) + " s."
            : route.described() + " cannot be reached: " + Reasons.of(cause(failure)) + ".",
        "Check that the machine is up, that its SSH server runs on this port, and that no firewall"
            + " is in between.");
  }

  private static Problem noGreeting(Route route, Jumps.Way way, IOException failure) {
    if (isLate(failure)) {
      return unreachable(
          route.described()
              + " took the connection, but said nothing for "
              + seconds(route)
              + " s.",
          "The machine may be overloaded or frozen, or another program listens on this port.");
    }
    if (way.forwarding().isPresent()) {
      return unreachable(
          route.described()
              + " cannot be reached from its jump host `"
              + route.jumps().getLast().target()
              + "`, or does not speak SSH there.",
          "Check `host` and `port` as the jump host sees them, and that it allows forwarding.");
    }
    return unreachable(
        route.described() + " closed the connection before it said that it speaks SSH.",
        "Another program may listen on this port; or its SSH server is busy (`MaxStartups`) or"
            + " bars this machine.");
  }

  private static Problem noAgreement(Route route, IOException failure) {
    return unreachable(
        isLate(failure)
            ? route.described() + " stopped answering for " + seconds(route) + " s."
            : "No secure connection with "
                + route.described()
                + " came about: "
                + Reasons.of(cause(failure))
                + ".",
        "Clova uses no outdated cryptography. Update the server, or use `connection = \"openssh\"`"
            + " for this target.");
  }

  private static Problem notLoggedIn(Dial dial, IOException failure) {
    Route route = dial.route();
    if (isLate(failure)) {
      return unreachable(
          route.described() + " did not answer the login within " + seconds(route) + " s.",
          "The machine may be overloaded, or a key in the agent waits to be confirmed.");
    }
    List<String> notes = new ArrayList<>(dial.findings().failures());
    notes.addAll(dial.offer().notes());
    return Problem.of(
        ProblemCode.AUTHENTICATION,
        route.described()
            + " refused the login of `"
            + route.user()
            + "`."
            + sentence(
                "Tried: ", dial.findings().tried().stream().map(LoginKey::described).toList())
            + (dial.password().isPresent() ? " The password was tried as well." : "")
            + said(failure)
            + sentence("", notes),
        hint(dial));
  }

  private static String hint(Dial dial) {
    if (dial.findings().tried().isEmpty()) {
      return "Check `user` and the password; or name a key with `identity`.";
    }
    String user = dial.route().user();
    List<String> methods = dial.findings().methods();
    String keys =
        "Check `user`; add one of these keys to `~"
            + user
            + "/.ssh/authorized_keys` there, or name another with `identity`.";
    boolean passwords = methods.contains("password") || methods.contains("keyboard-interactive");
    return passwords && dial.password().isEmpty()
        ? keys + " The server also takes a password: `--ask-pass`."
        : keys;
  }

  /** What the server gave as its reason, when it said why it hung up. */
  private static String said(IOException failure) {
    boolean told =
        failure instanceof SshException answer
            && answer.getDisconnectCode() > 0
            && answer.getDisconnectCode()
                != SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE;
    return told ? " It said: " + Reasons.of(failure) + "." : "";
  }

  private static String sentence(String start, List<String> items) {
    return items.isEmpty() ? "" : " " + start + String.join("; ", items) + ".";
  }

  private static Problem unreachable(String detail, String hint) {
    return Problem.of(ProblemCode.UNREACHABLE, detail, hint);
  }

  private static long seconds(Route route) {
    return route.timeout().toSeconds();
  }

  private static boolean isLate(IOException failure) {
    return cause(failure) instanceof TimeoutException;
  }

  private static Throwable cause(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }
}
