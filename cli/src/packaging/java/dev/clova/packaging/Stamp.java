package dev.clova.packaging;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Tells whether anything that goes into the packages changed since they were made.
 *
 * @param file where the digest of the last time is
 * @param digest of what is there now
 */
record Stamp(Path file, String digest) {

  /** The digest of the class path's contents, the packaging's own sources and the JDK. */
  static Stamp of(Path file, List<Path> classPath, Path sources) throws IOException {
    StringBuilder inputs = new StringBuilder(Runtime.version().toString());
    for (Path entry : classPath) {
      append(inputs, entry);
    }
    append(inputs, sources);
    return new Stamp(
        file, hex(sha256().digest(inputs.toString().getBytes(StandardCharsets.UTF_8))));
  }

  /** The SHA-256 digest of a file, in hexadecimal. */
  static String digest(Path file) throws IOException {
    MessageDigest computation = sha256();
    try (DigestInputStream in = new DigestInputStream(Files.newInputStream(file), computation)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return hex(computation.digest());
  }

  boolean isCurrent() throws IOException {
    return Files.exists(file) && Files.readString(file).equals(digest);
  }

  void remove() throws IOException {
    Files.deleteIfExists(file);
  }

  void write() throws IOException {
    Files.writeString(file, digest);
  }

  private static void append(StringBuilder inputs, Path entry) throws IOException {
    for (Path path : Folders.walk(entry)) {
      if (Files.isRegularFile(path)) {
        inputs.append(entry.relativize(path)).append(' ').append(digest(path)).append('\n');
      }
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
