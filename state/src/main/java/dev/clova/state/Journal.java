package dev.clova.state;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What an apply is about to do and what became of it, line by line in {@code .clova/journal}. What
 * {@link #append} was given is on disk when it returns. Safe for use by many threads: what they
 * bring while a write is under way goes to disk together with the next.
 */
public final class Journal implements AutoCloseable {

  private final WorkspaceLock lock;
  private final String lineage;
  private final Path rescue;
  private final ReentrantLock writing = new ReentrantLock();
  private final Object arriving = new Object();

  /** Guarded by {@link #arriving}. */
  private List<JournalRecord> arrived = new ArrayList<>();

  /** How many records have ever arrived; guarded by {@link #arriving}. */
  private long arrivals;

  /** How many of them are on disk; guarded by {@link #writing}. */
  private long durable;

  /** Guarded by {@link #writing}, like all below. */
  private RandomAccessFile file;

  private long lines;

  /** Once set, nothing is written any more: nobody knows what the disk holds. */
  private Optional<ClovaException> broken = Optional.empty();

  private Journal(WorkspaceLock lock, String lineage, Path rescue, JournalLines present)
      throws IOException {
    this.lock = lock;
    this.lineage = lineage;
    this.rescue = rescue;
    this.file = openAt(path(), present.end());
    this.lines = present.count();
  }

  /**
   * Reads the journal and changes nothing. It may be read without the lock; then its end can be
   * torn because it is being written.
   *
   * @throws ClovaException if it is of a newer format, of another workspace, or no file of ours
   */
  public static JournalReading read(StateFolder folder, String lineage) {
    return folder.exists()
        ? read(folder.journal(), lineage)
        : new JournalReading.Sound(List.of(), false);
  }

  /**
   * Opens the journal for appending, after cutting off a torn end.
   *
   * @param lock the workspace's, in hand
   * @param rescue a folder outside of the working directory, for what can't be written here
   * @throws ClovaException if what is there is damaged ({@link #setAside} it first) or not ours
   */
  public static Journal open(WorkspaceLock lock, String lineage, Path rescue) {
    Path path = lock.folder().journal();
    byte[] bytes = OwnFile.read(path, JsonIn.LIMIT).orElse(new byte[0]);
    JournalLines present = JournalLines.of(bytes, lineage);
    if (present.reading(path) instanceof JournalReading.Damaged damaged) {
      throw damaged(damaged);
    }
    if (present.count() == 0) {
      AtomicFile.write(path, JournalCodec.header(lineage));
      present = JournalLines.of(JournalCodec.header(lineage), lineage);
    }
    try {
      return new Journal(lock, lineage, rescue, present);
    } catch (IOException e) {
      throw Disk.notWritten(path, e);
    }
  }

  /**
   * Puts a journal out of the way, so that a new one can begin; it is kept among the backups.
   *
   * @param lock the workspace's, in hand
   * @param covering what was saved after the journal was looked at
   */
  public static void setAside(WorkspaceLock lock, String lineage, Saved covering) {
    StateFolder folder = lock.folder();
    Backups.ofJournals(folder).keep(folder.journal(), covering.state().serial());
    CrashPoint.hit("journal.aside");
    AtomicFile.write(folder.journal(), JournalCodec.header(lineage));
  }

  /** Puts one record on disk. */
  public void append(JournalRecord record) {
    append(List.of(record));
  }

  /**
   * Puts records on disk, in their order and with one wait for the disk.
   *
   * @throws ClovaException if they were not written; from then on every call throws
   */
  public void append(List<? extends JournalRecord> records) {
    long mine = arrive(records);
    writing.lock();
    try {
      if (durable < mine) {
        commit();
      }
    } finally {
      writing.unlock();
    }
  }

  /**
   * Begins anew, since a state on disk covers all that was recorded. The old journal is kept.
   *
   * @param covering proof of that state
   */
  public void rotate(Saved covering) {
    writing.lock();
    try {
      broken.ifPresent(Journal::rethrow);
      CrashPoint.hit("journal.rotate");
      file.close();
      setAside(lock, lineage, covering);
      file = openAt(path(), JournalCodec.header(lineage).length);
      lines = 1;
      CrashPoint.hit("journal.rotated");
    } catch (IOException e) {
      throw fail(e, List.of());
    } finally {
      writing.unlock();
    }
  }

  /** Gives the file back. */
  @Override
  public void close() {
    writing.lock();
    try {
      file.close();
    } catch (IOException e) {
      throw Disk.notWritten(path(), e);
    } finally {
      writing.unlock();
    }
  }

  static JournalReading read(Path path, String lineage) {
    byte[] bytes = OwnFile.read(path, JsonIn.LIMIT).orElse(new byte[0]);
    return JournalLines.of(bytes, lineage).reading(path);
  }

  private Path path() {
    return lock.folder().journal();
  }

  private long arrive(List<? extends JournalRecord> records) {
    synchronized (arriving) {
      arrived.addAll(records);
      arrivals += records.size();
      return arrivals;
    }
  }

  /** Writes whatever has arrived; called by the one that has {@link #writing}. */
  private void commit() {
    List<JournalRecord> batch;
    long upTo;
    synchronized (arriving) {
      batch = arrived;
      upTo = arrivals;
      arrived = new ArrayList<>();
    }
    List<byte[]> encoded = encode(batch);
    broken.ifPresent(Journal::rethrow);
    try {
      CrashPoint.hit("journal.append");
      file.write(Bytes.join(encoded));
      CrashPoint.hit("journal.appended");
      file.getFD().sync();
      CrashPoint.hit("journal.forced");
    } catch (IOException e) {
      throw fail(e, encoded);
    }
    lines += batch.size();
    durable = upTo;
  }

  private List<byte[]> encode(List<JournalRecord> batch) {
    List<byte[]> encoded = new ArrayList<>();
    for (JournalRecord record : batch) {
      encoded.add(JournalCodec.line(lines + encoded.size(), lines, record));
    }
    return encoded;
  }

  private ClovaException fail(IOException failure, List<byte[]> unwritten) {
    ClovaException trouble = Rescue.keep(path(), failure, rescue, unwritten);
    broken = Optional.of(trouble);
    return trouble;
  }

  private static RandomAccessFile openAt(Path path, long end) throws IOException {
    CrashPoint.hit("journal.open");
    RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
    if (file.length() > end) {
      file.setLength(end);
      file.getFD().sync();
    }
    file.seek(end);
    CrashPoint.hit("journal.opened");
    return file;
  }

  private static void rethrow(ClovaException trouble) {
    throw new ClovaException(trouble.problems());
  }

  private static ClovaException damaged(JournalReading.Damaged damaged) {
    return new ClovaException(
        Problem.of(
            ProblemCode.STATE_DAMAGED,
            "`" + damaged.file() + "` is damaged: " + damaged.why() + ".",
            "Run `clova state rebuild`: the receipts on the targets say what was done."));
  }
}
