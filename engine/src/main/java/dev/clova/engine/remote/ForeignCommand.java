package dev.clova.engine.remote;

import java.time.Duration;
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
   * A session of its own: its first process starts a watch over itself, and then becomes the
   * command. Nobody but the watch knows the token that comes first. The watch keeps the lock, and
   * goes with the command; if that has put something else in this shell's place, the one who waits
   * ends the watch, or else it sees within five seconds that it is over.
   */
  private static final String INNER =
      """
      unset LC_ALL
      umask 022
      c_l=$1 c_m=$2 c_o=$3 c_g=$4 c_c=$5
      IFS= read -r c_t
      exec </dev/null
      (
      (
      trap 'kill "$c_s"; exit' TERM
      trap '' HUP PIPE
      while :; do
      c_n=5
      [ "$c_l" -ge 5 ] || c_n=$c_l
      sleep "$c_n" >/dev/null 3>&- 9>&- & c_s=$!
      wait "$c_s"
      c_l=$((c_l - c_n))
      [ ! -s "$c_o.how" ] && kill -0 $$ || exit
      printf '\\n@%s beat\\n' "$c_t" >&3
      if [ "$c_l" -le 0 ]; then c_h=late
      elif [ "$(wc -c <"$c_o")" -gt "$c_m" ]; then c_h=large
      else continue; fi
      printf '%s\\n' "$c_h" >"$c_o.how"
      trap '' TERM
      exec 3>&-
      ! kill -0 "$PPID" || exec 9>&-
      if [ "$c_g" ]; then kill -TERM "-$$"; sleep 5; kill -KILL "-$$"
      else
      pkill -TERM -P "$$"; kill -TERM "$$"
      sleep 5
      pkill -KILL -P "$$"; kill -KILL "$$"
      fi
      exit
      done
      ) 2>/dev/null &
      echo $! >"$c_o.watch"
      )
      exec 3>&- 9>&-
      IFS= read -r c_w <"$c_o.watch"
      trap 'kill "$c_w" 2>/dev/null; : >"$c_o.watch"' EXIT
      shift 5
      unset c_l c_m c_g c_t
      eval "$c_c\"""";

  private static final ShellText FUNCTIONS =
      ShellText.program(
          """
          run_foreign() {
          c_l=$1 c_m=$2 c_o=$3
          : >"$c_o" && : >"$c_o.how" || return
          c_g=
          command -v setsid >/dev/null 2>&1 && c_g=setsid
          printf '%%s\\n' "$c_t" |
          $c_g /bin/sh -c %s sh "$c_l" "$c_m" "$c_o" "$c_g" "$4" \\
          3>&1 >>"$c_o" 2>&1 4>&- 5>&- 6>&- 7>&- 8>&-
          c_e=$?
          c_h= c_w=
          IFS= read -r c_h <"$c_o.how"
          if [ -z "$c_h" ]; then
          c_h=exited
          echo exited >"$c_o.how"
          { IFS= read -r c_w <"$c_o.watch" && kill "$c_w"; } 2>/dev/null
          fi
          frame ran "$c_e" "$c_h"
          [ ! -s "$c_o" ] || tail -c 65536 <"$c_o"
          return "$c_e"
          }
          """
              .formatted(ShellText.word(INNER)));

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
   * @param output an absolute path for its output, in a private folder that exists; files of the
   *     same name with {@code .how} and {@code .watch} at its end are written too. They stay
   * @param command shell text, run by {@code /bin/sh}
   */
  public static ShellText run(Duration limit, long mostBytes, String output, String command) {
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
        .plus(ShellText.word(command));
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
