/** Results of the engine as text, Markdown, HTML or JSON. */
@NullMarked
package dev.clova.cli.render;

import org.jspecify.annotations.NullMarked;
