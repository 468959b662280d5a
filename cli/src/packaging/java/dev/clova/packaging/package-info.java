/** Makes what users get out of the finished build; run from its source by the JDK of the build. */
@NullMarked
package dev.clova.packaging;

import org.jspecify.annotations.NullMarked;
