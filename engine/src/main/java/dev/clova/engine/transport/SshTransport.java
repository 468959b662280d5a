package dev.clova.engine.transport;

import dev.clova.state.ClovaException;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.sshd.client.SshClient;

/**
 * Reaches targets over SSH from within this process. Hosts are checked against known_hosts before
 * anything is offered to them; keys come from files and the user's agent; jump hosts are shared. A
 * thousand connections cost a handful of threads. Safe for any number of threads.
 */
public final class SshTransport implements Transport, HostKeys {

  private final SshSettings settings;
  private final Routes routes;
  private final KnownHostsWriter writer;
  private final Addresses addresses = new Addresses();
  private final Dialler dialler;
  private final ReentrantLock starting = new ReentrantLock();
  private Optional<SshClient> client = Optional.empty();

  /** A transport that has read nothing and connected to nobody yet. */
  public SshTransport(SshSettings settings, Prompt prompt) {
    this.settings = settings;
    routes = new Routes(settings);
    writer = new KnownHostsWriter(settings.random());
    dialler = new Dialler(this::started, new LoginKeys(prompt), prompt, writer, addresses);
  }

  @Override
  public Connection connect(Endpoint endpoint) {
    Route route = routes.route(endpoint);
    return new SshConnection(dialler.login(route), route);
  }

  @Override
  public List<Endpoint> way(Endpoint endpoint) {
    return routes.way(endpoint);
  }

  /**
   * Asks a host for its key, for a person to compare. Nothing is trusted and no credential offered;
   * jump hosts on the way are checked and logged in to as always.
   *
   * @throws ClovaException if the host cannot be reached
   */
  @Override
  public ScannedKey scan(Endpoint endpoint) {
    return dialler.scan(routes.route(endpoint));
  }

  /**
   * Writes a scanned key to its known_hosts file, from now on to be trusted. A key that is known
   * already is left alone.
   *
   * @throws ClovaException HOST_KEY if the host is known by another key or this one was revoked;
   *     FAILED if the file cannot be written
   */
  @Override
  public void trust(ScannedKey key) {
    switch (key.standing()) {
      case NEW -> writer.write(key);
      case KNOWN -> {}
      case CHANGED -> throw new ClovaException(changed(key));
      case REVOKED -> throw new ClovaException(revoked(key));
    }
  }

  private static Problem changed(ScannedKey key) {
    return Problem.of(
        ProblemCode.HOST_KEY,
        "THE HOST KEY OF `"
            + key.target()
            + "` HAS CHANGED. It shows the "
            + key.type()
            + " key "
            + key.fingerprint()
            + ", and "
            + key.evidence()
            + " has another one. Somebody may be listening in; nothing was stored.",
        "If the server was set up anew, ask its owner for the new fingerprint, remove the old line"
            + " with `ssh-keygen -R '"
            + key.host()
            + "' -f "
            + key.known()
            + "`, and run this again.");
  }

  private static Problem revoked(ScannedKey key) {
    return Problem.of(
        ProblemCode.HOST_KEY,
        "THE HOST KEY OF `"
            + key.target()
            + "` WAS REVOKED: the "
            + key.type()
            + " key "
            + key.fingerprint()
            + ", by "
            + key.evidence()
            + ". Nothing was stored.",
        "Somebody marked this key as stolen or retired. Give the server a new host key.");
  }

  /** Ends all connections, at once. */
  @Override
  public void close() {
    addresses.close();
    starting.lock();
    try {
      // Threads that sit in a selector would hold up the end of the process.
      client.ifPresent(SshClient::stop);
      client = Optional.empty();
    } finally {
      starting.unlock();
    }
  }

  private SshClient started() {
    starting.lock();
    try {
      if (client.isEmpty()) {
        SshClient fresh = ClientSetup.client(settings);
        fresh.start();
        client = Optional.of(fresh);
      }
      return client.get();
    } finally {
      starting.unlock();
    }
  }
}
