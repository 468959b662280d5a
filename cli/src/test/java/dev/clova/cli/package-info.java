/** Tests of the program. */
@NullMarked
package dev.clova.cli;

import org.jspecify.annotations.NullMarked;
