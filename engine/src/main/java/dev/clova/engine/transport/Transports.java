package dev.clova.engine.transport;

import dev.clova.state.ClovaException;

/** All ways to reach targets: each endpoint goes the way that it names. */
public final class Transports implements Transport {

  private final SshTransport ssh;
  private final Transport openSsh;
  private final Transport local;

  /** The transports of a user, none of which has done anything yet. */
  public Transports(SshSettings settings, Prompt prompt) {
    ssh = new SshTransport(settings, prompt);
    openSsh = new OpenSshTransport(settings);
    local = new LocalTransport(settings.environment());
  }

  /** Gets SSH ready while there is other work; worth a thread of its own. */
  public void start() {
    ssh.start();
  }

  @Override
  public Connection connect(Endpoint endpoint) {
    return switch (endpoint.via()) {
      case SSH -> ssh.connect(endpoint);
      case OPENSSH -> openSsh.connect(endpoint);
      case LOCAL -> local.connect(endpoint);
    };
  }

  /**
   * Asks a host for its key, for a person to compare; see {@link SshTransport#scan}.
   *
   * @throws ClovaException if the host cannot be reached
   */
  public ScannedKey scan(Endpoint endpoint) {
    return ssh.scan(endpoint);
  }

  /**
   * Writes a scanned key to its known_hosts file; see {@link SshTransport#trust}.
   *
   * @throws ClovaException if what is known contradicts it, or the file cannot be written
   */
  public void trust(ScannedKey key) {
    ssh.trust(key);
  }

  @Override
  public void close() {
    ssh.close();
    openSsh.close();
    local.close();
  }
}
