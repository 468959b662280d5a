package dev.clova.engine.definition;

import dev.clova.state.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Reads one target of {@code clova.toml}. */
final class TargetReader {

  private final String name;
  private final Fields fields;
  private final Problems problems;

  /**
   * @param fields the target's table over {@code [defaults]}
   */
  TargetReader(String name, Fields fields, Problems problems) {
    this.name = name;
    this.fields = fields;
    this.problems = problems;
  }

  TargetDefinition read() {
    return new TargetDefinition(
        name,
        checked("host", Names::isHost, "the name or address of a host").orElse(name),
        checked("address", Names::isHost, "the name or address of a host"),
        fields.whole("port"),
        checked("user", Names::isUser, "a user's name"),
        path("identity").map(List::of).orElse(List.of()),
        path("known_hosts"),
        jumps(),
        fields.choice("become", Become.values()),
        root(),
        tags(),
        fields.variables("vars"),
        fields.flag("protect"),
        fields.choice("connection", ConnectionKind.values()),
        fields.duration("timeout"),
        fields.whole("parallel"),
        fields.at());
  }

  private Optional<String> checked(String key, Predicate<String> isRight, String what) {
    Optional<String> text = fields.plain(key);
    if (text.isEmpty() || isRight.test(text.get())) {
      return text;
    }
    String detail = "`" + key + "` must be " + what + ".";
    problems.add(fields.valueAt(key), ProblemCode.BAD_VALUE, detail, fields.example(key));
    return Optional.empty();
  }

  private Optional<String> path(String key) {
    return checked(key, text -> !text.isBlank() && !text.startsWith("-"), "the path of a file");
  }

  private Optional<String> root() {
    Optional<String> root = fields.plain("root");
    String fault = root.map(RootFolder::fault).orElse("");
    if (!fault.isEmpty()) {
      String hint = "For example `root = \"/srv/clova\"`.";
      problems.add(fields.valueAt("root"), ProblemCode.BAD_VALUE, fault, hint);
      return Optional.empty();
    }
    return root.map(text -> text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
  }

  private List<String> tags() {
    TreeSet<String> tags = new TreeSet<>();
    for (TextAt tag : fields.textsAt("tags")) {
      if (Names.isTag(tag.text())) {
        tags.add(tag.text());
      } else {
        String detail = "A tag is letters, digits, `-`, `_`, `.`, `:`, `/` and `=`.";
        problems.add(tag.at(), ProblemCode.BAD_VALUE, detail, "For example `tags = [\"web\"]`.");
      }
    }
    return List.copyOf(tags);
  }

  private List<Jump> jumps() {
    List<Jump> jumps = new ArrayList<>();
    String text = fields.plain("jump").orElse("");
    if (text.isBlank()) {
      return jumps;
    }
    for (String part : text.split(",", -1)) {
      String jump = part.strip();
      if (jump.indexOf('@') < 0 && jump.indexOf(':') < 0) {
        jumps.add(new Jump.ByTarget(jump));
        continue;
      }
      Optional<Jump> host = host(jump);
      host.ifPresent(jumps::add);
      if (host.isEmpty()) {
        String detail = "`" + jump + "` is neither a target's name nor `user@host:port`.";
        String hint = "For example `jump = \"admin@192.0.2.1:2222\"`.";
        problems.add(fields.valueAt("jump"), ProblemCode.BAD_VALUE, detail, hint);
      }
    }
    return jumps;
  }

  private static Optional<Jump> host(String text) {
    int at = text.lastIndexOf('@');
    Optional<String> user = at < 0 ? Optional.empty() : Optional.of(text.substring(0, at));
    String rest = text.substring(at + 1);
    int colon = rest.lastIndexOf(':');
    boolean isBareAddress = colon >= 0 && rest.indexOf(':') < colon && !rest.startsWith("[");
    if (colon < 0 || isBareAddress || rest.endsWith("]")) {
      return jump(user, rest, OptionalInt.empty());
    }
    OptionalInt port = port(rest.substring(colon + 1));
    return port.isEmpty() ? Optional.empty() : jump(user, rest.substring(0, colon), port);
  }

  private static Optional<Jump> jump(Optional<String> user, String host, OptionalInt port) {
    boolean isBracketed = host.startsWith("[") && host.endsWith("]");
    String bare = isBracketed ? host.substring(1, host.length() - 1) : host;
    boolean isRight = Names.isHost(bare) && user.map(Names::isUser).orElse(true);
    return isRight ? Optional.of(new Jump.ByHost(user, bare, port)) : Optional.empty();
  }

  private static OptionalInt port(String text) {
    if (text.isEmpty() || text.length() > 5) {
      return OptionalInt.empty();
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return OptionalInt.empty();
      }
    }
    int port = Integer.parseInt(text);
    return port >= 1 && port <= 65_535 ? OptionalInt.of(port) : OptionalInt.empty();
  }
}
