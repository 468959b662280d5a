/** Comments on pull requests, over the interfaces of the forges. */
@NullMarked
package dev.clova.cli.forge;

import org.jspecify.annotations.NullMarked;
