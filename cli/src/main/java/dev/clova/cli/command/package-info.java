/** The commands: what may be typed, then a short call of the engine. */
@NullMarked
package dev.clova.cli.command;

import org.jspecify.annotations.NullMarked;
