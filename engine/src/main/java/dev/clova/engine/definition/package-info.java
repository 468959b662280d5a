/** Reading the working directory's TOML files, checking them, and what they say as records. */
@NullMarked
package dev.clova.engine.definition;

import org.jspecify.annotations.NullMarked;
