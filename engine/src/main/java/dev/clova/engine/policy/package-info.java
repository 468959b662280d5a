/** Rules that a plan has to keep: each one's verdict, and why. */
@NullMarked
package dev.clova.engine.policy;

import org.jspecify.annotations.NullMarked;
