package dev.clova.engine.definition;

import java.util.List;

/**
 * A service as its own file says, before other files are looked at.
 *
 * @param service without targets
 * @param patterns what {@code targets} says
 * @param after what {@code after} says
 */
record ServiceDraft(ServiceDefinition service, List<TextAt> patterns, List<TextAt> after) {}
