/** Tests of the layouts. */
@NullMarked
package dev.clova.cli.render;

import org.jspecify.annotations.NullMarked;
