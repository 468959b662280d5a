package dev.clova.engine.runtime;

import dev.clova.engine.kind.Changes;
import dev.clova.engine.kind.EnvFile;
import dev.clova.engine.kind.EnvResource;
import dev.clova.engine.kind.Finding;
import dev.clova.engine.kind.Sight;
import dev.clova.engine.remote.Question;
import dev.clova.engine.remote.ShellText;
import dev.clova.engine.step.Action;
import dev.clova.state.Address;
import dev.clova.state.Attributes;
import dev.clova.state.Digest;
import dev.clova.state.Placement;
import dev.clova.state.PlacementRecord;
import dev.clova.state.Verb;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A service that runs by commands of its own, in its directory.
 *
 * <pre>{@code
 * [command]
 * start  = "./run start"
 * stop   = "./run stop"      # optional
 * status = "./run status"    # optional; status 0: it runs
 * reload = "./run reload"    # optional
 * }</pre>
 *
 * <p>Plans {@code start blog@vps:run/command}, {@code restart} (stop, then start), {@code reload}
 * or {@code stop}. The status command is the repository's own code, so a look runs it only if it is
 * the recorded one and the service's files are as they were left. What is not running is not
 * stopped: the stop command may take that for a failure, and after an apply that was cut off
 * between stop and start nothing else would ever start it again.
 *
 * @param placement service and target
 * @param running whether it is declared to run
 * @param commands what to run
 * @param environment whether a {@code .env} is to be in the commands' environment
 * @param onChange what a changed file means
 */
