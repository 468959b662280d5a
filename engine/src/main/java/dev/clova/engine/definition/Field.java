package dev.clova.engine.definition;

import dev.clova.state.SourcePosition;

/**
 * One key of a table as the parser gave it.
 *
 * @param value TOML's value
 * @param isRight whether the schema allows it
 * @param keyAt where the key is
 * @param valueAt where the value begins
 */
record Field(Object value, boolean isRight, SourcePosition keyAt, SourcePosition valueAt) {}
