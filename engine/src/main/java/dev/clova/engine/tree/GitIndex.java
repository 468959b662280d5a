package dev.clova.engine.tree;

import dev.clova.state.TreePath;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which files Git tracks, read from the index of a working tree. Only names are of interest, and no
 * program is run for them. An index of a form that is not understood here says nothing.
 *
 * @param root the working tree's top directory
 * @param tracked paths below it
 */
record GitIndex(Path root, Set<String> tracked) {

  private static final int SIGNATURE = 0x44495243;
  private static final int LARGEST = 256 << 20;

  /** From an entry's begin to its flags: ten numbers of four bytes, and an object's name. */
  private static final int BEFORE_FLAGS = 40 + 20;

  private static final int CHECKSUM = 20;
  private static final int EXTENDED = 0x4000;

  /** The top of the working tree that a directory is in; empty if it is in none. */
  static Optional<Path> rootOf(Path directory) {
    try {
      Path root = directory.toRealPath();
      while (root != null && !Files.exists(root.resolve(".git"))) {
        root = root.getParent();
      }
      return Optional.ofNullable(root);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The index of a working tree; empty if there is none that can be read. */
  static Optional<GitIndex> read(Path root) {
    try {
      Path index = gitDirectory(root.resolve(".git")).resolve("index");
      return Files.isRegularFile(index) && Files.size(index) <= LARGEST
          ? parse(root, ByteBuffer.wrap(Files.readAllBytes(index)))
          : Optional.empty();
    } catch (IOException
        | BufferUnderflowException
        | IndexOutOfBoundsException
        | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Those of a directory's paths that are not tracked; none of them if that is all of them. */
  List<String> untracked(Path directory, List<String> paths) {
    String below;
    try {
      below = root.relativize(directory.toRealPath()).toString();
    } catch (IOException e) {
      return List.of();
    }
    String prefix = below.isEmpty() ? "" : below + "/";
    List<String> untracked =
        paths.stream().filter(path -> !tracked.contains(prefix + path)).toList();
    return untracked.size() == paths.size() ? List.of() : untracked;
  }

  /** A linked working tree has a file that names the directory. */
  private static Path gitDirectory(Path git) throws IOException {
    if (Files.isDirectory(git)) {
      return git;
    }
    String text = Files.readString(git).strip();
    if (!text.startsWith("gitdir: ")) {
      throw new IOException("not a working tree");
    }
    return git.resolveSibling(text.substring("gitdir: ".length()));
  }

  private static Optional<GitIndex> parse(Path root, ByteBuffer bytes) {
    int signature = bytes.getInt();
    int version = bytes.getInt();
    int count = bytes.getInt();
    if (signature != SIGNATURE || version < 2 || version > 4) {
      return Optional.empty();
    }
    Set<String> tracked = new HashSet<>();
    byte[] name = new byte[0];
    for (int i = 0; i < count; i++) {
      int start = bytes.position();
      bytes.position(start + BEFORE_FLAGS);
      boolean extended = (bytes.getShort() & EXTENDED) != 0;
      bytes.position(bytes.position() + (extended ? 2 : 0));
      name = version == 4 ? compressedName(bytes, name) : name(bytes);
      if (version < 4) {
        // One NUL byte or more, up to a multiple of eight.
        bytes.position(start + (bytes.position() - start + 7) / 8 * 8);
      }
      tracked.add(TreePath.decode(name));
    }
    return isWhole(bytes) ? Optional.of(new GitIndex(root, tracked)) : Optional.empty();
  }

  /** The name goes to a NUL byte, which is taken, too. */
  private static byte[] name(ByteBuffer bytes) {
    int start = bytes.position();
    int end = start;
    while (bytes.get(end) != 0) {
      end++;
    }
    byte[] name = new byte[end - start];
    bytes.get(name).get();
    return name;
  }

  /** So many bytes of the last name are dropped, and these come instead. */
  private static byte[] compressedName(ByteBuffer bytes, byte[] last) {
    int dropped = 0;
    int part;
    do {
      part = bytes.get();
      dropped = (dropped << 7) + (part & 0x7F) + (part < 0 ? 1 : 0);
    } while (part < 0);
    if (dropped > last.length) {
      throw new IllegalArgumentException("a name shorter than none");
    }
    byte[] added = name(bytes);
    byte[] name = Arrays.copyOf(last, last.length - dropped + added.length);
    System.arraycopy(added, 0, name, last.length - dropped, added.length);
    return name;
  }

  /** Some extensions hold a part of the names, and not all names are files then. */
  private static boolean isWhole(ByteBuffer bytes) {
    while (bytes.remaining() > CHECKSUM) {
      byte[] kind = new byte[4];
      bytes.get(kind);
      String extension = new String(kind, StandardCharsets.US_ASCII);
      if (extension.equals("link") || extension.equals("sdir")) {
        return false;
      }
      int size = bytes.getInt();
      bytes.position(bytes.position() + size);
    }
    return bytes.remaining() == CHECKSUM;
  }
}
