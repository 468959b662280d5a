/** The program: from the process's arguments to its exit status. */
@NullMarked
package dev.clova.cli;

import org.jspecify.annotations.NullMarked;
