package dev.clova.engine.remote;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The lock of a target's root folder: of all shells that want it, one has it, and it ends with that
 * shell, however that ends. Requests that are {@linkplain Request#onlyUnderLock only for the
 * holder} can be sent right behind the attempt.
 *
 * <p>Where the target has {@code flock}, the session shell holds {@code <root>/.clova/lock} open
 * and locked, on descriptor 9. What a request's script runs shares it, so the lock also outlives
 * the session shell until the work that it had begun is over; what a foreign command leaves behind,
 * which may stay for good, does not get it. A session that has been closed takes a moment to end
 * there, so the next one waits for up to a second, where {@code flock} can.
 *
 * <p>Without {@code flock}, the lock is a hard link, {@code <root>/.clova/lock.held}, to a file
 * that names its holder by process id, start time and boot. A link is made whole or not at all, and
 * whoever finds the holder gone may take it away, one at a time: they hold {@code lock.break}
 * meanwhile. What is not there they must not take away: another one may just have made it. (If one
 * is killed just then, and two others come upon that at the same moment, they could in theory both
 * win.)
 */
public final class TargetLock {

  private static final int DETAIL_LIMIT = 1000;
  private static final int ROOT_PARTS_LIMIT = 100;

  /**
   * {@code c_started PID} gives in {@code c_r} since when a process runs, {@code c_alive PID
   * STARTED BOOT} tells whether one lives, {@code c_holder FILE} whether the one does that a file
   * names.
   */
  public static final ShellText LIVING =
      ShellText.of(
          """
          c_started() {
          c_r=
          if [ -r /proc/$$/stat ]; then
          c_x=
          { IFS= read -r c_x <"/proc/$1/stat"; } 2>/dev/null
          set -- ${c_x##*) }
          c_r=${20-}
          else
          set -- $(ps -o lstart= -p "$1" 2>/dev/null)
          IFS=_
          c_r="$*"
          unset IFS
          fi
          }
          c_alive() {
          [ "$2" ] || return 1
          [ "$3" = "$c_boot" ] || return 1
          c_started "$1"
          [ "$c_r" = "$2" ]
          }
          c_holder() {
          c_who= c_text=
          { IFS= read -r c_who && IFS= read -r c_text; } 2>/dev/null <"$1"
          c_alive $c_who
          }
          """);

  private static final ShellText FUNCTIONS =
      ShellText.of(
          """
          c_busy() {
          frame busy
          printf '%s' "$c_text"
          return 1
          }
          c_flock() {
          { command exec 9>>"$c_d/lock"; } 2>/dev/null || { frame refused lock; return 1; }
          if flock -n 9 9>&9 || flock -w 1 9 9>&9 2>/dev/null; then
          printf '%s\\n%s\\n' "$c_id" "$1" >"$c_d/lock"
          return
          fi
          exec 9>&-
          c_holder "$c_d/lock" || c_text=
          c_busy
          }
          c_link() {
          c_own="$c_d/lock.$$.${c_id##* }"
          printf '%s\\n%s\\n' "$c_id" "$1" >"$c_own" || { frame refused lock; return 1; }
          c_try=0
          while [ "$c_try" -lt 5 ]; do
          c_try=$((c_try + 1))
          if ln "$c_own" "$c_d/lock.held" 2>/dev/null; then c_try=won; break; fi
          c_holder "$c_d/lock.held" && break
          if ln "$c_own" "$c_d/lock.break" 2>/dev/null; then
          if ! c_holder "$c_d/lock.held"; then
          if [ "$c_who" ] || { [ -e "$c_d/lock.held" ] && [ ! -s "$c_d/lock.held" ]; }; then
          rm -f "$c_d/lock.held"
          fi
          fi
          rm -f "$c_d/lock.break"
          elif ! c_holder "$c_d/lock.break"; then rm -f "$c_d/lock.break"; fi
          done
          rm -f "$c_own"
          [ "$c_try" = won ] || { c_busy; return; }
          trap 'rm -f "$c_d/lock.held"' EXIT
          }
          c_folder() (
          umask 022
          cd /
          while [ $# -gt 0 ] && [ -d "./$1" ]; do cd -P "./$1" || exit; shift; done
          c_d=. c_k=$#
          while [ "$c_k" -gt 0 ]; do
          c_d=$c_d/$1
          set -- "$@" "$c_d"
          shift
          c_k=$((c_k - 1))
          done
          [ $# = 0 ] || mkdir "$@" || [ -d "$c_d" ] || exit
          cd -P "$c_d" || exit
          umask 077
          mkdir ./.clova || [ -d ./.clova ]
          )
          lock_take() {
          c_d=$1/.clova
          c_text=$2
          shift 2
          if [ ! -d "$c_d" ] && ! c_x=$(c_folder "$@" 2>&1); then
          frame refused root; printf '%s' "$c_x"; return 1; fi
          if [ -L "$c_d" ] || [ ! -O "$c_d" ]; then frame refused owner; return 1; fi
          c_boot=
          { IFS= read -r c_boot </proc/sys/kernel/random/boot_id; } 2>/dev/null
          c_started $$
          c_id="$$ $c_r $c_boot"
          if command -v flock >/dev/null 2>&1; then c_flock "$c_text"
          else c_link "$c_text"; fi || return
          c_held=1
          frame locked
          }
          lock_drop() {
          c_held=
          if command -v flock >/dev/null 2>&1; then : >"$c_d/lock"; exec 9>&-
          else rm -f "$c_d/lock.held"; trap - EXIT; fi
          }
          """);

