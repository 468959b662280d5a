/** Who computes digests and encrypts. */
@NullMarked
package dev.clova.engine.crypto;

import org.jspecify.annotations.NullMarked;
