package dev.clova.engine.tree;

import dev.clova.state.TreeEntry;
import dev.clova.state.TreeEntry.DirectoryEntry;
import dev.clova.state.TreeEntry.FileEntry;
import dev.clova.state.TreeEntry.LinkEntry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * The headers of tar entries, as bytes: everything of an archive but contents and padding, so that
 * its length can be known before a single file is opened. Long names and large sizes are written
 * the way of GNU tar, which busybox reads as well.
 */
final class TarHeaders {

  /** A tar archive consists of blocks of so many bytes. */
  static final int BLOCK = 512;

  /** The end of an archive. */
  static final int TRAILER = 2 * BLOCK;

  private TarHeaders() {}

  /** The header of an entry, its path below {@code prefix}. */
  static byte[] of(TreeEntry entry, String prefix, Instant modified) {
    String path = prefix + entry.path();
    return switch (entry) {
      case FileEntry file -> file(path, file.mode(), file.size(), modified);
      case DirectoryEntry directory ->
          header(tarEntry(path + "/", TarConstants.LF_DIR, directory.mode(), modified));
      case LinkEntry link -> {
        TarArchiveEntry tarEntry = tarEntry(path, TarConstants.LF_SYMLINK, 0777, modified);
        tarEntry.setLinkName(link.linkTarget());
        yield header(tarEntry);
      }
    };
  }

  /** The header of a regular file. */
  static byte[] file(String path, int mode, long size, Instant modified) {
    TarArchiveEntry entry = tarEntry(path, TarConstants.LF_NORMAL, mode, modified);
    entry.setSize(size);
    return header(entry);
  }

  /** How many bytes follow a content to fill its last block. */
  static int padding(long size) {
    return (int) ((BLOCK - size % BLOCK) % BLOCK);
  }

  private static TarArchiveEntry tarEntry(String path, byte type, int mode, Instant modified) {
    TarArchiveEntry entry = new TarArchiveEntry(path, type, true);
    entry.setMode(mode);
    entry.setModTime(modified.toEpochMilli());
    entry.setIds(0, 0);
    entry.setNames("", "");
    return entry;
  }

  private static byte[] header(TarArchiveEntry entry) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(BLOCK);
    try {
      // Not closed: the content that the header announces is written elsewhere.
      TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, StandardCharsets.UTF_8.name());
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
      tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_STAR);
      tar.putArchiveEntry(entry);
      tar.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