  private static final ShellText TELL =
      ShellText.of(
          """
          lock_tell() {
          c_d=$1/.clova
          c_boot=
          { IFS= read -r c_boot </proc/sys/kernel/random/boot_id; } 2>/dev/null
          c_text=
          if c_holder "$c_d/lock.held" || c_holder "$c_d/lock"; then
          frame held
          elif command -v flock >/dev/null 2>&1 && [ -r "$c_d/lock" ] && ! flock -n -s "$c_d/lock" true
          then frame working
          else frame free
          fi
          printf '%s' "$c_text"
          }
          """);

  /** What became of an attempt. */
  public sealed interface Answer {

    /** The shell holds the lock. */
    record Locked() implements Answer {}

    /**
     * Somebody else holds it.
     *
     * @param holder what the holder said of itself, made safe to show; empty if it has taken the
     *     lock this very moment
     */
    record Busy(String holder) implements Answer {}

    /**
     * There can be no lock.
     *
     * @param why the reason
     * @param said what the target said, made safe to show; may be empty
     */
    record Refused(Why why, String said) implements Answer {}

    /**
     * It is not known.
     *
     * @param reply what became of the request
     */
    record Open(Reply reply) implements Answer {}
  }

  /** Why there can be no lock. */
  public enum Why {
    /** The root folder is not there and cannot be made. */
    NO_ROOT,
    /** {@code <root>/.clova} is a link or belongs to another user. */
    NOT_OURS,
    /** The lock's file cannot be written. */
    NOT_WRITABLE
  }

  private final Exchange exchange;
  private final FrameList frames;

  private TargetLock(Exchange exchange, FrameList frames) {
    this.exchange = exchange;
    this.frames = frames;
  }

  /**
   * Sends an attempt to take the lock, without waiting for it. The root folder is made if it is not
   * there, with {@code .clova} in it for its owner only.
   *
   * @param root the absolute path of the root folder
   * @param holder what to tell others: who, since when, doing what; cut at 1000 characters
   */
  public static TargetLock send(RemoteShell shell, String root, String holder) {
    FrameList frames = new FrameList(8 * DETAIL_LIMIT);
    Request request = Request.of(take(root, holder));
    return new TargetLock(shell.sendToSession(request, frames), frames);
  }

  /**
   * Text that takes the lock for a script that runs by itself, if nobody has it, for as long as
   * that runs.
   */
  public static ShellText take(String root, String holder) {
    return ShellText.lines(LIVING, FUNCTIONS, call(root, holder));
  }

