package dev.clova.engine.remote;

import dev.clova.engine.transport.Connection;
import dev.clova.state.ClovaException;
import dev.clova.state.Problem;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * A second shell on the target that ends the first one's work when we are gone: at once when its
 * input ends, as it does when the controller dies, and after a minute without a sign of life, as
 * when the link dies or the controller is frozen. It ends the whole process group, gently and after
 * two seconds by force; foreign commands are in sessions of their own and have their own limits.
 */
public final class Guard implements AutoCloseable {

  private static final ShellText FUNCTIONS =
      ShellText.of(
          """
          c_stat() {
          c_x=
          { IFS= read -r c_x <"/proc/$1/stat"; } 2>/dev/null
          set -- ${c_x##*) }
          c_pg=${3-} c_st=${20-}
          }
          c_strike() {
          trap '' TERM
          if [ "$c_leader" ]; then
          c_stat "$c_group"
          [ -z "$c_st" ] || [ "$c_st" = "$c_leader" ] || return
          fi
          kill -TERM "$c_aim" && sleep 2 && kill -KILL "$c_aim"
          }
          guard_watch() {
          IFS=' ' read -r c_pid c_since c_alone || return
          c_leader=
          if [ -r /proc/$$/stat ]; then
          c_stat $$
          c_mine=$c_pg
          c_stat "$c_pid"
          [ "$c_st" = "$c_since" ] || { frame gone; return; }
          c_group=$c_pg
          c_stat "$c_group"
          c_leader=$c_st
          else
          c_mine=$(ps -o pgid= -p $$ </dev/null)
          c_group=$(ps -o pgid= -p "$c_pid" </dev/null)
          c_mine=$((c_mine)) c_group=$((c_group))
          fi
          c_aim=-$c_group
          if [ "$c_alone" != own ] || [ "$c_group" = "$c_mine" ]; then c_aim=$c_pid; fi
          frame guarding
          while :; do
          (
          trap 'kill "$c_s" 2>/dev/null; exit' TERM
          sleep "$1" & c_s=$!
          wait "$c_s" && c_strike
          ) </dev/null >/dev/null 2>&1 &
          c_w=$!
          c_k=
          IFS= read -r c_k
          kill "$c_w"
          case $c_k in
          beat) ;;
          done) return ;;
          *) c_strike 2>/dev/null; return ;;
          esac
          done
          }
          """);

  /**
   * When to give signs of life, and when to take their absence for our end.
   *
   * @param beat how often we give one
   * @param patience how long the guard waits for one, in whole seconds
   */
  public record Times(Duration beat, Duration patience) {

    /** Every 10 seconds; after 60. */
    public static final Times USUAL = new Times(Duration.ofSeconds(10), Duration.ofSeconds(60));
  }

  /** Whether there is a guard. */
  public sealed interface Answer {

    /** There is. */
    record Watching(Guard guard) implements Answer {}

    /**
     * The target gave us no second shell, as a server that allows one session only; the work would
     * go on without us for a while.
     *
     * @param problem what it said, if anything
     */
    record NoSecondShell(Optional<Problem> problem) implements Answer {}

    /** The shell to be guarded is not there any more. */
    record NothingToGuard() implements Answer {}
  }

  private static final Duration WIND_UP = Duration.ofSeconds(5);

  private enum State {
    GUARDING,
    GONE,
    BROKEN
  }

  private final RemoteShell shell;
  private final RemoteShell worker;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);

  private Guard(RemoteShell shell, RemoteShell worker) {
    this.shell = shell;
    this.worker = worker;
  }

  /**
   * Starts to guard a shell, and waits until it is guarded.
   *
   * @param connection where the shell runs
   * @param target its name, for messages
   * @param privilege the rights that the shell has
   * @param randomness as for {@link RemoteShell#open}
   * @param worker the shell
   * @throws ClovaException if that shell could not be had
   */
  public static Answer over(
      Connection connection,
      String target,
      Privilege privilege,
      RandomGenerator randomness,
      RemoteShell worker,
      Times times) {
    RemoteShell shell;
    try {
      shell = RemoteShell.open(connection, target, privilege, randomness);
    } catch (ClovaException e) {
      return new Answer.NoSecondShell(Optional.of(e.problems().getFirst()));
    }
    return over(shell, worker, times);
  }

  /** As the other, in a shell that is there already. */
  static Answer over(RemoteShell shell, RemoteShell worker, Times times) {
    Guard guard = new Guard(shell, worker);
    Optional<ShellProcess> process = worker.process();
    if (process.isEmpty()) {
      guard.shell.close();
      return new Answer.NothingToGuard();
    }
    return guard.watch(process.get(), times);
  }

  /**
   * Ends the guard. Work that the guarded shell has begun and that we have not seen the end of is
   * ended first: nobody would watch over it any more.
   */
  @Override
  public void close() {
    closed.countDown();
    shell.feed(worker.isIdle() ? ShellText.of("done") : ShellText.of("strike"));
    try {
      // The word must be there before the end of the input, which would be a call to strike, too.
      boolean unused = ended.await(WIND_UP.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    shell.close();
  }

  private Answer watch(ShellProcess worker, Times times) {
    CompletableFuture<State> state = new CompletableFuture<>();
    ShellText call =
        ShellText.of("guard_watch ").plus(ShellText.number(times.patience().toSeconds()));
    Exchange watching =
        shell.sendToSession(
            Request.of(ShellText.lines(FUNCTIONS, call)),
            (frame, body) ->
                state.complete(frame.kind().equals("guarding") ? State.GUARDING : State.GONE));
    watching.whenDone(
        () -> {
          state.complete(State.BROKEN);
          ended.countDown();
        });
    shell.feed(
        ShellText.number(worker.pid())
            .plus(" ")
            .plus(ShellText.number(worker.startTicks()))
            .plus(worker.ownGroup() ? " own" : " none"));
    return switch (state.completeOnTimeout(State.BROKEN, 30, TimeUnit.SECONDS).join()) {
      case GUARDING -> {
        Thread unused = Thread.ofVirtual().name("guard-beat").start(() -> beat(times.beat()));
        yield new Answer.Watching(this);
      }
      case GONE -> {
        shell.close();
        yield new Answer.NothingToGuard();
      }
      case BROKEN -> {
        shell.close();
        yield new Answer.NoSecondShell(Optional.empty());
      }
    };
  }

  private void beat(Duration every) {
    try {
      while (!closed.await(every.toMillis(), TimeUnit.MILLISECONDS)) {
        shell.feed(ShellText.of("beat"));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
