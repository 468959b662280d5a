@NullMarked
package dev.clova.state;

import org.jspecify.annotations.NullMarked;
