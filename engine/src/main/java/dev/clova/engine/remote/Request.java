package dev.clova.engine.remote;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One piece of work for a remote shell: a script and the bytes that it reads.
 *
 * <p>The script runs in a subshell, so that whatever it does to the shell ends with it, in {@code
 * /}, with {@code LC_ALL=C}, a constant {@code PATH}, {@code set -f} and {@code umask 077}. Its
 * standard input is its payloads, one after the other, and ends with the last of them; if the link
 * breaks before that, the script is killed rather than shown an end. It has these functions:
 *
 * <ul>
 *   <li>{@code frame KIND [ARGUMENT...]} begins a frame of the answer: what is printed from there
 *       to the next frame is its body and may be anything. Arguments are numbers and plain words;
 *       other data belongs into the body.
 *   <li>{@code rx BYTES} copies exactly so many bytes of the input to the output; in place of it,
 *       any command may read the input to its end.
 * </ul>
 *
 * <p>Names that begin with {@code c_} and descriptor 9 are the session's own. What a script leaves
 * running in the background must not hold the shell's output.
 *
 * @param script what to run; its exit status is the reply's
 * @param payloads what it reads, in this order
 * @param user the user to run it as, from root's shell; empty: the shell's own
 * @param underLock whether to skip it unless the shell holds the target's lock
 * @param limits how long and how much the answer may be
 */
public record Request(
    ShellText script,
    List<Payload> payloads,
    Optional<String> user,
    boolean underLock,
    Limits limits) {

  /** Copies the list; refuses a payload of unknown length anywhere but at the end. */
  public Request {
    payloads = List.copyOf(payloads);
    for (int i = 0; i < payloads.size() - 1; i++) {
      if (payloads.get(i).length().isEmpty()) {
        throw new IllegalArgumentException("only the last payload can have an unknown length");
      }
    }
  }

  /** A request without payloads, with the usual limits. */
  public static Request of(ShellText script) {
    return new Request(script, List.of(), Optional.empty(), false, Limits.USUAL);
  }

  /** The same with one more payload at the end. */
  public Request with(Payload payload) {
    List<Payload> more = new ArrayList<>(payloads);
    more.add(payload);
    return new Request(script, more, user, underLock, limits);
  }

  /** The same, run as another user; the shell must be root's. */
  public Request asUser(String name) {
    return new Request(script, payloads, Optional.of(name), underLock, limits);
  }

  /** The same, skipped unless the shell holds the target's lock when its turn comes. */
  public Request onlyUnderLock() {
    return new Request(script, payloads, user, true, limits);
  }

  /** The same with other limits. */
  public Request within(Limits limits) {
    return new Request(script, payloads, user, underLock, limits);
  }
}
