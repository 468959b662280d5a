/** Work on targets that is followed while it goes on: commands, terminals, logs. */
@NullMarked
package dev.clova.engine.live;

import org.jspecify.annotations.NullMarked;
