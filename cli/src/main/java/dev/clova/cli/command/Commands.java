package dev.clova.cli.command;

import dev.clova.engine.definition.SimilarNames;
import dev.clova.state.ClovaException;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Every command there is, one line each. Nothing of a command is loaded until it is asked for. */
public final class Commands {

  private static final List<Entry> ALL =
      List.of(
          entry("add", Section.EVERYDAY, "Add a service", AddCommand::new),
          entry("apply", Section.EVERYDAY, "Make a plan and carry it out", ApplyCommand::new),
          entry("demo", Section.AROUND, "Clova at work, without any server", DemoCommand::new),
          entry("destroy", Section.PLANS, "Remove services from targets", DestroyCommand::new),
          entry("plan", Section.EVERYDAY, "Show what an apply would do", PlanCommand::new),
          entry("reload", Section.RUNNING, "Let services read files anew", SteerCommand::reload),
          entry("restart", Section.RUNNING, "Restart services", SteerCommand::restart),
          entry("policy show", Section.PLANS, "The rules of plans", PolicyShowCommand::new),
          entry("policy test", Section.PLANS, "What the rules say", PolicyTestCommand::new),
          entry("show", Section.PLANS, "Show a plan, or an apply of the past", ShowCommand::new),
          entry("start", Section.RUNNING, "Start services, lift holds", SteerCommand::start),
          entry("status", Section.EVERYDAY, "How services are", StatusCommand::new),
          entry("stop", Section.RUNNING, "Stop services, and hold them", SteerCommand::stop),
          entry("targets", Section.EVERYDAY, "How targets are", TargetsCommand::new),
          entry("state forget", Section.RECORDS, "Forget a placement", StateForgetCommand::new),
          entry("state list", Section.RECORDS, "All that is recorded", StateListCommand::new),
          entry("state mv", Section.RECORDS, "Rename what is recorded", StateMvCommand::new),
          entry(
              "state rebuild",
              Section.RECORDS,
              "Make the state again from the targets",
              StateRebuildCommand::new),
          entry("state show", Section.RECORDS, "What is recorded of one", StateShowCommand::new),
          entry("state unlock", Section.RECORDS, "Who holds a lock", StateUnlockCommand::new),
          entry("target list", Section.TARGETS, "All targets", TargetListCommand::new),
          entry(
              "target readonly",
              Section.TARGETS,
              "A key that may only look",
              TargetReadonlyCommand::new),
          entry("target test", Section.TARGETS, "What works on a target", TargetTestCommand::new),
          entry("target trust", Section.TARGETS, "Store a host key", TargetTrustCommand::new),
          entry("validate", Section.EVERYDAY, "Check the definitions", ValidateCommand::new),
          entry("move", Section.EVERYDAY, "A service to another target", MoveCommand::new),
          entry("swap", Section.MOVING, "What two targets run, exchanged", SwapCommand::new),
          entry("drain", Section.MOVING, "All services off a target", DrainCommand::new),
          entry("rename", Section.MOVING, "Another name for a service", RenameCommand::new),
          entry("rollback", Section.EVERYDAY, "Back to an earlier version", RollbackCommand::new),
          entry("top", Section.RUNNING, "What services use of their targets", TopCommand::new),
          entry("logs", Section.RUNNING, "What services say", LogsCommand::new),
          entry("run", Section.RUNNING, "Run a command on targets", RunCommand::new),
          entry("exec", Section.RUNNING, "Run a command in a service", ExecCommand::new),
          entry("ssh", Section.RUNNING, "Log in on a target", SshCommand::new),
          entry("history", Section.RECORDS, "What was applied, when, by whom", HistoryCommand::new),
          entry(
              "diff", Section.PLANS, "What targets have against what is defined", DiffCommand::new),
          entry("drift", Section.PLANS, "What is not as Clova left it", DriftCommand::new),
          entry("render", Section.DEFINITIONS, "What templates become", RenderCommand::new),
          entry("files", Section.DEFINITIONS, "What would be sent of a service", FilesCommand::new),
          entry(
              "doctor",
              Section.AROUND,
              "Whether this machine has what it takes",
              DoctorCommand::new),
          entry("graph", Section.DEFINITIONS, "Which services wait for which", GraphCommand::new),
          entry("init", Section.EVERYDAY, "Make a working directory", InitCommand::new),
          entry("ci init", Section.AROUND, "A pipeline for pull requests", CiInitCommand::new),
          entry("ci comment", Section.AROUND, "Comment on a pull request", CiCommentCommand::new),
          entry(
              "ci reviewed", Section.AROUND, "The plan that was reviewed", CiReviewedCommand::new),
          entry("completion", Section.AROUND, "Completion for a shell", CompletionCommand::new),
          entry("help", Section.AROUND, "All commands, or the help of one", HelpCommand::new),
          entry("version", Section.AROUND, "The version of Clova", VersionCommand::new));

  private Commands() {}

  /**
   * A command, as the overview shows it.
   *
   * @param name what is typed after {@code clova}: one word, or two such as {@code state list}
   * @param section under which heading
   * @param summary one line
   * @param factory makes it
   */
  record Entry(String name, Section section, String summary, Supplier<Command> factory) {

    Command command() {
      return factory.get();
    }
  }

  /**
   * The command that a line asks for; for a line without a name, the one that shows the overview.
   *
   * @throws ClovaException if there is no such command
   */
  public static Chosen choose(List<String> arguments) {
    CommandName name = CommandName.in(arguments);
    if (name.words().isEmpty()) {
      return new Chosen("", new OverviewCommand(), arguments);
    }
    for (int count = Math.min(2, name.words().size()); count > 0; count--) {
      Optional<Entry> entry = find(String.join(" ", name.words().subList(0, count)));
      if (entry.isPresent()) {
        return new Chosen(
            entry.get().name(), entry.get().command(), name.without(count, arguments));
      }
    }
    String first = name.words().getFirst();
    if (!group(first).isEmpty() && name.words().size() == 1) {
      return new Chosen(first, new GroupCommand(first), name.without(1, arguments));
    }
    throw unknown(name.words());
  }

  /** The command of that name. */
  static Optional<Entry> find(String name) {
    return ALL.stream().filter(entry -> entry.name().equals(name)).findFirst();
  }

  /** The commands under one heading, as the help lists them. */
  static List<Entry> in(Section section) {
    return ALL.stream().filter(entry -> entry.section() == section).toList();
  }

  /** The commands of two words whose first is this one. */
  static List<Entry> group(String first) {
    return ALL.stream().filter(entry -> entry.name().startsWith(first + " ")).toList();
  }

  /** All of them. */
  static List<Entry> all() {
    return ALL;
  }

  private static ClovaException unknown(List<String> words) {
    String typed =
        group(words.getFirst()).isEmpty() ? words.getFirst() : words.get(0) + " " + words.get(1);
    String near = SimilarNames.didYouMean(typed, ALL.stream().map(Entry::name).toList());
    return new ClovaException(
        Problem.of(
            ProblemCode.USAGE,
            "There is no command `clova " + typed + "`.",
            near.isEmpty() ? "`clova help` lists all commands." : near));
  }

  private static Entry entry(
      String name, Section section, String summary, Supplier<Command> factory) {
    return new Entry(name, section, summary, factory);
  }
}
