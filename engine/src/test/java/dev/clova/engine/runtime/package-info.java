/** Tests of the runtimes: cases as data, and the same rooms on real hosts. */
@NullMarked
package dev.clova.engine.runtime;

import org.jspecify.annotations.NullMarked;
