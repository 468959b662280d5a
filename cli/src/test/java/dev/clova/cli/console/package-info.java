/** Tests of the console. */
@NullMarked
package dev.clova.cli.console;

import org.jspecify.annotations.NullMarked;
