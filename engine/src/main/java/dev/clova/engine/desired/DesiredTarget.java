package dev.clova.engine.desired;

import dev.clova.engine.transport.Endpoint;
import dev.clova.state.Attributes;

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
    Attributes connection) {}
