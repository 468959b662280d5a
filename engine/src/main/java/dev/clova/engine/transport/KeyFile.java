package dev.clova.engine.transport;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.util.buffer.BufferException;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.apache.sshd.common.util.security.SecurityUtils;

/** What is in an identity file. */
sealed interface KeyFile {

  /** A private key, readable. */
  record Open(KeyPair keys) implements KeyFile {}

  /** A private key under a passphrase; its public half may be known all the same. */
  record Locked(Optional<SshKey> shown) implements KeyFile {}

  /** Only a public key: the private one is in the agent. */
  record PublicOnly(SshKey shown) implements KeyFile {}

  /** There is no such file. */
  record Missing() implements KeyFile {}

  /** Nothing that can be used, and why. */
  record Unusable(String why) implements KeyFile {}

  /** Reads a file without a passphrase. */
  static KeyFile read(Path file) {
    try {
      byte[] bytes = bytes(file);
      Optional<SshKey> published = publicKey(new String(bytes, StandardCharsets.UTF_8));
      if (published.isPresent()) {
        return new PublicOnly(published.get());
      }
      if (isOpenToOthers(file)) {
        return new Unusable("others may read it; `chmod 600` it");
      }
      return Parsing.parse(file, bytes);
    } catch (NoSuchFileException e) {
      return new Missing();
    } catch (IOException e) {
      return new Unusable(Reasons.of(e));
    }
  }

  /** Reads a locked file; empty if the passphrase is wrong. */
  static Optional<KeyPair> unlock(Path file, String passphrase) throws IOException {
    return Parsing.keys(file, bytes(file), FilePasswordProvider.of(passphrase));
  }

  /** The public key or certificate in a {@code .pub} file, if there is one. */
  static Optional<SshKey> readPublic(Path file) {
    try {
      return publicKey(new String(bytes(file), StandardCharsets.UTF_8));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static byte[] bytes(Path file) throws IOException {
    int limit = 1 << 20;
    try (InputStream stream = Files.newInputStream(file)) {
      byte[] bytes = stream.readNBytes(limit + 1);
      if (bytes.length > limit) {
        throw new IOException("it is too large for a key");
      }
      return bytes;
    }
  }

  private static Optional<SshKey> publicKey(String text) {
    List<String> words = List.of(text.strip().split("\\s+", 3));
    return words.size() < 2 ? Optional.empty() : SshKey.parse(words.get(0), words.get(1));
  }

  private static boolean isOpenToOthers(Path file) throws IOException {
    if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return false;
    }
    Set<PosixFilePermission> others = EnumSet.copyOf(Files.getPosixFilePermissions(file));
    others.removeAll(
        Set.of(
            PosixFilePermission.OWNER_READ,
            PosixFilePermission.OWNER_WRITE,
            PosixFilePermission.OWNER_EXECUTE));
    return !others.isEmpty();
  }

  /** The formats of private keys. */
  final class Parsing {

    private static final String BEGIN = "-----BEGIN OPENSSH PRIVATE KEY-----";
    private static final String END = "-----END OPENSSH PRIVATE KEY-----";
    private static final int MAGIC_BYTES = "openssh-key-v1".length() + 1;

    private Parsing() {}

    private static KeyFile parse(Path file, byte[] bytes) throws IOException {
      AtomicBoolean asked = new AtomicBoolean();
      FilePasswordProvider none =
          (session, resource, attempt) -> {
            asked.set(true);
            throw new IOException("a passphrase is needed");
          };
      Optional<KeyPair> keys;
      try {
        keys = keys(file, bytes, none);
      } catch (IOException e) {
        if (!asked.get()) {
          throw e;
        }
        keys = Optional.empty();
      }
      if (keys.isEmpty() && asked.get()) {
        Path published = file.resolveSibling(file.getFileName() + ".pub");
        return new Locked(header(bytes).or(() -> readPublic(published)));
      }
      return keys.<KeyFile>map(Open::new)
          .orElseGet(
              () ->
                  new Unusable(
                      "it holds no key in a format that Clova reads; `ssh-keygen -p -f "
                          + file
                          + "` may change that"));
    }

    private static Optional<KeyPair> keys(Path file, byte[] bytes, FilePasswordProvider passphrases)
        throws IOException {
      NamedResource name = file::toString;
      try {
        Iterable<KeyPair> found =
            SecurityUtils.loadKeyPairIdentities(
                null, name, new ByteArrayInputStream(bytes), passphrases);
        Iterator<KeyPair> first = found == null ? List.<KeyPair>of().iterator() : found.iterator();
        return first.hasNext() ? Optional.of(first.next()) : Optional.empty();
      } catch (GeneralSecurityException | IllegalArgumentException e) {
        return Optional.empty();
      }
    }

    /** OpenSSH's format has the public key in front of what the passphrase protects. */
    private static Optional<SshKey> header(byte[] bytes) {
      String text = new String(bytes, StandardCharsets.US_ASCII);
      int begin = text.indexOf(BEGIN);
      int end = text.indexOf(END);
      if (begin < 0 || end < begin) {
        return Optional.empty();
      }
      try {
        String body = text.substring(begin + BEGIN.length(), end);
        ByteArrayBuffer buffer = new ByteArrayBuffer(Base64.getMimeDecoder().decode(body));
        buffer.rpos(MAGIC_BYTES);
        buffer.getString(); // cipher
        buffer.getString(); // key derivation
        buffer.getBytes(); // its options
        return buffer.getInt() < 1 ? Optional.empty() : SshKey.of(buffer.getBytes());
      } catch (BufferException | IllegalArgumentException e) {
        return Optional.empty();
      }
    }
  }
}
