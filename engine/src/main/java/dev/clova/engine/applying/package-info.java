/** Carrying out what was planned, in parallel and in order, with every result recorded. */
@NullMarked
package dev.clova.engine.applying;

import org.jspecify.annotations.NullMarked;
