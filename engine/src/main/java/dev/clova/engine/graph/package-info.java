/** Directed acyclic graphs, and walking them in parallel. */
@NullMarked
package dev.clova.engine.graph;

import org.jspecify.annotations.NullMarked;
