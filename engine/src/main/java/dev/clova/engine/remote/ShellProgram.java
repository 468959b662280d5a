package dev.clova.engine.remote;

import java.nio.charset.StandardCharsets;

/**
 * The constant shell text that makes a session out of a login. Whoever's login shell it is, and
 * whatever it prints first, these stages follow each other on the same standard input, every reader
 * taking exactly what is its own:
 *
 * <ol>
 *   <li>The {@linkplain #command command} holds no data and nothing that any login shell would read
 *       in another way than a POSIX one. It reads lines of shell text up to one that is a dot.
 *   <li>That text puts itself into a process group of its own, so that all of the session can be
 *       killed at once, and goes on to the session or to root's rights and the command again.
 *   <li>The session reads a token, says hello, and then carries out request after request.
 * </ol>
 *
 * <p>A request is a line {@code LENGTH TOKEN MODE LOCK}, so many bytes of script, whose last must
 * be the token (half a script is never run), and, in mode {@code fed}, the payload in pieces: a
 * line {@code BLOCK COUNT} and as many bytes, until the line {@code . 0}. A frame of the answer is
 * a line {@code @TOKEN KIND ARGUMENTS} after a line end that belongs to it, and a body. In mode
 * {@code again}, the script is the last one of mode {@code keep}.
 *
 * <p>A shell reads a line byte by byte, a quarter of a microsecond each, which is less than a
 * process for the short texts that come before the first request. Later texts are read by one
 * {@code dd} that fills its block, which POSIX only lately has; where it is missing, single bytes
 * are read again.
 *
 * @param shell the words of a shell that follows POSIX; anything but {@code /bin/sh} is for tests
 * @param path where it looks for commands; anything but the usual is for tests
 */
record ShellProgram(String shell, String path) {

  /** Every target's own. */
  static final ShellProgram USUAL =
      new ShellProgram(
          "/bin/sh",
          "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
              + ":/run/wrappers/bin:/run/current-system/sw/bin");

  private static final String LOADER =
      "c=$(printf \"\\n.\"); c=${c%.}; n=; until IFS= read -r l || exit 1; [ \"$l\" = . ];"
          + " do n=$n$l$c; done; eval \"$n\"";

  /** With the path's place. */
  private static final String ENVIRONMENT =
      """
      LC_ALL=C
      PATH=%s
      export LC_ALL PATH
      unset CDPATH ENV BASH_ENV IFS c_t c_h c_n c_m c_l c_s c_x c_k c_p c_held c_last
      set -f
      umask 077
      cd /
      """;

  /** What scripts may call, and what is needed to read them. */
  private static final String FUNCTIONS =
      """
      c_f='iflag=fullblock status=none'
      frame() { printf '\\n@%s %s\\n' "$c_t" "$*"; }
      c_dd() {
      if [ "$c_f" ]; then dd bs="$1" count="$2" $c_f
      else dd ibs=1 obs=65536 count="$(($1 * $2))" 2>/dev/null; fi
      }
      rx() {
      if [ "$1" -gt 1048576 ]; then
      c_dd 65536 "$(($1 / 65536))" && set -- "$(($1 % 65536))" || return
      fi
      [ "$1" = 0 ] || c_dd "$1" 1
      }
      c_read() {
      c_s=$(dd bs="$c_n" count=1 $c_f 2>/dev/null) ||
      { c_f=; c_s=$(dd bs=1 count="$c_n" 2>/dev/null); }
      case $c_s in *"#$c_t") ;; *) exit 1 ;; esac
      }
      """;

  /**
   * {@code c_pump} copies the pieces of a payload to the script. If the input ends before the
   * payload does, the script must not see that as the payload's end: all of the session is killed,
   * and only then does the pump let go of the pipe. Without a process group of its own it never
   * does, since it does not know the script's process.
   */
  private static final String SESSION =
      """
      c_own=${1-}
      c_pump() {
      while IFS=' ' read -r c_k c_n; do
      [ "$c_k" = . ] && return
      c_dd "$c_k" "$c_n" || break
      done
      trap '' TERM
      if [ "$c_own" ]; then kill -s TERM 0; sleep 2; kill -s KILL 0; fi
      kill -s KILL $$
      exec sleep 2147483647
      }
      c_end() { frame end "$1"; printf '\\n@%s\\n' "$c_t" >&2; }
      IFS= read -r c_t || exit
      c_x=
      { IFS= read -r c_x </proc/$$/stat; } 2>/dev/null
      set -- ${c_x##*) }
      frame hello $$ "${3-0}" "${20-0}" "${c_own:-none}"
      set --
      while IFS=' ' read -r c_n c_t c_m c_l; do
      c_read
      [ "$c_l" = any ] || [ "${c_held-}" ] || c_s='frame skipped'
      case $c_m in
      plain) (eval "$c_s") </dev/null; c_end $? ;;
      keep) c_a=$c_s; (eval "$c_a") </dev/null; c_end $? ;;
      again) (eval "$c_a") </dev/null; c_end $? ;;
      fed) c_pump | { (eval "$c_s"); c_end $?; exec cat >/dev/null; } ;;
      own) eval "$c_s"; c_end $? ;;
      *) exit 1 ;;
      esac
      done
      exit 0""";

  /**
   * In place of a session: one script, with the terminal that it was started on. This shell stays
   * to tell as a status what signal ended it.
   */
  private static final String TERMINAL =
      """
      IFS= read -r c_h || exit
      IFS=' ' read -r c_n c_t || exit
      c_read
      stty sane 2>/dev/null
      printf '\\n@%s hello %s 0 0 none\\n' "$c_h" $$
      trap : INT QUIT
      (eval "$c_s")
      exit "$?\"""";

