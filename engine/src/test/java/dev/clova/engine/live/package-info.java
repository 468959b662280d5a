@NullMarked
package dev.clova.engine.live;

import org.jspecify.annotations.NullMarked;
