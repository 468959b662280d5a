/** One shell on a target, as some user, that carries out requests and answers in frames. */
@NullMarked
package dev.clova.engine.remote;

import org.jspecify.annotations.NullMarked;
