/** What a change is made of: a few sorts of action that applying carries out, knowing no kind. */
@NullMarked
package dev.clova.engine.step;

import org.jspecify.annotations.NullMarked;
