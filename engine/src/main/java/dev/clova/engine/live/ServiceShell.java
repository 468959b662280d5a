package dev.clova.engine.live;

import dev.clova.engine.remote.OtherUser;
import dev.clova.engine.remote.ShellText;
import dev.clova.state.Address;
import dev.clova.state.Attributes;
import dev.clova.state.PlacementRecord;
import java.util.List;
import java.util.Optional;

/**
 * How a command gets into a service on its target: into a container of a Compose project, to the
 * user and folder of a unit, else to the service's directory as its owner. All of it is taken from
 * the receipt, so that nothing is run otherwise than what is there.
 */
public final class ServiceShell {

  private static final String COMPOSE = "compose";

  private final PlacementRecord record;

  /** The way into a service that left this receipt. */
  public ServiceShell(PlacementRecord record) {
    this.record = record;
  }

  /** Whether the service runs in containers, one of which must be chosen. */
  public boolean hasContainers() {
    return record.runtime().name().equals(COMPOSE);
  }

  /** Prints the names of the project's services that run, a line each. */
  public ShellText containers() {
    return ShellText.of("docker compose -p ")
        .plus(ShellText.word(project(record)))
        .plus(" ps --services --status running </dev/null");
  }

  /**
   * Shell text that becomes the command.
   *
   * @param words a program and its arguments; a single one with spaces in it is shell text; none
   *     for a shell
   * @param container the Compose project's service, where there are containers
   * @param terminal whether there is a terminal
   */
  public ShellText text(List<String> words, Optional<String> container, boolean terminal) {
    return switch (record.runtime().name()) {
      case COMPOSE -> inContainer(words, container.orElseThrow(), terminal);
      case "systemd" -> asUnit(words);
      default -> asOwner(words);
    };
  }

  /** The Compose project of a placement. */
  static String project(PlacementRecord record) {
    return record.runtime().attributes().get("project").orElse(record.placement().service());
  }

  /** A command line as it was typed, for a shell. */
  public static ShellText typed(List<String> words) {
    if (words.isEmpty()) {
      return ShellText.of("exec \"${SHELL:-/bin/sh}\"");
    }
    boolean isShellText = words.size() == 1 && words.getFirst().chars().anyMatch(c -> c <= ' ');
    return isShellText
        ? ShellText.of("exec /bin/sh -c ").plus(ShellText.word(words.getFirst()))
        : ShellText.of("exec ").plus(ShellText.words(words));
  }

  private ShellText inContainer(List<String> words, String container, boolean terminal) {
    ShellText exec =
        ShellText.of("exec docker compose -p ")
            .plus(ShellText.word(project(record)))
            .plus(" exec ");
    ShellText there = (terminal ? exec : exec.plus("-T ")).plus(ShellText.word(container));
    boolean isShellText = words.size() == 1 && words.getFirst().chars().anyMatch(c -> c <= ' ');
    if (words.isEmpty()) {
      return there.plus(" sh");
    }
    return isShellText
        ? there.plus(" sh -c ").plus(ShellText.word(words.getFirst()))
        : there.plus(" ").plus(ShellText.words(words));
  }

  private ShellText asOwner(List<String> words) {
    ShellText command =
        ShellText.lines(ShellText.of("unset LC_ALL; set +f; umask 022"), typed(words));
    String owner = record.home().owner();
    return ShellText.lines(
        environment(directory()), owner.isEmpty() ? command : OtherUser.named(owner, command));
  }

  /**
   * What a unit says may be more than a name: {@code ~} for a home, {@code -} for what may fail.
   */
  private ShellText asUnit(List<String> words) {
    ShellText command =
        ShellText.lines(
            ShellText.of(
                """
                unset LC_ALL; set +f; umask 022
                case $UNIT_DIRECTORY in "~") cd ;; esac
                """),
            typed(words));
    return ShellText.lines(
        ShellText.set("unit", unit(record.runtime().attributes())),
        environment(directory()),
        ShellText.of(
            """
            user=$(systemctl show -p User --value -- "$unit" </dev/null) || exit
            UNIT_DIRECTORY=$(systemctl show -p WorkingDirectory --value -- "$unit" </dev/null)
            UNIT_DIRECTORY=${UNIT_DIRECTORY#[-!]}
            export UNIT_DIRECTORY
            case $UNIT_DIRECTORY in /*) cd -P "$UNIT_DIRECTORY" || exit ;; esac
            if [ -n "$user" ] && [ "$user" != root ]; then
            """),
        OtherUser.in("\"$user\"", command),
        ShellText.of("fi"),
        command);
  }

  private ShellText directory() {
    return ShellText.of("cd -P ").plus(ShellText.path(record.home().directory())).plus(" || exit");
  }

  /** The service's own variables are there as for its commands. */
  private ShellText environment(ShellText directory) {
    boolean hasEnv = record.resource(Address.of(record.placement(), "env")).isPresent();
    return hasEnv
        ? ShellText.lines(directory, ShellText.of("set -a\n[ ! -r ./.env ] || . ./.env\nset +a"))
        : directory;
  }

  /** The unit that is started, if several are: the first service of them. */
  private static String unit(Attributes recorded) {
    List<String> started = List.of(recorded.get("started").orElse("").split(" ", -1));
    List<String> all = List.of(recorded.get("units").orElse("").split(" ", -1));
    return started.stream()
        .filter(name -> name.endsWith(".service"))
        .findFirst()
        .or(() -> all.stream().filter(name -> name.endsWith(".service")).findFirst())
        .orElse(started.getFirst());
  }
}
