@NullMarked
package dev.clova.engine.observed;

import org.jspecify.annotations.NullMarked;
