@NullMarked
package dev.clova.cli.forge;

import org.jspecify.annotations.NullMarked;
