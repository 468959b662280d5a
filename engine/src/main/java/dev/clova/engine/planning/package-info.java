/** From desired, observed and recorded to a plan: pure functions. */
@NullMarked
package dev.clova.engine.planning;

import org.jspecify.annotations.NullMarked;
