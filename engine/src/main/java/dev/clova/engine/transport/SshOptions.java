package dev.clova.engine.transport;

import dev.clova.engine.transport.Route.Family;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an SSH configuration says of one host: for each option the first line that applies. */
final class SshOptions {

  /** What we cannot do. A connection without it would be another one than the user wants. */
  private static final Set<String> BEYOND_US =
      Set.of(
          "proxycommand",
          "knownhostscommand",
          "revokedhostkeys",
          "pkcs11provider",
          "bindaddress",
          "bindinterface");

  private static final Set<String> GATHERED = Set.of("identityfile", "certificatefile");
  private static final Pattern TIME = Pattern.compile("([0-9]{1,6})([smhdwSMHDW]?)");
  private static final int LARGEST_PORT = 65_535;

  private final Optional<String> chosenUser;
  private final Map<String, SshConfigLine> first = new HashMap<>();
  private final Map<String, List<SshConfigLine>> gathered = new HashMap<>();

  /** Nothing yet, but perhaps a user that no configuration changes. */
  SshOptions(Optional<String> chosenUser) {
    this.chosenUser = chosenUser;
  }

  /** A line that applies to the host. */
  void add(SshConfigLine line) {
    if (GATHERED.contains(line.keyword())) {
      List<SshConfigLine> lines =
          gathered.computeIfAbsent(line.keyword(), keyword -> new ArrayList<>());
      if (!lines.contains(line)) {
        lines.add(line);
      }
    } else {
      // The first of the two ways through a proxy rules out the other.
      boolean proxy = line.keyword().startsWith("proxy") && !line.keyword().contains("fdpass");
      first.putIfAbsent(proxy ? "proxy" : line.keyword(), line);
    }
  }

  /** The one line for an option. */
  Optional<SshConfigLine> line(String keyword) {
    return Optional.ofNullable(first.get(keyword));
  }

  /** All lines for an option that gathers. */
  List<SshConfigLine> lines(String keyword) {
    return List.copyOf(gathered.getOrDefault(keyword, List.of()));
  }

  /**
   * A line that asks for something that only the system's ssh can do.
   *
   * @param proxied whether the way to the host is settled, so that a ProxyCommand does not count
   */
  Optional<SshConfigLine> beyondUs(boolean proxied) {
    return first.values().stream()
        .filter(line -> BEYOND_US.contains(line.keyword()) && !line.isNone())
        .filter(line -> !proxied || !line.keyword().equals("proxycommand"))
        .min(Comparator.comparing(SshConfigLine::place));
  }

  /** The host to connect to. */
  String hostName(String host) {
    return line("hostname").map(line -> expanded(line, host)).orElse(host);
  }

  Optional<String> user() {
    return chosenUser.or(() -> line("user").map(SshConfigLine::word));
  }

  OptionalInt port() {
    Optional<SshConfigLine> line = line("port");
    return line.isEmpty() ? OptionalInt.empty() : OptionalInt.of(number(line.get(), LARGEST_PORT));
  }

  Family family() {
    return line("addressfamily")
        .map(
            line ->
                switch (line.word().toLowerCase(Locale.ROOT)) {
                  case "any" -> Family.ANY;
                  case "inet" -> Family.IPV4;
                  case "inet6" -> Family.IPV6;
                  default ->
                      throw line.problem("`" + Reasons.shown(line.word()) + "` is no family");
                })
        .orElse(Family.ANY);
  }

  /** How long a connection may take. */
  Optional<Duration> connectTimeout() {
    return line("connecttimeout").filter(line -> !line.isNone()).map(SshOptions::duration);
  }

  /** Whether an option is on. */
  boolean isOn(String keyword, boolean usually) {
    return line(keyword).map(SshConfigLine::isYes).orElse(usually);
  }

  private static String expanded(SshConfigLine line, String host) {
    StringBuilder text = new StringBuilder();
    String word = line.word();
    int at = 0;
    while (at < word.length()) {
      boolean token = word.charAt(at) == '%';
      at += token ? 1 : 0;
      char letter = at < word.length() ? word.charAt(at) : ' ';
      if (!token || letter == '%') {
        text.append(letter);
      } else if (letter == 'h') {
        text.append(host);
      } else {
        throw line.problem("a host name may only hold `%h`");
      }
      at++;
    }
    return text.toString();
  }

  private static int number(SshConfigLine line, int largest) {
    try {
      int number = Integer.parseInt(line.word());
      if (0 < number && number <= largest) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw line.problem("`" + Reasons.shown(line.word()) + "` is no number");
    }
    throw line.problem("the number must be from 1 to " + largest);
  }

  private static Duration duration(SshConfigLine line) {
    Matcher parts = TIME.matcher(line.word());
    Duration sum = Duration.ZERO;
    int end = 0;
    while (parts.find() && parts.start() == end) {
      long count = Long.parseLong(parts.group(1));
      sum =
          switch (parts.group(2).toLowerCase(Locale.ROOT)) {
            case "m" -> sum.plusMinutes(count);
            case "h" -> sum.plusHours(count);
            case "d" -> sum.plusDays(count);
            case "w" -> sum.plusDays(7 * count);
            default -> sum.plusSeconds(count);
          };
      end = parts.end();
    }
    if (end != line.word().length() || sum.isZero()) {
      throw line.problem("`" + Reasons.shown(line.word()) + "` is no time");
    }
    return sum;
  }
}