  /**
   * {@code setpriv} stays in our process group and asks nobody; {@code su} may take a session of
   * its own, and tens of milliseconds for one with PAM. It is for targets that have nothing better.
   */
  private static final String SWITCH =
      """
      exec 9>&-
      c_g=$(id -g "$c_u" </dev/null) || exit
      if setpriv --reuid "$c_u" --regid "$c_g" --init-groups true </dev/null 2>/dev/null; then
      case $c_u in
      *[!A-Za-z0-9._-]*) HOME=/ ;;
      *) eval "HOME=~$c_u" ;;
      esac
      USER=$c_u LOGNAME=$c_u
      export HOME USER LOGNAME
      exec setpriv --reuid "$c_u" --regid "$c_g" --init-groups --inh-caps=-all %s
      fi
      exec su -s /bin/sh -c %s "$c_u\"""";

  private static final String OTHER_USER =
      """
      IFS=' ' read -r c_n c_t || exit
      c_read
      eval "$c_s\"""";

  private static final String OUTER =
      """
      c_own=${1-}
      IFS= read -r c_t || exit
      command -v "$c_tool" >/dev/null || { printf '\\n@%s missing\\n' "$c_t"; exit; }
      printf '\\n@%s outer\\n' "$c_t"
      """;

  private static final String GROUP =
      """
      PATH=%s
      export PATH
      unset IFS
      set -f
      c_go=%s
      c_x=
      { IFS= read -r c_x </proc/$$/stat; } 2>/dev/null
      set -- ${c_x##*) }
      [ "${3-}" ] || set -- . . $(ps -o pgid= -p $$ 2>/dev/null)
      if [ "${3-}" = $$ ]; then set -- own; eval "$c_go"
      elif command -v setsid >/dev/null 2>&1; then exec setsid %s -c "$c_go" sh own
      else set --; eval "$c_go"; fi""";

  /** A file that is such a session without ever running what it is sent. */
  String looking(String functions) {
    return "#!%s\n# Clova looks at this machine with it; see `clova help target readonly`.\n"
            .formatted(shell)
        + environment()
        + FUNCTIONS
        + functions;
  }

  /** The command to start under the login shell. */
  String command() {
    return "exec " + inner(LOADER);
  }

  /**
   * The command for a key that may only look. Its forced command runs in place of it, and reads the
   * same streams; where there is none any more, no login shell knows this one.
   */
  static final String LOOK = "clova-look";

  /** What a login becomes. */
  enum Room {
    /** A session, which carries out requests. */
    SESSION(ShellProgram.SESSION),
    /** One script on a terminal. */
    TERMINAL(ShellProgram.TERMINAL),
    /** Nothing: a forced command is there, which takes data and no text. */
    LOOKING("");

    private final String text;

    Room(String text) {
      this.text = text;
    }
  }

  /** The text for the command that runs under the login shell. */
  String direct(Room room) {
    return grouped(later(room));
  }

  /** The text for the command that a stage before has started. */
  String later(Room room) {
    return environment() + FUNCTIONS + room.text;
  }

  /** A stage that starts the command again with root's rights and no questions. */
  String outer(Privilege privilege) {
    String stage =
        switch (privilege) {
          case Privilege.None none -> throw new IllegalArgumentException("no rights to get");
          case Privilege.Sudo sudo -> "c_tool=sudo\n" + OUTER + "exec sudo -n " + inner(LOADER);
          case Privilege.Doas doas -> "c_tool=doas\n" + OUTER + "exec doas -n " + inner(LOADER);
          case Privilege.SudoPassword password ->
              "c_tool=sudo\n"
                  + OUTER
                  + "IFS= read -r c_p\nIFS= read -r c_t\nexec sudo -S -p \"$c_p\" "
                  + inner("printf \"\\n@%s begin\\n\" \"$0\"; " + LOADER);
        };
    String name = privilege instanceof Privilege.SudoPassword ? "\"$c_t\"" : "sh";
    return grouped(environment() + stage + " " + name + " \"$c_own\"");
  }

  /** Runs the command as another user, with that user's part of the payload as its input. */
  ShellText switchUser(String user) {
    if (user.isEmpty() || user.startsWith("-")) {
      throw new IllegalArgumentException("not a user's name");
    }
    return ShellText.lines(
        ShellText.set("c_u", user),
        ShellText.program(SWITCH.formatted(inner(LOADER), quoted(LOADER))));
  }

  /** Goes on with this text as another user, on the streams that are there. */
  ShellText as(ShellText user, ShellText text) {
    String inner = shell + " -c " + ShellText.word(text.toString());
    return ShellText.lines(
        ShellText.of("c_u=").plus(user),
        ShellText.program(SWITCH.formatted(inner, ShellText.word(text.toString()))));
  }

  /** The other user's text; a script follows on the same input. */
  String otherUser() {
    return environment() + FUNCTIONS + OTHER_USER;
  }

  /** A text as the command of the stage before it reads it. */
  static byte[] loaded(String text) {
    return (text + "\n.\n").getBytes(StandardCharsets.UTF_8);
  }

  private String grouped(String next) {
    return GROUP.formatted(path, quoted(next), shell);
  }

  private String inner(String text) {
    return shell + " -c " + quoted(text);
  }

  /** What every script finds set. */
  String environment() {
    return ENVIRONMENT.formatted(path);
  }

  private static String quoted(String text) {
    return ShellText.word(text).toString();
  }
}
