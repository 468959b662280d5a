/** The rooms of the runtimes: how a service runs, how one sees it, how it is started. */
@NullMarked
package dev.clova.engine.runtime;

import org.jspecify.annotations.NullMarked;
