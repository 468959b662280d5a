package dev.clova.engine.desired;

import dev.clova.engine.transport.Endpoint;
import dev.clova.state.Attributes;
import dev.clova.state.Digest;
import java.util.stream.Collectors;

/**
 * A target as the definitions have it, or as a record remembers it.
 *
 * @param name its name
 * @param endpoint how it is reached
 * @param become {@code none}, {@code sudo} or {@code doas}
 * @param root the folder of its services: absolute, or {@code ~/…}
 * @param isProtected whether removing things from it is refused
 * @param connection how it is reached, for the record on the target
 */
public record DesiredTarget(
    String name,
    Endpoint endpoint,
    String become,
    String root,
    boolean isProtected,
    Attributes connection) {

  /**
   * Digest of where it is and as whom it is reached, as far as the definitions say; the same for
   * everybody, so without the paths of keys.
   */
  public Digest identity() {
    return Digest.of(String.join("\n", described(endpoint), become, root));
  }

  private static String described(Endpoint endpoint) {
    return endpoint.via().name()
        + endpoint.user().map(user -> " " + user + "@").orElse(" ")
        + endpoint.host()
        + (endpoint.port().isPresent() ? ":" + endpoint.port().getAsInt() : "")
        + endpoint.jumps().stream()
            .map(jump -> " <" + described(jump) + ">")
            .collect(Collectors.joining());
  }
}
