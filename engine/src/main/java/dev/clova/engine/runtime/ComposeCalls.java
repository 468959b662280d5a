package dev.clova.engine.runtime;

import com.google.errorprone.annotations.CompileTimeConstant;
import dev.clova.engine.remote.Question;
import dev.clova.engine.remote.ScriptText;
import dev.clova.engine.remote.ShellText;
import dev.clova.engine.runtime.ComposeProject.Env;
import dev.clova.engine.step.Content;
import dev.clova.state.Digest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.regex.Pattern;

/** How Compose is called for one project: with its files in place, or with what they are to be. */
final class ComposeCalls {

  /** A shell has descriptors of one digit, and the session needs one of them. */
  private static final int MOST_FED = 6;

  /** What would change how Docker itself is called, were it in its environment. */
  private static final Pattern SPOILS =
      Pattern.compile("PATH|HOME|IFS|ENV|PWD|LD_.*|DOCKER_.*|BUILDX_.*|[a-z]+_proxy|[A-Z]+_PROXY");

  private final ComposeProject project;

  ComposeCalls(ComposeProject project) {
    this.project = project;
  }

  /**
   * Asks what there is, and what Compose makes of the definition. Nothing is written: what is not
   * in place yet comes on descriptors, and the environment in the environment. A key that may only
   * look has Compose asked of nothing but what is in place, and only if that is what was recorded.
   *
   * @param leavesEnv whether a {@code .env} is there that is about to go
   */
  List<Question> look(boolean leavesEnv) {
    return List.of(new Question(text(leavesEnv), words(leavesEnv)));
  }

  private List<String> words(boolean leavesEnv) {
    String env =
        project.env() instanceof Env.Declared ? "declared" : leavesEnv ? "leaves" : "other";
    List<String> words =
        new ArrayList<>(
            List.of(
                "compose",
                project.name(),
                project.removeOrphans() ? "orphans" : "plain",
                env,
                environment(),
                Integer.toString(project.files().size())));
    for (ComposeProject.File file : project.files()) {
      words.addAll(List.of(file.path(), file.content().digest().hex()));
    }
    words.addAll(project.profiles());
    return words;
  }

  private ShellText text(boolean leavesEnv) {
    List<ShellText> lines = new ArrayList<>(beginning());
    lines.add(ShellText.of("clova_loose").plus(inDirectory(" ")));
    lines.add(ShellText.of("clova_asking"));
    lines.add(ShellText.set("ENVIRONMENT", environment()));
    lines.add(ShellText.of("if ").plus(holds(leavesEnv)).plus("; then"));
    lines.add(inPlace());
    lines.add(ShellText.of("else"));
    if (canBeFed()) {
      fed(leavesEnv, lines);
    } else {
      lines.add(ShellText.of("printf 'unfed\\n'; exit 0"));
    }
    lines.add(ShellText.of("fi"));
    lines.add(
        project.removeOrphans()
            ? ShellText.of("clova_definition --remove-orphans")
            : ShellText.of("clova_definition"));
    return ShellText.lines(lines);
  }

  /** Asks only what there is. */
  List<Question> lookAtWhatRuns() {
    List<ShellText> lines = new ArrayList<>(beginning());
    lines.add(ShellText.of("clova_volumes"));
    return List.of(new Question(ShellText.lines(lines), List.of("project", project.name())));
  }

  private List<ShellText> beginning() {
    return List.of(
        ScriptText.COMPOSE_LOOK,
        ShellText.set("PROJECT", project.name()),
        ShellText.of("DIRECTORY=\"$ROOT/$PROJECT\""),
        ShellText.of("clova_docker || exit 0"),
        ShellText.of("clova_containers"));
  }

  /** The beginning of a program that works with the files in place, in the service's directory. */
  List<ShellText> working() {
    return List.of(
        ScriptText.COMPOSE_CHANGE,
        ShellText.set("PROJECT", project.name()),
        ShellText.of("DIRECTORY=$PWD BOUND="),
        inPlace());
  }

  /** Remembers on the target, and tells, what only the target knows of what runs now. */
  ShellText learning() {
    List<ShellText> lines = new ArrayList<>();
    lines.add(ScriptText.COMPOSE_LOOK);
    lines.addAll(working());
    lines.add(ShellText.set("ENVIRONMENT", environment()));
    lines.add(ShellText.of("clova_learn"));
    return ShellText.lines(lines);
  }

