package dev.clova.engine.transport;

import dev.clova.state.ClovaException;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Reaches each target the way that its definition says. SSH is made ready only once a target wants
 * it: a workspace that is all on this machine never waits for that.
 */
public final class EveryTransport implements Transport, HostKeys {

  private final LocalTransport local;
  private final Supplier<SshTransport> maker;
  private final ReentrantLock making = new ReentrantLock();
  private Optional<SshTransport> ssh = Optional.empty();

  /**
   * A transport of all sorts.
   *
   * @param ssh makes the one for SSH; called at most once
   */
  public EveryTransport(LocalTransport local, Supplier<SshTransport> ssh) {
    this.local = local;
    this.maker = ssh;
  }

  @Override
  public Connection connect(Endpoint endpoint) {
    return switch (endpoint.via()) {
      case LOCAL -> local.connect(endpoint);
      case SSH -> ssh().connect(endpoint);
      case OPENSSH -> throw notYet(endpoint);
    };
  }

  @Override
  public ScannedKey scan(Endpoint endpoint) {
    if (endpoint.via() == Endpoint.Via.LOCAL) {
      throw new ClovaException(
          Problem.of(
              ProblemCode.USAGE,
              "`" + endpoint.target() + "` is this machine: it has no host key.",
              "There is nothing to trust."));
    }
    return ssh().scan(endpoint);
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

  private static ClovaException notYet(Endpoint endpoint) {
    return new ClovaException(
        Problem.of(
            ProblemCode.NOT_YET,
            "`" + endpoint.target() + "` has `connection = \"openssh\"`, which is not there yet.",
            "Use `connection = \"ssh\"`: it follows `~/.ssh/config`, too."));
  }
}
