package dev.clova.engine.transport;

import dev.clova.engine.transport.Findings.Stage;
import dev.clova.state.ClovaException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.config.hosts.HostConfigEntry;
import org.apache.sshd.client.future.ConnectFuture;
import org.apache.sshd.common.future.CancelOption;

/** Connects to hosts, checks them, and logs in. Every wait has a limit. */
final class Dialler {

  private static final int GREETING_TRIES = 3;

  private final Supplier<SshClient> client;
  private final LoginKeys keys;
  private final Prompt prompt;
  private final KnownHostsWriter writer;
  private final Addresses addresses;
  private final Jumps jumps;

  Dialler(
      Supplier<SshClient> client,
      LoginKeys keys,
      Prompt prompt,
      KnownHostsWriter writer,
      Addresses addresses) {
    this.client = client;
    this.keys = keys;
    this.prompt = prompt;
    this.writer = writer;
    this.addresses = addresses;
    this.jumps = new Jumps(this::login);
  }

  /**
   * A session that is logged in.
   *
   * @throws ClovaException with the one problem that stopped it
   */
  StrictSession login(Route route) {
    HostKeyCheck check = new HostKeyCheck(route, writer);
    Optional<String> password = prompt.password(route.user(), route.host()).map(Dialler::consumed);
    LoginKeys.Offer offer = keys.offer(route.login(), route.timeout());
    if (offer.keys().isEmpty() && password.isEmpty()) {
      throw ConnectFailure.nothingToOffer(route, offer);
    }
    try (Jumps.Way way = jumps.way(route, addresses)) {
      while (true) {
        Dial dial =
            new Dial(route, check.algorithms(), check::check, offer, password, new Findings());
        try {
          return login(dial, way);
        } catch (ClovaException e) {
          if (dial.findings().wanted().isEmpty()) {
            throw e;
          }
          LoginKey unlocked = keys.unlock(dial.findings().wanted().get());
          offer = new LoginKeys.Offer(List.of(unlocked), true, offer.notes());
        }
      }
    }
  }

  /** The key that a host shows. No credential is offered. */
  ScannedKey scan(Route route) {
    HostKeyCheck check = new HostKeyCheck(route, writer);
    LoginKeys.Offer nothing = new LoginKeys.Offer(List.of(), false, List.of());
    Findings findings = new Findings();
    Dial dial =
        new Dial(
            route,
            check.algorithms(),
            key -> Optional.of(ConnectFailure.onlyLooking()),
            nothing,
            Optional.empty(),
            findings);
    try (Jumps.Way way = jumps.way(route, addresses)) {
      login(dial, way).close(true);
    } catch (ClovaException e) {
      if (findings.hostKey().isEmpty()) {
        throw e;
      }
    }
    return check.scanned(findings.hostKey().orElseThrow());
  }

  private StrictSession login(Dial dial, Jumps.Way way) {
    long deadline = System.nanoTime() + dial.route().timeout().toNanos();
    for (int attempt = 1; ; attempt++) {
      try {
        StrictSession session = connect(dial, way, deadline);
        try {
          session.auth().verify(left(deadline));
          keys.accept(dial);
          return session;
        } catch (IOException e) {
          session.close(true);
          throw e;
        }
      } catch (IOException e) {
        if (e instanceof InterruptedIOException) {
          Thread.currentThread().interrupt();
        }
        if (attempt == GREETING_TRIES || !wasTurnedAway(dial, deadline) || !pause(attempt)) {
          throw new ClovaException(ConnectFailure.of(dial, way, e), e);
        }
      }
    }
  }

  private StrictSession connect(Dial dial, Jumps.Way way, long deadline) throws IOException {
    IOException failure = new IOException("no address");
    int open = way.addresses().size();
    for (String address : way.addresses()) {
      dial.findings().begin();
      HostConfigEntry entry = new HostConfigEntry("", address, way.port(), dial.route().user());
      entry.setIdentitiesOnly(true);
      ConnectFuture connecting = client.get().connect(entry, dial.context(), null);
      try {
        Duration limit = left(deadline).dividedBy(open--);
        connecting.verify(limit, CancelOption.CANCEL_ON_TIMEOUT, CancelOption.CANCEL_ON_INTERRUPT);
        dial.findings().connected();
        return (StrictSession) connecting.getClientSession();
      } catch (InterruptedIOException e) {
        throw e;
      } catch (IOException e) {
        failure = e;
      }
    }
    throw failure;
  }

  /** A busy SSH server turns connections away before it says a word (MaxStartups). */
  private static boolean wasTurnedAway(Dial dial, long deadline) {
    return dial.findings().stage() == Stage.GREETING
        && !Thread.currentThread().isInterrupted()
        && left(deadline).compareTo(Duration.ofSeconds(1)) > 0;
  }

  private static boolean pause(int attempt) {
    try {
      TimeUnit.MILLISECONDS.sleep(150L * attempt);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static Duration left(long deadline) {
    return Duration.ofNanos(Math.max(deadline - System.nanoTime(), 1_000_000));
  }

  private static String consumed(char[] secret) {
    String text = new String(secret);
    Arrays.fill(secret, '\0');
    return text;
  }
}
