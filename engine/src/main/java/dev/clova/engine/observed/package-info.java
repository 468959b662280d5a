/** What the targets have now: one trip to each. */
@NullMarked
package dev.clova.engine.observed;

import org.jspecify.annotations.NullMarked;
