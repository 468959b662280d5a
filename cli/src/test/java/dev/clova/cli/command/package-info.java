/** Tests of the commands. */
@NullMarked
package dev.clova.cli.command;

import org.jspecify.annotations.NullMarked;