  private static ShellText call(String root, String holder) {
    return ShellText.of("lock_take ")
        .plus(ShellText.path(root))
        .plus(" ")
        .plus(ShellText.word(detail(holder)))
        .plus(" ")
        .plus(ShellText.words(parts(root)))
        .plus(" </dev/null");
  }

  /**
   * Text for a look at the root folder, which is where it runs: a frame {@code lock} with what the
   * holder says of itself, empty if there is none. It takes no lock, so it is in nobody's way.
   */
  public static ShellText look() {
    return ShellText.lines(
        LIVING,
        ShellText.of(
            """
            c_boot=
            { IFS= read -r c_boot </proc/sys/kernel/random/boot_id; } 2>/dev/null
            frame lock
            for c_k in ./.clova/lock ./.clova/lock.held; do
            if c_holder "$c_k"; then printf '%s' "$c_text"; break; fi
            done
            """));
  }

  /** Waits for the answer; throws as {@link Exchange#await} does. */
  public Answer await() {
    Reply reply = exchange.await();
    if (!(reply instanceof Reply.Ended)) {
      return new Answer.Open(reply);
    }
    Optional<FrameList.Kept> said = frames.all().stream().findFirst();
    return switch (said.map(kept -> kept.frame().kind()).orElse("")) {
      case "locked" -> new Answer.Locked();
      case "busy" -> new Answer.Busy(TargetText.line(said.orElseThrow().text()));
      case "refused" ->
          new Answer.Refused(
              why(said.orElseThrow().frame().arguments()),
              TargetText.line(said.orElseThrow().text().strip()));
      default -> new Answer.Open(reply);
    };
  }

  /** Sends word to give the lock back before the shell ends. */
  public static Exchange drop(RemoteShell shell) {
    Request request = Request.of(ShellText.of("lock_drop </dev/null")).onlyUnderLock();
    return shell.sendToSession(request, FrameSink.none());
  }

  /** Who holds the lock of a root folder. */
  public sealed interface Holding {

    /**
     * Nobody does.
     *
     * @param last who held it last, made safe to show; empty if that is not written down
     */
    record Free(String last) implements Holding {}

    /**
     * Somebody does, and lives.
     *
     * @param holder what the holder said of itself, made safe to show
     */
    record Held(String holder) implements Holding {}

    /**
     * What a holder had begun is still at work; the lock ends with it.
     *
     * @param holder what the holder said of itself, made safe to show
     */
    record Working(String holder) implements Holding {}
  }

  /**
   * Asks who holds the lock of a root folder. Takes nothing and changes nothing.
   *
   * @param root the absolute path of the root folder
   * @throws dev.clova.state.ClovaException if the target does not answer
   */
  public static Holding tell(Session session, String root) {
    ShellText call =
        ShellText.of("lock_tell ").plus(ShellText.path(root)).plus(" </dev/null 2>/dev/null");
    FrameList.Kept said =
        session.ask(Request.of(ShellText.lines(LIVING, TELL, call))).all().getFirst();
    String who = TargetText.line(said.text());
    return switch (said.frame().kind()) {
      case "held" -> new Holding.Held(who);
      case "working" -> new Holding.Working(who);
      default -> new Holding.Free(who);
    };
  }

  private static Why why(List<String> arguments) {
    return switch (String.join(" ", arguments)) {
      case "root" -> Why.NO_ROOT;
      case "owner" -> Why.NOT_OURS;
      default -> Why.NOT_WRITABLE;
    };
  }

  /** The path's components, so that no shell has to split anything. */
  private static List<String> parts(String root) {
    if (!root.startsWith("/")) {
      throw new IllegalArgumentException("the root must be absolute");
    }
    List<String> parts = new ArrayList<>();
    for (String part : root.split("/", ROOT_PARTS_LIMIT)) {
      if (part.equals(".") || part.equals("..") || part.contains("/")) {
        throw new IllegalArgumentException("the root must be a plain path");
      }
      if (!part.isEmpty()) {
        parts.add(part);
      }
    }
    return parts;
  }

  private static String detail(String holder) {
    String line = TargetText.line(holder);
    return line.length() <= DETAIL_LIMIT ? line : line.substring(0, DETAIL_LIMIT);
  }
}
