package dev.clova.state;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The right to change a working directory's state: one process at a time has it, and loses it when
 * it ends, however it ends. The lock is the operating system's, on the file {@code .clova/lock},
 * which is never renamed, read or opened by anything else: closing that file anywhere in the
 * process would drop the lock without a word. So who holds it stands in a file of its own.
 */
public final class WorkspaceLock implements AutoCloseable {

  /**
   * The folders locked by this process. The operating system's lock does not keep a process out of
   * what it holds itself, and even trying would drop it; so this has to be as wide as the process.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final StateFolder folder;
  private final LockHolder holder;
  private final Path key;
  private final FileChannel channel;

  private WorkspaceLock(StateFolder folder, LockHolder holder, Path key, FileChannel channel) {
    this.folder = folder;
    this.holder = holder;
    this.key = key;
    this.channel = channel;
  }

  /**
   * Takes the lock, without waiting. Makes the state's folder if it is missing, and removes what a
   * dead run left half-written in it.
   *
   * @param holder what others are told
   * @throws ClovaException {@link ProblemCode#LOCKED} if somebody has it, naming them
   */
  public static WorkspaceLock take(StateFolder folder, LockHolder holder) {
    folder.prepare();
    Path key = key(folder);
    if (!HELD.add(key)) {
      throw busy(folder);
    }
    boolean taken = false;
    try {
      WorkspaceLock lock = locked(folder, holder, key).orElseThrow(() -> busy(folder));
      lock.settle();
      taken = true;
      return lock;
    } catch (IOException e) {
      throw Disk.notWritten(folder.lock(), e);
    } finally {
      if (!taken) {
        HELD.remove(key);
      }
    }
  }

  /**
   * Who says that they hold the lock of a folder; empty also while they have only just taken it.
   */
  public static Optional<LockHolder> holder(StateFolder folder) {
    return OwnFile.read(folder.holder(), LockHolderJson.LIMIT).flatMap(LockHolderJson::read);
  }

  /**
   * Removes the details that a dead holder left behind. The lock itself ended with its process, so
   * there is nothing else to break.
   *
   * @param id the lock's id, as the message about it said
   * @param me who unlocks
   * @return whose details were removed; empty if there are none
   * @throws ClovaException if the holder is alive, or if the id is not the one that is there
   */
  public static Optional<LockHolder> clearStale(StateFolder folder, String id, LockHolder me) {
    Optional<LockHolder> stale = holder(folder);
    if (stale.isPresent() && !stale.get().id().equals(id)) {
      throw new ClovaException(
          Problem.of(
              ProblemCode.REFUSED,
              "The lock's id is `" + stale.get().id() + "`, not `" + id + "`.",
              "It was taken by " + told(stale.get()) + "."));
    }
    try (WorkspaceLock lock = take(folder, me)) {
      return lock.isHeld() ? stale : Optional.empty();
    }
  }

  /** Whether the lock has not been given back. */
  public boolean isHeld() {
    return channel.isOpen();
  }

  /** Whose it is. */
  public LockHolder holder() {
    return holder;
  }

  /** Gives the lock back. */
  @Override
  public void close() {
    if (!isHeld()) {
      return;
    }
    try (channel) {
      CrashPoint.hit("lock.release");
      Files.deleteIfExists(folder.holder());
      CrashPoint.hit("lock.cleared");
    } catch (IOException e) {
      throw Disk.notWritten(folder.holder(), e);
    } finally {
      HELD.remove(key);
    }
  }

  StateFolder folder() {
    if (!isHeld()) {
      throw new IllegalStateException("the lock was given back");
    }
    return folder;
  }

  private static Path key(StateFolder folder) {
    try {
      return folder.path().toRealPath();
    } catch (IOException e) {
      throw OwnFile.unreadable(folder.path(), e);
    }
  }

  private static Optional<WorkspaceLock> locked(StateFolder folder, LockHolder holder, Path key)
      throws IOException {
    CrashPoint.hit("lock.open");
    FileChannel channel =
        FileChannel.open(
            folder.lock(),
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Optional<FileLock> lock = Optional.ofNullable(channel.tryLock());
    if (lock.isEmpty()) {
      channel.close();
      return Optional.empty();
    }
    CrashPoint.hit("lock.taken");
    return Optional.of(new WorkspaceLock(folder, holder, key, channel));
  }

  /** Under the lock, before anybody works with it. */
  private void settle() {
    try {
      AtomicFile.sweep(folder.path());
      AtomicFile.sweep(folder.backups());
      AtomicFile.sweep(folder.plans());
      AtomicFile.write(folder.holder(), LockHolderJson.write(holder));
      CrashPoint.hit("lock.told");
    } catch (ClovaException e) {
      close();
      throw e;
    }
  }

  private static ClovaException busy(StateFolder folder) {
    Optional<LockHolder> other = holder(folder);
    String who = other.map(WorkspaceLock::told).orElse("somebody who has only just begun");
    return new ClovaException(
        Problem.of(
            ProblemCode.LOCKED,
            "This working directory is in use by " + who + ".",
            "Wait until that has ended, then run this again. Its lock ends with its process."));
  }

  private static String told(LockHolder holder) {
    return "%s@%s (process %d) since %s: `%s` (lock %s)"
        .formatted(
            holder.user(),
            holder.host(),
            holder.pid(),
            holder.since(),
            holder.command(),
            holder.id());
  }
}
