package dev.clova.engine;

import dev.clova.engine.desired.DesiredTarget;
import dev.clova.engine.transport.Connection;
import dev.clova.engine.transport.Endpoint;
import dev.clova.engine.transport.Transport;
import dev.clova.state.ClovaException;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Connects to nothing but what is trusted: a target that is at the same place, reached in the same
 * way and looked at in the same folder as the trusted one of its name.
 */
final class TrustedTransport implements Transport {

  private final Transport transport;
  private final Set<Endpoint> trusted = new HashSet<>();

  /**
   * @param declared the targets as the working directory has them
   * @param approved those of the same names that are trusted
   * @param root the working directory: a key or a host's key in there could be anybody's
   */
  TrustedTransport(
      Transport transport,
      Map<String, DesiredTarget> declared,
      Map<String, DesiredTarget> approved,
      Path root) {
    this.transport = transport;
    declared.forEach(
        (name, target) -> {
          if (target.equals(approved.get(name)) && isOutside(target.endpoint(), root)) {
            trusted.add(target.endpoint());
          }
        });
  }

  private static boolean isOutside(Endpoint endpoint, Path root) {
    return endpoint.knownHosts().stream().noneMatch(file -> isIn(root, file))
        && endpoint.identities().stream().noneMatch(file -> isIn(root, file))
        && endpoint.jumps().stream().allMatch(jump -> isOutside(jump, root));
  }

  private static boolean isIn(Path root, Path file) {
    return root.resolve(file).normalize().startsWith(root);
  }

  @Override
  public Connection connect(Endpoint endpoint) {
    if (!trusted.contains(endpoint)) {
      throw new ClovaException(
          Problem.of(
              ProblemCode.UNREACHABLE,
              "`%s` was not connected to: this run is untrusted, and no trusted target of that name is the same."
                  .formatted(endpoint.target()),
              "Somebody has to look at what is new of it; `CLOVA_TRUSTED_TARGETS` names the file of"
                  + " trusted targets."));
    }
    return transport.connect(endpoint);
  }

  @Override
  public void close() {
    transport.close();
  }
}
