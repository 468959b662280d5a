package dev.clova.engine.observed;

import dev.clova.engine.observed.Check.Verdict;
import dev.clova.engine.remote.FrameList;
import dev.clova.engine.remote.Request;
import dev.clova.engine.remote.ScriptText;
import dev.clova.engine.remote.Session;
import dev.clova.engine.remote.Sessions;
import dev.clova.engine.remote.ShellText;
import dev.clova.engine.remote.TargetLock;
import dev.clova.engine.remote.TargetText;
import dev.clova.engine.transport.Endpoint;
import dev.clova.state.ClovaException;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Tries everything that work on one target rests on, in the order in which it is needed, and
 * changes nothing there. What comes after a failure is not tried, unless it does not rest on it.
 */
public final class Checkup {

  private static final Duration SKEW = Duration.ofSeconds(10);
  private static final List<String> TO_THE_SHELL =
      List.of("connection", "host key", "login", "shell", "become");

  private final Sessions sessions;
  private final Clock clock;
  private final Subject subject;
  private final List<Check> checks = new ArrayList<>();

  private Checkup(Sessions sessions, Clock clock, Subject subject) {
    this.sessions = sessions;
    this.clock = clock;
    this.subject = subject;
  }

  /**
   * What is to be tried.
   *
   * @param target the target's name
   * @param become {@code none}, {@code sudo} or {@code doas}
   * @param root the folder of the services: absolute, or {@code ~/…}
   * @param runtimes what the services placed there run on
   */
  public record Subject(String target, String become, String root, Set<String> runtimes) {

    /** Copies the set. */
    public Subject {
      runtimes = Set.copyOf(runtimes);
    }
  }

  /** Tries it all; what goes wrong is among the checks. */
  public static List<Check> of(Sessions sessions, Clock clock, Subject subject) {
    Checkup checkup = new Checkup(sessions, clock, subject);
    checkup.run();
    return List.copyOf(checkup.checks);
  }

  private void run() {
    try {
      Session session = sessions.open(subject.target());
      Instant asked = clock.instant();
      FrameList answer = session.ask(Request.of(script()));
      reached(session, answer);
      CheckAnswers answers = new CheckAnswers(answer);
      checks.add(answers.root());
      checks.add(answers.room());
      checks.add(lock(session, answers));
      checks.add(answers.tools());
      if (subject.runtimes().contains("compose")) {
        checks.addAll(answers.docker());
      }
      if (subject.runtimes().contains("systemd")) {
        checks.add(answers.systemd());
      }
      checks.add(skew(answers, asked));
    } catch (ClovaException e) {
      Problem problem = e.problems().getFirst();
      if (problem.code() == ProblemCode.READ_ONLY) {
        onlyLooked(problem);
      } else {
        failed(problem);
      }
    }
  }

  /** A key that may only look can have no more tried than what it is for. */
  private void onlyLooked(Problem problem) {
    try {
      Session session = sessions.open(subject.target());
      Receipts receipts = Receipts.on(session, subject.target(), subject.root());
      connected(session);
      checks.add(Check.remark("key", "it may only look", problem.hint()));
      int count = receipts.readings().size();
      checks.add(
          Check.ok(
              "root",
              "`%s`, with %d %s recorded"
                  .formatted(receipts.root(), count, count == 1 ? "service" : "services")));
    } catch (ClovaException e) {
      failed(e.problems().getFirst());
    }
  }

  private ShellText script() {
    List<ShellText> lines = new ArrayList<>();
    lines.add(ScriptText.CHANGE);
    lines.add(ScriptText.CHECK);
    lines.add(ShellText.of("clova_check_shell"));
    lines.add(ShellText.of("clova_check_root ").plus(ShellText.word(subject.root())));
    if (subject.runtimes().contains("compose")) {
      lines.add(ShellText.of("clova_check_docker"));
    }
    if (subject.runtimes().contains("systemd")) {
      lines.add(ShellText.of("clova_check_systemd"));
    }
    lines.add(ShellText.of(":"));
    return ShellText.lines(lines);
  }

