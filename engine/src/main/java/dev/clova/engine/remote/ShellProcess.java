package dev.clova.engine.remote;

/**
 * The process on the target that is a remote shell.
 *
 * @param pid its process id
 * @param group its process group's id, or 0 where the target does not tell (no {@code /proc})
 * @param startTicks when it started, in clock ticks since the target's boot, or 0 as above; with
 *     the id, it names the process for good
 * @param ownGroup whether nothing but the session is in its process group, so that the group may be
 *     killed
 */
public record ShellProcess(long pid, long group, long startTicks, boolean ownGroup) {}
