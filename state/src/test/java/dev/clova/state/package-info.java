/** Tests of everything that outlives a run. */
@NullMarked
package dev.clova.state;

import org.jspecify.annotations.NullMarked;
