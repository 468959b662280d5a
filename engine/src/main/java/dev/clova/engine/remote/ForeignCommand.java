package dev.clova.engine.remote;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Runs what is not ours on a target: hooks, start and stop commands, commands of a runtime.
 *
 * <p>Such a command may print without end, never end, or leave a process behind that holds on to
 * all it was given. So it gets nothing of the session: its input is empty, its output goes to a
 * file, other descriptors are closed, and it is a session of its own ({@code setsid}, where the
 * target has it). Its time limit goes with it, so that it holds even when our session is gone: a
 * start that was begun is ended by its own limit and not half-way by a lost link. The target's lock
 * is held until then, so that nobody looks at what is half started or stopped. While it runs, the
 * shell says every five seconds that it waits.
 *
 * <p>It sees {@code PATH} as the session has it, no {@code LC_ALL}, and umask 022.
 */
public final class ForeignCommand {

  /**
   * The file beside the output tells how it goes: nothing, or the process while it runs, then how
   * it ended. The watch belongs to us and not to the command, so it goes by the process, and is
   * over once neither we nor the command are there.
   */
  private static final ShellText FUNCTIONS =
      ShellText.program(
          """
          c_watch() {
          trap 'kill "$c_s" 2>/dev/null; exit' TERM
          trap '' HUP PIPE
          while :; do
          c_n=5
          [ "$c_l" -ge 5 ] || c_n=$c_l
          sleep "$c_n" >/dev/null 9>&- & c_s=$!
          wait "$c_s"
          c_l=$((c_l - c_n))
          c_p=
          IFS= read -r c_p <"$c_o.how"
          case $c_p in *[!0-9]*) exit ;; esac
          kill -0 $$ || kill -0 "$c_p" || exit
          frame beat
          if [ "$c_l" -le 0 ]; then c_h=late
          elif [ "$(wc -c <"$c_o")" -gt "$c_m" ]; then c_h=large
          else continue; fi
          printf '%s\n' "$c_h" >"$c_o.how"
          c_signal TERM
          exec >/dev/null
          ! kill -0 $$ || exec 9>&-
          for c_n in 1 2 3 4 5; do
          sleep 1
          c_signal 0 || exit
          done
          c_signal KILL
          exit
          done
          }
          c_signal() {
          if [ "$c_g" ]; then kill "-$1" "-$c_p"
          else pkill "-$1" -P "$c_p"; kill "-$1" "$c_p"; fi
          }
          run_foreign() {
          c_l=$1 c_m=$2 c_o=$3
          shift 3
          : >"$c_o" && : >"$c_o.how" || return
          c_g=
          command -v setsid >/dev/null 2>&1 && c_g=setsid
          c_watch </dev/null 2>/dev/null &
          c_w=$!
          (
          { IFS=' ' read -r c_p c_n </proc/self/stat; } 2>/dev/null || c_p=$(exec sh -c 'echo "$PPID"')
          printf '%s\n' "$c_p" >"$c_o.how"
          unset LC_ALL
          umask 022
          exec $c_g "$@"
          ) </dev/null >>"$c_o" 2>&1 3>&- 4>&- 5>&- 6>&- 7>&- 8>&- 9>&-
          c_e=$?
          c_h=
          IFS= read -r c_h <"$c_o.how"
          case $c_h in
          late | large) ;;
          *)
          c_h=exited
          echo exited >"$c_o.how"
          kill "$c_w" 2>/dev/null
          wait "$c_w" 2>/dev/null
          ;;
          esac
          frame ran "$c_e" "$c_h"
          [ ! -s "$c_o" ] || tail -c 65536 <"$c_o"
          return "$c_e"
          }
          """);

  private ForeignCommand() {}

  /**
   * The function that a script needs to run such commands; put it before them.
   *
   * @see #run
   */
  public static ShellText functions() {
    return FUNCTIONS;
  }

  /**
   * A call of the function. Its status is the command's; it answers with a frame {@code ran}, read
   * by {@link #outcome}, whose body is the end of the command's output, at most 64 KiB.
   *
   * @param limit how long the command may run; then its process group is ended, after five seconds
   *     by force
   * @param mostBytes how much it may print; looked at every five seconds
   * @param output an absolute path for its output, in a private folder that exists; a file of the
   *     same name with {@code .how} at its end is written too. Both stay
   * @param command the program and its arguments; for shell text {@code /bin/sh}, {@code -c} and
   *     the text
   */
  public static ShellText run(Duration limit, long mostBytes, String output, List<String> command) {
    if (!output.startsWith("/")) {
      throw new IllegalArgumentException("the output's path must be absolute");
    }
    return ShellText.of("run_foreign ")
        .plus(ShellText.number(Math.max(1, limit.toSeconds())))
        .plus(" ")
        .plus(ShellText.number(mostBytes))
        .plus(" ")
        .plus(ShellText.path(output))
        .plus(" ")
        .plus(ShellText.words(command));
  }

  /** Reads the head of a {@code ran} frame; empty for any other. */
  public static Optional<Outcome> outcome(Frame frame) {
    if (!frame.kind().equals("ran")) {
      return Optional.empty();
    }
    int status = (int) frame.number(0, 0, 255);
    String how = frame.arguments().size() > 1 ? frame.arguments().get(1) : "";
    return Optional.of(
        new Outcome(
            status,
            switch (how) {
              case "late" -> How.TOO_LONG;
              case "large" -> How.TOO_LOUD;
              default -> How.EXITED;
            }));
  }

  /**
   * How a command ended.
   *
   * @param status its exit status; 128 and more for a signal
   * @param how whether that was its own doing
   */
  public record Outcome(int status, How how) {}

  /** What ended a command. */
  public enum How {
    /** Itself. */
    EXITED,
    /** Its time limit. */
    TOO_LONG,
    /** The limit of its output. */
    TOO_LOUD
  }
}
