package dev.clova.engine.definition;

import dev.clova.state.ProblemCode;
import dev.clova.state.SourcePosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads how a service runs: from its file, else from what its directory holds. */
final class RuntimeReader {

  private static final List<String> TABLES = List.of("compose", "systemd", "command");

  private final Fields file;
  private final ServiceFolder folder;
  private final Problems problems;

  RuntimeReader(Fields file, ServiceFolder folder, Problems problems) {
    this.file = file;
    this.folder = folder;
    this.problems = problems;
  }

  RuntimeDefinition read() {
    return switch (name()) {
      case "compose" -> compose();
      case "systemd" -> systemd();
      case "command" -> command();
      default -> new RuntimeDefinition.None();
    };
  }

  private String name() {
    List<String> tables = new ArrayList<>(TABLES);
    tables.removeIf(table -> !file.has(table));
    Optional<String> written = file.plain("runtime");
    String name = written.orElseGet(() -> tables.isEmpty() ? held() : tables.getFirst());
    for (String table : tables) {
      if (!table.equals(name)) {
        String other =
            written.isPresent()
                ? "`runtime` (" + file.keyAt("runtime") + ")"
                : "`[" + name + "]` (" + file.keyAt(name) + ")";
        String detail = "`[" + table + "]` is here, but " + other + " says `" + name + "`.";
        String hint = "A service runs in one way: leave one of them out.";
        problems.add(file.keyAt(table), ProblemCode.CONFLICT, detail, hint);
      }
    }
    return name;
  }

  private String held() {
    boolean hasUnits = !folder.units().isEmpty();
    if (folder.composeFiles().isEmpty()) {
      return hasUnits ? "systemd" : "none";
    }
    if (hasUnits) {
      String detail =
          "The directory holds a Compose file and unit files; the Compose file is taken.";
      String hint = "Write `runtime = \"compose\"` or `runtime = \"systemd\"`.";
      problems.warn(file.at(), ProblemCode.CONFLICT, detail, hint);
    }
    return "compose";
  }

  private RuntimeDefinition compose() {
    Fields table = file.table("compose");
    List<TextAt> named = table.textsAt("file");
    for (TextAt path : named) {
      folder.holdsFile(path, problems);
    }
    List<String> files = named.isEmpty() ? folder.composeFiles() : table.texts("file");
    if (files.isEmpty()) {
      String detail = "The directory holds no Compose file.";
      String hint = "Add `compose.yml`, or name the file with `file` in `[compose]`.";
      problems.add(asked("compose", table), ProblemCode.BAD_FILE, detail, hint);
    }
    return new RuntimeDefinition.Compose(
        files,
        table.textsAt("profiles"),
        table.choice("pull", RuntimeDefinition.Pull.values()),
        table.flag("build"),
        table.flag("remove_orphans"));
  }

  private RuntimeDefinition systemd() {
    Fields table = file.table("systemd");
    List<TextAt> named = table.textsAt("units");
    for (TextAt unit : named) {
      if (folder.holdsFile(unit, problems) && !ServiceFolder.isUnit(unit.text())) {
        String detail = "`" + unit.text() + "` is not the name of a unit file.";
        String hint = "For example `units = [\"blog.service\", \"blog.timer\"]`.";
        problems.add(unit.at(), ProblemCode.BAD_VALUE, detail, hint);
      }
    }
    List<String> units = named.isEmpty() ? folder.units() : table.texts("units");
    if (units.isEmpty()) {
      String detail = "The directory holds no unit file.";
      String hint = "Add one such as `blog.service` to the top of the directory.";
      problems.add(asked("systemd", table), ProblemCode.BAD_FILE, detail, hint);
    }
    if (table.flag("user")) {
      String detail = "Units of a user are planned, but this version of Clova cannot do them.";
      problems.add(table.keyAt("user"), ProblemCode.NOT_YET, detail, "Leave `user` out.");
    }
    return new RuntimeDefinition.Systemd(units, table.flag("enable"));
  }

  private RuntimeDefinition command() {
    if (!file.has("command")) {
      String detail = "`runtime` is `command`, but there is no `[command]`.";
      String hint = "Add `[command]` with `start`, `stop` and `status`.";
      problems.add(file.valueAt("runtime"), ProblemCode.MISSING_KEY, detail, hint);
    }
    Fields table = file.table("command");
    TextAt none = new TextAt("", table.at());
    for (String key : List.of("start", "stop", "status")) {
      if (table.text(key).map(text -> text.text().isBlank()).orElse(false)) {
        String detail = "`" + key + "` is an empty command.";
        String hint = "Write `\"true\"` for a command that does nothing and succeeds.";
        problems.add(table.valueAt(key), ProblemCode.BAD_VALUE, detail, hint);
      }
    }
    return new RuntimeDefinition.Command(
        table.text("start").orElse(none),
        table.text("stop").orElse(none),
        table.text("status").orElse(none),
        table.text("reload"),
        table.text("logs"));
  }

  private SourcePosition asked(String name, Fields table) {
    return file.has(name) ? table.at() : file.valueAt("runtime");
  }
}