public record CommandRuntime(
    Placement placement, boolean running, Commands commands, boolean environment, OnChange onChange)
    implements RuntimeResource {

  private static final String NAME = "run/command";

  /** A start or stop may take as long as this. */
  private static final Duration LIMIT = Duration.ofMinutes(10);

  /**
   * The commands of the definition, rendered.
   *
   * @param start brings the service up
   * @param stop brings it down; empty if there is nothing to do for it
   * @param status tells by its exit status whether it runs; empty if nothing can tell
   * @param reload lets it read its files again; empty if only a restart does
   * @param logs follows its log; empty if it has none of its own
   */
  public record Commands(
      String start,
      Optional<String> stop,
      Optional<String> status,
      Optional<String> reload,
      Optional<String> logs) {

    /** The commands by their keys, for the record. */
    public Attributes attributes() {
      Attributes all = Attributes.of("start", start);
      all = stop.isPresent() ? all.with("stop", stop.get()) : all;
      all = status.isPresent() ? all.with("status", status.get()) : all;
      all = reload.isPresent() ? all.with("reload", reload.get()) : all;
      return logs.isPresent() ? all.with("logs", logs.get()) : all;
    }

    /** The commands as a record has them. */
    public static Commands recalled(Attributes recorded) {
      return new Commands(
          recorded.get("start").orElse("true"),
          recorded.get("stop"),
          recorded.get("status"),
          recorded.get("reload"),
          recorded.get("logs"));
    }
  }

  /** The runtime as a receipt remembers it, for a placement that is no longer declared. */
  public static CommandRuntime recalled(PlacementRecord record) {
    return new CommandRuntime(
        record.placement(),
        true,
        Commands.recalled(record.runtime().attributes()),
        record.resource(Address.of(record.placement(), EnvResource.KIND)).isPresent(),
        new OnChange(List.of()));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Question> look(Optional<PlacementRecord> known) {
    return List.of(
        commands
            .status()
            .map(status -> new Question(text(known), words(status)))
            .orElse(Question.refusedToLookers(text(known))));
  }

  /** A key that may only look has the target's own record compared, and no command is sent. */
  private static List<String> words(String status) {
    return List.of("status", Digest.of(status).hex());
  }

  private ShellText text(Optional<PlacementRecord> known) {
    boolean sameCommand =
        known.isPresent()
            && known.get().runtime().attributes().get("status").equals(commands.status());
    if (commands.status().isEmpty() || !sameCommand) {
      return ShellText.of("printf unsure");
    }
    return ShellText.of("if [ \"$CLOVA_ASIS\" = 1 ]; then if clova_ask ")
        .plus(
            ShellText.word(
                environment ? EnvFile.exported(commands.status().get()) : commands.status().get()))
        .plus(
            ShellText.of("; then printf running; else printf stopped; fi; else printf unsure; fi"));
  }

  @Override
  public Finding judge(Sight sight, Changes changes) {
    Attributes wanted = commands.attributes();
    Optional<Attributes> started =
        sight.recorded().map(record -> record.runtime().attributes()).filter(a -> !a.isEmpty());
    boolean defined = started.isEmpty() || sameStart(started.get(), wanted);
    Decision decision = Decision.of(running, state(sight), sight, changes, onChange, defined);
    return RunFindings.of(moves(sight), decision, wanted.digest().hex(), wanted);
  }

  @Override
  public Finding retire(Sight sight) {
    if (commands.stop().isEmpty() || sight.answer().text().equals("stopped")) {
      return Finding.none();
    }
    return RunFindings.of(moves(sight), new Decision.Retire(), "", Attributes.none());
  }

  /** Nothing but its own start command begins such a service. */
  @Override
  public Optional<Leaving> leave(Sight sight) {
    RunFindings.Moves moves = moves(sight);
    return Optional.of(new Leaving(moves.stop(), moves.start()));
  }

  /** The new version may not be up, and then there is nothing to stop. */
  @Override
  public List<Action> again(Sight sight, PlacementRecord before) {
    CommandRuntime earlier = recalled(before);
    List<Action> again = new ArrayList<>();
    earlier
        .commands
        .stop()
        .ifPresent(stop -> again.add(earlier.run("stop", stop, "(\n%s\n) || :".formatted(stop))));
    again.addAll(earlier.moves(sight).start());
    return again;
  }

  @Override
  public Undoing undo() {
    return new Undoing(
        commands.stop().stream()
            .map(stop -> run("stop", stop, "(\n%s\n) || :".formatted(stop)))
            .toList(),
        List.of());
  }

  @Override
  public RunStatus status(Sight sight) {
    return new RunStatus(state(sight), Optional.empty(), "");
  }

  @Override
  public Attributes attributes() {
    return commands.attributes();
  }

  private RunFindings.Moves moves(Sight sight) {
    List<Action> start = List.of(run("start", commands.start(), commands.start()));
    List<Action> stop =
        commands
            .stop()
            .map(text -> List.of(run("stop", text, ifUp(text, sight))))
            .orElse(List.of());
    List<Action> restart = new ArrayList<>(stop);
    restart.addAll(start);
    List<Action> reload =
        commands.reload().map(text -> List.of(run("reload", text, text))).orElse(restart);
    return new RunFindings.Moves(
        Address.of(placement, "run", "command"),
        start,
        stop,
        restart,
        reload,
        commands.reload().isPresent() ? Verb.RELOAD : Verb.RESTART);
  }

  /** Where no status tells whether it is up, only a stop that might come twice may fail. */
  private String ifUp(String stop, Sight sight) {
    if (commands.status().isPresent()) {
      return "(\n%s\n) </dev/null >/dev/null 2>&1 || exit 0\n%s"
          .formatted(commands.status().get(), stop);
    }
    return sight.unfinished().isPresent() ? "(\n%s\n) || :".formatted(stop) : stop;
  }

  private Action run(String what, String command, String text) {
    String run = environment ? EnvFile.exported(text) : text;
    return new Action.Command(what + ": " + command, run, LIMIT);
  }

  /** Only what the process was started with counts: a new status command restarts nothing. */
  private static boolean sameStart(Attributes recorded, Attributes wanted) {
    return recorded.get("start").equals(wanted.get("start"));
  }

  private RunState state(Sight sight) {
    return switch (sight.answer().text()) {
      case "running" -> new RunState.Running();
      case "stopped" -> new RunState.Stopped();
      case "readonly" -> commands.status().isEmpty() ? assumed(sight) : unasked();
      default -> commands.status().isEmpty() ? assumed(sight) : unsure();
    };
  }

  /** Without a status command the service is taken for running once its start succeeded. */
  private static RunState assumed(Sight sight) {
    return sight.recorded().isPresent() ? new RunState.Running() : new RunState.Absent();
  }

  private static RunState unasked() {
    return new RunState.Unknown(
        "its status command was not run: this key may only look, which is the recorded command on"
            + " recorded files",
        "an apply, or a key that may do more");
  }

  private static RunState unsure() {
    return new RunState.Unknown(
        "its status command was not run: a look runs it only unchanged, on unchanged files",
        "an apply");
  }
}
