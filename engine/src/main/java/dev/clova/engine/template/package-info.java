/** Rendering the texts of definitions and the files that they name, with nothing else in reach. */
@NullMarked
package dev.clova.engine.template;

import org.jspecify.annotations.NullMarked;
