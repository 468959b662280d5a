/** The person's side: the standard streams, colours, questions, columns. */
@NullMarked
package dev.clova.cli.console;

import org.jspecify.annotations.NullMarked;
