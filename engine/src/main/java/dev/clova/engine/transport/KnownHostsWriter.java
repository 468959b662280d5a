package dev.clova.engine.transport;

import dev.clova.state.ClovaException;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;

/** Adds lines to known_hosts files: whole or not at all, also when several want to at once. */
final class KnownHostsWriter {

  private final ReentrantLock oneAtATime = new ReentrantLock();
  private final RandomGenerator random;

  KnownHostsWriter(RandomGenerator random) {
    this.random = random;
  }

  /** The line that makes a key known. */
  String line(HostKeyPolicy policy, SshKey key) {
    String name = policy.name().toLowerCase(Locale.ROOT);
    if (policy.hashNames()) {
      byte[] salt = new byte[HostPatterns.saltLength()];
      random.nextBytes(salt);
      name = HostPatterns.hashed(name, salt);
    }
    return name + " " + key.type() + " " + key.base64();
  }

  /**
   * Adds a key's line to the end of its file, which is made if it does not exist.
   *
   * @throws ClovaException FAILED if it cannot be written; the file is then as it was
   */
  void write(ScannedKey key) {
    append(key.file(), key.line());
  }

  private void append(Path file, String line) {
    oneAtATime.lock();
    try {
      create(file);
      try (FileChannel channel =
          FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
        FileLock others = channel.lock();
        append(channel, line);
        others.release();
      }
    } catch (IOException | OverlappingFileLockException e) {
      throw notWritten(file, Reasons.of(e), e);
    } finally {
      oneAtATime.unlock();
    }
  }

  private static void create(Path file) throws IOException {
    var ownFolder =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    var ownFile =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null && !Files.exists(folder)) {
      Files.createDirectories(folder, ownFolder);
    }
    if (!Files.exists(file)) {
      Set<StandardOpenOption> fresh = Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileChannel.open(file, fresh, ownFile).close();
    }
    if (!Files.isRegularFile(file)) {
      throw new IOException("it is not a regular file");
    }
  }

  private static void append(FileChannel channel, String line) throws IOException {
    long end = channel.size();
    String start = end > 0 && lastByte(channel, end) != '\n' ? "\n" : "";
    ByteBuffer bytes = StandardCharsets.UTF_8.encode(start + line + "\n");
    try {
      long position = end;
      while (bytes.hasRemaining()) {
        position += channel.write(bytes, position);
      }
      channel.force(true);
    } catch (IOException e) {
      // Half a line would glue itself to the next one.
      channel.truncate(end);
      throw e;
    }
  }

  private static byte lastByte(FileChannel channel, long end) throws IOException {
    ByteBuffer last = ByteBuffer.allocate(1);
    return channel.read(last, end - 1) == 1 ? last.get(0) : (byte) '\n';
  }

  private static ClovaException notWritten(Path file, String why, Exception cause) {
    return new ClovaException(
        Problem.of(
            ProblemCode.FAILED,
            "The host key was not written to `" + file + "`: " + why + ".",
            "Make room or mend the file's permissions, then do it again; the file is unchanged."),
        cause);
  }
}
