/** Tests of what users get: the finished package, on this machine and on real hosts. */
@NullMarked
package dev.clova.it;

import org.jspecify.annotations.NullMarked;
