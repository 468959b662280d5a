/** Tests of the engine as a whole. */
@NullMarked
package dev.clova.engine;

import org.jspecify.annotations.NullMarked;
