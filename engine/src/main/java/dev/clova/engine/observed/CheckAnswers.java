package dev.clova.engine.observed;

import dev.clova.engine.remote.FrameList;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/** Makes sense of what a target answered when it was checked. */
final class CheckAnswers {

  /** Less than this is hardly room for anything. */
  private static final long LITTLE_KIB = 100 << 10;

  private static final int AVAILABLE = 3;

  private final FrameList answer;

  CheckAnswers(FrameList answer) {
    this.answer = answer;
  }

  String user() {
    return Checkup.shown(text("user"));
  }

  /** What {@code /bin/sh} is. */
  String shell() {
    String link = text("shell").strip();
    return Checkup.shown(link.substring(link.lastIndexOf('/') + 1));
  }

  Instant time() {
    return Instant.ofEpochSecond(number(text("time").strip()).orElse(0));
  }

  /** A path as the target wrote it. */
  String path(String frame) {
    return text(frame);
  }

  /** Whether services can live in the root folder. */
  Check root() {
    String root = Checkup.shown(path("root"));
    String at = Checkup.shown(path("at"));
    String loose = Checkup.shown(text("loose"));
    if (has("odd")) {
      return Check.failed(
          "root", "`%s` is not a folder".formatted(at), "Move it away, or set another `root`.");
    }
    if (has("foreign")) {
      return Check.failed(
          "root",
          "`%s/.clova` belongs to `%s`".formatted(root, owner("foreign")),
          "Connect as the user who applied before, set `become`, or set another `root`.");
    }
    if (has("readonly")) {
      return Check.failed(
          "root",
          "`%s` is on a file system that is mounted read-only".formatted(at),
          "Mount it writable, or set another `root`. A disk with errors is often mounted so: see"
              + " `dmesg` there.");
    }
    if (has("unwritable")) {
      return Check.failed(
          "root",
          "`%s` cannot be written by `%s`; it belongs to `%s`"
              .formatted(at, user(), owner("unwritable")),
          "Set `become = \"sudo\"`, let the folder belong to `%s`, or set another `root`."
              .formatted(user()));
    }
    if (!loose.isEmpty()) {
      return Check.failed(
          "root", loose, "Take the right to write there from the others, or set another `root`.");
    }
    return Check.ok(
        "root",
        at.equals(root)
            ? "`%s` can be written".formatted(root)
            : "`%s` is not there yet and can be made".formatted(root));
  }

  /** How much fits into the root folder. */
  Check room() {
    OptionalLong free = field("room");
    OptionalLong inodes = field("inodes");
    if (free.isEmpty()) {
      return Check.remark("room", "`df` does not tell", "");
    }
    String room = room(free.getAsLong());
    if (inodes.isPresent() && inodes.getAsLong() == 0 && !isWithoutInodes()) {
      return Check.failed("room", "no inodes are left", "Remove files there that nobody needs.");
    }
    if (free.getAsLong() == 0) {
      return Check.failed("room", "none is left", "Make room there, or set another `root`.");
    }
    return free.getAsLong() < LITTLE_KIB
        ? Check.remark("room", room + " left", "That is little: what is sent is kept twice.")
        : Check.ok("room", room + " left");
  }

  /** The commands that scripts of Clova use. */
  Check tools() {
    List<String> missing = new ArrayList<>();
    List<String> useful = new ArrayList<>();
    for (String line : text("missing").lines().toList()) {
      if (line.startsWith("optional ")) {
        useful.add("`" + Checkup.shown(line.substring("optional ".length())) + "`");
      } else {
        missing.add("`" + Checkup.shown(line) + "`");
      }
    }
    if (!missing.isEmpty()) {
      return Check.failed(
          "tools",
          String.join(", ", missing) + " not found",
          "Install what brings them: `coreutils`, `findutils`, `diffutils`, `sed` and `tar`, or"
              + " `busybox`.");
    }
    return useful.isEmpty()
        ? Check.ok("tools", "all there")
        : Check.remark(
            "tools",
            "all there but " + String.join(", ", useful),
            "Clova does without, less exactly; `util-linux` and `coreutils` bring them.");
  }

  /** The Docker engine and Compose. */
  List<Check> docker() {
    String engine = Checkup.shown(text("docker"));
    String compose = Checkup.shown(text("compose"));
    List<Check> checks = new ArrayList<>();
    if (engine.equals("missing")) {
      checks.add(
          Check.failed("docker", "not installed", "Install Docker Engine: a service needs it."));
    } else if (engine.isEmpty() || !Character.isDigit(engine.charAt(0))) {
      checks.add(
          Check.failed(
              "docker",
              engine.isEmpty() ? "its engine does not answer" : engine,
              "Start it (`systemctl start docker`), and let `%s` use it: `become`, or the group"
                      .formatted(user())
                  + " `docker`."));
    } else {
      checks.add(Check.ok("docker", engine));
    }
    checks.add(
        compose.equals("missing")
            ? Check.failed(
                "compose", "not installed", "Install the plug-in `docker compose`, version 2.")
            : Check.ok("compose", compose));
    return checks;
  }

  /** Whether systemd runs the machine. */
  Check systemd() {
    String found = Checkup.shown(text("systemd"));
    return switch (found) {
      case "missing" ->
          Check.failed("systemd", "not installed", "A service needs it: use another runtime.");
      case "idle" ->
          Check.failed(
              "systemd",
              "installed, but it does not run this machine",
              "A service needs it: use another runtime.");
      default -> Check.ok("systemd", found);
    };
  }

  private boolean isWithoutInodes() {
    List<String> words = words("inodes");
    return words.size() > 1 && words.get(1).equals("0");
  }

  private static String room(long kib) {
    long mib = kib >> 10;
    return mib < 10_240 ? mib + " MiB" : (mib >> 10) + " GiB";
  }

  private String owner(String frame) {
    List<String> words = words(frame);
    return words.size() > 2 ? Checkup.shown(words.get(2)) : "somebody else";
  }

  private OptionalLong field(String frame) {
    List<String> words = words(frame);
    return words.size() > AVAILABLE ? number(words.get(AVAILABLE)) : OptionalLong.empty();
  }

  private List<String> words(String frame) {
    return Arrays.asList(text(frame).strip().split("\\s+", -1));
  }

  private static OptionalLong number(String text) {
    return text.matches("[0-9]{1,18}")
        ? OptionalLong.of(Long.parseLong(text))
        : OptionalLong.empty();
  }

  private boolean has(String frame) {
    return answer.first(frame).isPresent();
  }

  private String text(String frame) {
    return answer.first(frame).map(FrameList.Kept::text).orElse("");
  }
}
