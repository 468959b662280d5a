package dev.clova.engine.runtime;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One container of a project, as Docker tells it.
 *
 * @param id its id
 * @param name without the slash that Docker puts before it
 * @param service the service of the Compose file that it is of
 * @param status {@code running}, {@code exited}, {@code restarting}, …
 * @param code the status with which its process ended last
 * @param outOfMemory whether it was ended for want of memory
 * @param health what its own check says, in one word; {@code none} if it has no check
 * @param policy when Docker restarts it by itself
 * @param started when it was started, in Docker's words
 * @param imageId the image that it was made from
 * @param image the image by the name that the definition had
 * @param from the folder from which Compose made it
 * @param moved whether that name means another image by now, or none
 * @param mounts what it has from outside
 */
record ComposeContainer(
    String id,
    String name,
    String service,
    String status,
    int code,
    boolean outOfMemory,
    String health,
    String policy,
    String started,
    String imageId,
    String image,
    String from,
    boolean moved,
    List<Mount> mounts) {

  private static final int KILLED = 137;
  private static final int TERMINATED = 143;

  ComposeContainer {
    mounts = List.copyOf(mounts);
  }

  /**
   * Something that a container has from outside.
   *
   * @param type {@code bind}, {@code volume}, {@code tmpfs}
   * @param source the path on the target
   * @param volume the volume's name; empty if it is none
   */
  record Mount(String type, String source, String volume) {

    boolean isBind() {
      return type.equals("bind");
    }

    /** A volume that has no name of its own gets 64 digits. */
    boolean isNamedVolume() {
      return type.equals("volume") && !volume.isEmpty() && !volume.matches("[0-9a-f]{64}");
    }
  }

  boolean isUp() {
    return status.equals("running");
  }

  boolean isUnhealthy() {
    return isUp() && health.equals("unhealthy");
  }

  boolean endedWell() {
    return status.equals("exited") && code == 0;
  }

  /** Not just stopped: something went wrong. */
  boolean hasFailed() {
    boolean badEnd =
        status.equals("exited")
            && code != 0
            && (outOfMemory || (code != KILLED && code != TERMINATED));
    return isUnhealthy() || badEnd || status.equals("restarting") || status.equals("dead");
  }

  /** Something of it is there that a stop would end. */
  boolean isAlive() {
    return isUp() || status.equals("restarting") || status.equals("paused");
  }

  /** Whether Docker starts it again when it ended well. */
  boolean comesBack() {
    return policy.equals("always") || policy.equals("unless-stopped");
  }

  /** For people: {@code exited (137)}, {@code running (healthy)}. */
  String describe() {
    if (status.equals("exited") || status.equals("restarting")) {
      return status + " (" + (outOfMemory ? "out of memory, " : "") + code + ")";
    }
    return isUp() && !health.equals("none") ? status + " (" + health + ")" : status;
  }

  Optional<Instant> since() {
    try {
      return isUp() ? Optional.of(Instant.parse(started)) : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  ComposeContainer withMount(Mount mount) {
    List<Mount> more = new ArrayList<>(mounts);
    more.add(mount);
    return new ComposeContainer(
        id,
        name,
        service,
        status,
        code,
        outOfMemory,
        health,
        policy,
        started,
        imageId,
        image,
        from,
        moved,
        more);
  }

  ComposeContainer asMoved() {
    return new ComposeContainer(
        id,
        name,
        service,
        status,
        code,
        outOfMemory,
        health,
        policy,
        started,
        imageId,
        image,
        from,
        true,
        mounts);
  }
}