  private ShellText inPlace() {
    return ShellText.of("clova_compose() { $BOUND docker compose ")
        .plus(options())
        .plus(inDirectory(" -f "))
        .plus(" \"$@\"; }");
  }

  private ShellText options() {
    ShellText options =
        ShellText.of("--ansi never -p \"$PROJECT\" --project-directory \"$DIRECTORY\"");
    for (String profile : project.profiles()) {
      options = options.plus(" --profile ").plus(ShellText.word(profile));
    }
    return options;
  }

  private ShellText inDirectory(@CompileTimeConstant String before) {
    ShellText words = ShellText.empty();
    for (String path : project.paths()) {
      words = words.plus(before).plus("\"$DIRECTORY\"/").plus(ShellText.word(path));
    }
    return words;
  }

  /** Whether what is in place is what is wanted. */
  private ShellText holds(boolean leavesEnv) {
    ShellText all = leavesEnv ? ShellText.of("false") : ShellText.of(":");
    for (ComposeProject.File file : project.files()) {
      all = all.plus(" && ").plus(holds(file.path(), file.content().digest()));
    }
    return project.env() instanceof Env.Declared(SortedMap<String, String> _, Digest digest)
        ? all.plus(" && ").plus(holds(".env", digest))
        : all;
  }

  private static ShellText holds(String path, Digest digest) {
    return ShellText.of("clova_holds \"$DIRECTORY\"/")
        .plus(ShellText.word(path))
        .plus(" ")
        .plus(ShellText.word(digest.hex()));
  }

  private boolean canBeFed() {
    boolean plain =
        project.env() instanceof Env.Declared(SortedMap<String, String> values, Digest _)
            ? values.keySet().stream().noneMatch(key -> SPOILS.matcher(key).matches())
            : true;
    return plain
        && project.files().size() <= MOST_FED
        && project.files().stream().allMatch(file -> isText(file.content()));
  }

  private static boolean isText(Content content) {
    byte[] bytes = UnitFile.bytes(content);
    String text = new String(bytes, StandardCharsets.UTF_8);
    return text.indexOf('\0') < 0
        && java.util.Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes);
  }

  private void fed(boolean leavesEnv, List<ShellText> lines) {
    ShellText files = ShellText.empty();
    for (int i = 0; i < project.files().size(); i++) {
      lines.add(
          ShellText.of("clova_text_")
              .plus(ShellText.number(i + 1L))
              .plus("() { printf '%s' ")
              .plus(ShellText.word(text(project.files().get(i).content())))
              .plus("; }"));
      files =
          i == 0
              ? ShellText.of(" -f -")
              : files.plus(" -f /dev/fd/").plus(ShellText.number(i + 2L));
    }
    boolean declared = project.env() instanceof Env.Declared;
    lines.add(ShellText.of("clova_given() {"));
    lines.add(
        ShellText.of("set -- docker compose ")
            .plus(options())
            .plus(declared || leavesEnv ? ShellText.of(" --env-file /dev/null") : ShellText.empty())
            .plus(files)
            .plus(" \"$@\""));
    if (project.env() instanceof Env.Declared(SortedMap<String, String> values, Digest _)) {
      values.forEach(
          (key, value) ->
              lines.add(
                  ShellText.of("export ")
                      .plus(ShellText.word(key))
                      .plus("=")
                      .plus(ShellText.word(value))));
    }
    lines.add(ShellText.of("timeout 60 \"$@\""));
    lines.add(ShellText.of("}"));
    lines.add(
        ShellText.of("clova_compose() { clova_fed ")
            .plus(ShellText.number(project.files().size()))
            .plus(" \"$@\"; }"));
  }

  private static String text(Content content) {
    return new String(UnitFile.bytes(content), StandardCharsets.UTF_8);
  }

  private String environment() {
    return switch (project.env()) {
      case Env.None() -> "";
      case Env.Own(Digest digest) -> digest.hex();
      case Env.Declared(SortedMap<String, String> _, Digest digest) -> digest.hex();
    };
  }
}