  private void reached(Session session, FrameList answer) {
    CheckAnswers answers = new CheckAnswers(answer);
    connected(session);
    checks.add(Check.ok("shell", answers.shell()));
    if (!subject.become().equals("none")) {
      checks.add(Check.ok("become", "`%s` with `%s`".formatted(answers.user(), subject.become())));
    }
  }

  private void connected(Session session) {
    Endpoint endpoint = sessions.way(subject.target()).endpoint();
    checks.add(Check.ok("connection", place(endpoint)));
    if (endpoint.via() != Endpoint.Via.LOCAL) {
      checks.add(Check.ok("host key", "known"));
      checks.add(
          Check.ok("login", session.login().isEmpty() ? "by the system's ssh" : session.login()));
    }
  }

  private static String place(Endpoint endpoint) {
    return switch (endpoint.via()) {
      case LOCAL -> "this machine";
      case SSH, OPENSSH -> {
        StringBuilder place = new StringBuilder("`" + endpoint.host() + "`");
        endpoint.port().ifPresent(port -> place.append(" port ").append(port));
        endpoint.jumps().forEach(jump -> place.append(" through `" + jump.target() + "`"));
        if (endpoint.via() == Endpoint.Via.OPENSSH) {
          place.append(", by the system's `ssh`");
        }
        yield place.toString();
      }
    };
  }

  private static Check lock(Session session, CheckAnswers answers) {
    return switch (TargetLock.tell(session, answers.path("root"))) {
      case TargetLock.Holding.Free _ -> Check.ok("lock", "free");
      case TargetLock.Holding.Held(String holder) ->
          Check.remark("lock", "held by " + holder, "It ends with its holder.");
      case TargetLock.Holding.Working(String holder) ->
          Check.remark(
              "lock",
              "work goes on that was begun by " + holder,
              "The lock ends with it; look at the processes there if it takes too long.");
    };
  }

  /** The answer was given at some moment of the trip; more than that cannot be told. */
  private Check skew(CheckAnswers answers, Instant asked) {
    Instant told = answers.time();
    Duration early = Duration.between(told, asked);
    Duration late = Duration.between(clock.instant(), told);
    boolean isBehind = early.compareTo(late) > 0;
    Duration skew = isBehind ? early : late;
    if (skew.compareTo(SKEW) <= 0) {
      return Check.ok("clock", "agrees with this machine's");
    }
    return Check.remark(
        "clock",
        "%d s %s this machine's".formatted(skew.toSeconds(), isBehind ? "behind" : "ahead of"),
        "Let both machines keep their time with NTP: certificates and logs rest on it.");
  }

  /** By what failed it is known how far it came. */
  private void failed(Problem problem) {
    int at = TO_THE_SHELL.indexOf(stage(problem.code()));
    boolean begun = !checks.isEmpty();
    String place = place(sessions.way(subject.target()).endpoint());
    for (int i = 0; i < TO_THE_SHELL.size() && !begun; i++) {
      String name = TO_THE_SHELL.get(i);
      if (i == at) {
        checks.add(Check.failed(name, problem));
      } else if (!name.equals("become") || !subject.become().equals("none")) {
        checks.add(i < at ? Check.ok(name, i == 0 ? place : "") : Check.unknown(name));
      }
    }
    if (begun) {
      checks.add(Check.failed("answer", problem));
    } else {
      checks.add(Check.unknown("root"));
      checks.add(Check.unknown("tools"));
    }
  }

  private static String stage(ProblemCode code) {
    return switch (code) {
      case HOST_KEY -> "host key";
      case AUTHENTICATION -> "login";
      case PRIVILEGE -> "become";
      case TARGET_ANSWER, READ_ONLY -> "shell";
      default -> "connection";
    };
  }

  /** Whether everything works. */
  public static boolean isReady(List<Check> checks) {
    return checks.stream()
        .allMatch(check -> check.verdict() == Verdict.OK || check.verdict() == Verdict.REMARK);
  }

  /** What a target wrote, as one line that is safe to show. */
  static String shown(String text) {
    return TargetText.line(text.strip());
  }
}
