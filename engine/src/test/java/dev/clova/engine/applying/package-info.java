/** Tests of carrying out plans. */
@NullMarked
package dev.clova.engine.applying;

import org.jspecify.annotations.NullMarked;
