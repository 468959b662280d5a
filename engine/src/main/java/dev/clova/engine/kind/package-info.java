/** The rooms: one file for each kind of resource, with its probe, comparison and actions. */
@NullMarked
package dev.clova.engine.kind;

import org.jspecify.annotations.NullMarked;
