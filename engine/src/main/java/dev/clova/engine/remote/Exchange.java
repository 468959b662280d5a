package dev.clova.engine.remote;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** A request that was handed to a remote shell, and the reply that will come. */
public final class Exchange {

  private final RemoteShell shell;
  private final Request request;
  private final FrameSink sink;
  private final Token token;
  private final String mode;
  private final CompletableFuture<Reply> reply = new CompletableFuture<>();
  private final CompletableFuture<String> errors = new CompletableFuture<>();
  private final CountDownLatch done = new CountDownLatch(1);
  private volatile boolean sending;
  private volatile boolean ended;
  private volatile boolean receiving;
  private volatile long begun;

  Exchange(RemoteShell shell, Request request, FrameSink sink, Token token, String mode) {
    this.shell = shell;
    this.request = request;
    this.sink = sink;
    this.token = token;
    this.mode = mode;
  }

  /**
   * Waits for the reply, not longer than the request's limits. A limit that is passed, or an
   * interrupt, closes the shell.
   *
   * @throws dev.clova.state.ClovaException if the shell could not be had at all, for want of rights
   *     or of a usable login; the request has then not run
   */
  public Reply await() {
    try {
      while (done.getCount() > 0) {
        long now = System.nanoTime();
        long silence = shell.activeAt() + request.limits().silence().toNanos() - now;
        // Looked at once: when it begins to be received meanwhile, the beginning is not known yet.
        boolean counting = receiving;
        long rest = counting ? begun + request.limits().total().toNanos() - now : silence;
        if (silence <= 0) {
          shell.end(Reply.Reason.SILENT);
        } else if (counting && rest <= 0) {
          shell.end(Reply.Reason.TOO_SLOW);
        }
        boolean unused = done.await(Math.min(silence, rest), TimeUnit.NANOSECONDS);
      }
      return reply.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      shell.end(Reply.Reason.CLOSED);
      return reply.getNow(broken(Reply.Reason.CLOSED));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException("only runtime exceptions are handed over", e);
    }
  }

  /** Calls when there is a reply or there will be none. */
  void whenDone(Runnable then) {
    CompletableFuture<Reply> unused = reply.whenComplete((how, failure) -> then.run());
  }

  Request request() {
    return request;
  }

  Token token() {
    return token;
  }

  /** The mode of a request without payload, with a space on either side. */
  String mode() {
    return mode;
  }

  boolean hasEnded() {
    return ended;
  }

  void nowSending() {
    sending = true;
  }

  void errors(String text) {
    errors.complete(text);
  }

  /** Takes the answer off the wire, up to its end; nobody hears of the reply yet. */
  Reply receive(FrameReader reader) throws IOException {
    begun = System.nanoTime();
    receiving = true;
    boolean skipped = false;
    Frame frame = reader.first(token);
    reader.allow(request.limits().answerBytes(), Reply.Reason.TOO_MUCH);
    while (!frame.kind().equals("end")) {
      if (frame.kind().equals("skipped")) {
        skipped = true;
      } else {
        sink.frame(frame, reader.body());
      }
      frame = reader.next();
    }
    ended = true;
    int status = (int) frame.number(0, 0, 255);
    String written = errors.completeOnTimeout("", 1, TimeUnit.SECONDS).join();
    return skipped
        ? new Reply.NotRun(Reply.Reason.NOT_LOCKED, written)
        : new Reply.Ended(status, written);
  }

  /** There will be no end of this. */
  void breakOff(Reply.Reason why) {
    ended = true;
    settle(broken(why));
  }

  /** There will be no reply, but this. */
  void fail(RuntimeException failure) {
    ended = true;
    reply.completeExceptionally(failure);
    done.countDown();
  }

  /** Lets whoever waits have the reply. */
  void settle(Reply how) {
    reply.complete(how);
    done.countDown();
  }

  private Reply broken(Reply.Reason why) {
    String written = errors.getNow(shell.errorsSoFar());
    return sending ? new Reply.Unknown(why, written) : new Reply.NotRun(why, written);
  }
}
