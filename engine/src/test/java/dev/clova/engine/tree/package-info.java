/** Tests of reading, comparing and packing a service's directory. */
@NullMarked
package dev.clova.engine.tree;

import org.jspecify.annotations.NullMarked;
