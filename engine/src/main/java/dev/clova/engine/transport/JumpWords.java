package dev.clova.engine.transport;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The hosts of a ProxyJump line: {@code [user@]host[:port]} or the same as an ssh address. */
final class JumpWords {

  private static final Pattern JUMP =
      Pattern.compile(
          "(?:ssh://)?(?:([^@]+)@)?(?:\\[([^\\[\\]]+)\\]|([^:\\[\\]]+))(?::([0-9]{1,5}))?/?");
  private static final int LARGEST_PORT = 65_535;

  private JumpWords() {}

  /**
   * The hosts in the order they are passed, as endpoints that take everything else from where they
   * stand.
   */
  static List<Endpoint> endpoints(SshConfigLine line, Endpoint endpoint) {
    List<Endpoint> jumps = new ArrayList<>();
    for (String word : line.word().split(",", -1)) {
      Matcher parts = JUMP.matcher(word.strip());
      if (!parts.matches()) {
        throw line.problem("`" + Reasons.shown(word) + "` is not `user@host:port`");
      }
      String host = Optional.ofNullable(parts.group(2)).orElse(parts.group(3));
      jumps.add(jump(host, parts, line, endpoint));
    }
    return jumps;
  }

  private static Endpoint jump(String host, Matcher parts, SshConfigLine line, Endpoint endpoint) {
    OptionalInt port = OptionalInt.empty();
    if (parts.group(4) != null) {
      int number = Integer.parseInt(parts.group(4));
      if (number < 1 || number > LARGEST_PORT) {
        throw line.problem("`" + number + "` is no port");
      }
      port = OptionalInt.of(number);
    }
    return new Endpoint(
        host,
        host,
        port,
        Optional.ofNullable(parts.group(1)),
        List.of(),
        Optional.empty(),
        List.of(),
        Endpoint.Via.SSH,
        endpoint.timeout());
  }
}
