/** Reaching targets: over SSH with MINA SSHD, over the system's ssh, or on this machine. */
@NullMarked
package dev.clova.engine.transport;

import org.jspecify.annotations.NullMarked;
