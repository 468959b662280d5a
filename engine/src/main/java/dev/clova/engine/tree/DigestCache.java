package dev.clova.engine.tree;

import dev.clova.state.Digest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * The digests of one service's files, kept from run to run so that files that did not change are
 * not read again. Never more than a hint: it is read and written as well as can be, and a damaged
 * one is empty.
 *
 * <p>A digest counts only for the very stamp that it was made for. Files that had been touched
 * within two seconds before they were read are left out: a change within the clock's grain would
 * leave the same stamp behind.
 */
final class DigestCache {

  private static final long VERSION = 0x636c6f7661_0001L;
  private static final int MOST_BYTES = 256 << 20;
  private static final long GRAIN_NANOS = 2_000_000_000L;
  private static final int DIGEST_BYTES = 32;

  private final Map<String, Known> known;

  /** A file's digest and the stamp that it counts for. */
  record Known(FileStamp stamp, Digest digest) {}

  private DigestCache(Map<String, Known> known) {
    this.known = known;
  }

  /** Reads a cache; an empty one if there is none that can be read. */
  static DigestCache read(Path file) {
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
        return empty();
      }
      return new DigestCache(decode(Files.readAllBytes(file)));
    } catch (IOException | IllegalArgumentException e) {
      return empty();
    }
  }

  static DigestCache empty() {
    return new DigestCache(Map.of());
  }

  /** What is known of a file, if it still is as it was when it was read. */
  Optional<Known> find(String path, FileStamp stamp) {
    return Optional.ofNullable(known.get(path)).filter(entry -> entry.stamp().equals(stamp));
  }

  /** How many files it knows. */
  int size() {
    return known.size();
  }

  /**
   * Writes these digests in place of the old ones, unless they are the same. Does nothing where it
   * cannot write.
   *
   * @param since when the first of the files was looked at
   */
  void replace(Path file, Map<String, Known> current, Instant since) {
    long settledBefore = ChronoUnit.NANOS.between(Instant.EPOCH, since) - GRAIN_NANOS;
    Map<String, Known> settled = new HashMap<>(current);
    settled.values().removeIf(entry -> entry.stamp().changedNanos() > settledBefore);
    if (settled.equals(known)) {
      return;
    }
    try {
      Path directory = Files.createDirectories(file.toAbsolutePath().getParent());
      Path unfinished = Files.createTempFile(directory, ".digests", ".tmp");
      try {
        Files.write(unfinished, encode(settled));
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(unfinished);
      }
    } catch (IOException e) {
      return;
    }
  }

  private static byte[] encode(Map<String, Known> entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeLong(VERSION);
    out.writeInt(entries.size());
    for (Map.Entry<String, Known> entry : entries.entrySet()) {
      FileStamp stamp = entry.getValue().stamp();
      out.writeUTF(entry.getKey());
      out.writeInt(stamp.mode());
      out.writeLong(stamp.size());
      out.writeLong(stamp.modifiedNanos());
      out.writeLong(stamp.changedNanos());
      out.writeLong(stamp.inode());
      out.write(HexFormat.of().parseHex(entry.getValue().digest().hex()));
    }
    MessageDigest computation = Digest.sha256();
    bytes.writeBytes(computation.digest(bytes.toByteArray()));
    return bytes.toByteArray();
  }

  private static Map<String, Known> decode(byte[] bytes) throws IOException {
    int end = bytes.length - DIGEST_BYTES;
    if (end < 0 || !isWhole(bytes, end)) {
      return Map.of();
    }
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, 0, end));
    if (in.readLong() != VERSION) {
      return Map.of();
    }
    int count = in.readInt();
    Map<String, Known> entries = new HashMap<>();
    for (int i = 0; i < count; i++) {
      String path = in.readUTF();
      FileStamp stamp =
          new FileStamp(in.readInt(), in.readLong(), in.readLong(), in.readLong(), in.readLong());
      Digest digest = new Digest(HexFormat.of().formatHex(in.readNBytes(DIGEST_BYTES)));
      entries.put(path, new Known(stamp, digest));
    }
    return entries;
  }

  private static boolean isWhole(byte[] bytes, int end) {
    MessageDigest computation = Digest.sha256();
    computation.update(bytes, 0, end);
    return Arrays.equals(computation.digest(), Arrays.copyOfRange(bytes, end, bytes.length));
  }
}
