@NullMarked
package dev.clova.engine;

import org.jspecify.annotations.NullMarked;
