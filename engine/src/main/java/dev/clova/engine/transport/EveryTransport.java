package dev.clova.engine.transport;

import dev.clova.state.ClovaException;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Reaches each target the way that its definition says. SSH is made ready only once a target wants
 * it: a workspace that is all on this machine never waits for that.
 */
public final class EveryTransport implements Transport, HostKeys {

  private final LocalTransport local;
  private final OpenSshTransport openSsh;
  private final Supplier<SshTransport> maker;
  private final ReentrantLock making = new ReentrantLock();
  private Optional<SshTransport> ssh = Optional.empty();

  /** The transports of a user, none of which has done anything yet. */
  public EveryTransport(SshSettings settings, Prompt prompt) {
    local = new LocalTransport(settings.environment());
    openSsh = new OpenSshTransport(settings);
    maker = () -> new SshTransport(settings, prompt);
  }

  @Override
  public Connection connect(Endpoint endpoint) {
    return switch (endpoint.via()) {
      case LOCAL -> local.connect(endpoint);
      case SSH -> ssh().connect(endpoint);
      case OPENSSH -> openSsh.connect(endpoint);
    };
  }

  @Override
  public List<Endpoint> way(Endpoint endpoint) {
    if (endpoint.via() == Endpoint.Via.LOCAL) {
      throw new ClovaException(
          Problem.of(
              ProblemCode.USAGE,
              "`" + endpoint.target() + "` is this machine: it has no host key.",
              "There is nothing to trust."));
    }
    try {
      return ssh().way(endpoint);
    } catch (ClovaException e) {
      throw endpoint.via() == Endpoint.Via.OPENSSH ? leftToOpenSsh(endpoint, e) : e;
    }
  }

  @Override
  public ScannedKey scan(Endpoint endpoint) {
    try {
      return ssh().scan(endpoint);
    } catch (ClovaException e) {
      throw endpoint.via() == Endpoint.Via.OPENSSH ? leftToOpenSsh(endpoint, e) : e;
    }
  }

  @Override
  public void trust(ScannedKey key) {
    ssh().trust(key);
  }

  @Override
  public void close() {
    making.lock();
    try {
      ssh.ifPresent(SshTransport::close);
    } finally {
      making.unlock();
    }
    openSsh.close();
    local.close();
  }

  private SshTransport ssh() {
    making.lock();
    try {
      if (ssh.isEmpty()) {
        ssh = Optional.of(maker.get());
      }
      return ssh.get();
    } finally {
      making.unlock();
    }
  }

  /** What only the system's ssh can reach, only it can show the key of. */
  private static ClovaException leftToOpenSsh(Endpoint endpoint, ClovaException cause) {
    return new ClovaException(
        Problem.of(
            ProblemCode.UNREACHABLE,
            "Clova cannot ask `"
                + endpoint.target()
                + "` for its host key by itself. "
                + cause.problems().getFirst().detail(),
            "Run `ssh "
                + endpoint.host()
                + "`, compare the fingerprint that it shows, and say yes."),
        cause);
  }
}
