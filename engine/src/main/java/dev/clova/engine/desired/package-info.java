/** What the definitions say, placement by placement. */
@NullMarked
package dev.clova.engine.desired;

import org.jspecify.annotations.NullMarked;
