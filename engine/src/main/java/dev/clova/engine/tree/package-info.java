/** A service's directory: read here, compared with what a target lists, packed to be sent. */
@NullMarked
package dev.clova.engine.tree;

import org.jspecify.annotations.NullMarked;
