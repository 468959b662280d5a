package dev.clova.engine.definition;

import java.util.Optional;

/**
 * Commands around what Clova does, run on the target in the service's directory.
 *
 * @param beforeApply before anything of the service changes
 * @param afterApply when everything is done and healthy
 * @param beforeStop before the service is stopped
 */
public record HooksDefinition(
    Optional<TextAt> beforeApply, Optional<TextAt> afterApply, Optional<TextAt> beforeStop) {}
