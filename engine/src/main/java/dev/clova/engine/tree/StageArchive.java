package dev.clova.engine.tree;

import dev.clova.engine.tree.LocalTree.Contents;
import dev.clova.state.ClovaException;
import dev.clova.state.TreeEntry;
import dev.clova.state.TreeEntry.DirectoryEntry;
import dev.clova.state.TreeEntry.FileEntry;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;

/**
 * Writes a tar stream of parts of local trees and of single files, entry by entry. Owner and group
 * are 0 without names. What is written is exactly what the trees say: a file that has changed since
 * ends the stream before its end.
 */
public final class StageArchive implements AutoCloseable {

  private final OutputStream out;
  private final Instant modified;

  /**
   * An archive onto this stream, which stays open.
   *
   * @param modified all entries' modification time
   */
  public StageArchive(OutputStream out, Instant modified) {
    this.out = out;
    this.modified = modified;
  }

  /** Adds a folder; its path may end with a slash. */
  public void directory(String path, int mode) throws IOException {
    String name = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    out.write(TarHeaders.of(new DirectoryEntry(name, mode), "", modified));
  }

  /** Adds a file. */
  public void file(String path, int mode, byte[] content) throws IOException {
    out.write(TarHeaders.file(path, mode, content.length, modified));
    out.write(content);
    pad(content.length);
  }

  /**
   * Adds entries of a tree, each after the directory that holds it.
   *
   * @param prefix where they go, ending with a slash
   * @throws ClovaException if a file is not any more what the tree says
   */
  public void tree(String prefix, LocalTree source, List<TreeEntry> entries) throws IOException {
    if (entries.isEmpty()) {
      return;
    }
    try (Contents contents = source.contents()) {
      for (TreeEntry entry : entries) {
        out.write(TarHeaders.of(entry, prefix, modified));
        if (entry instanceof FileEntry file) {
          contents.copy(file, (bytes, count) -> out.write(bytes, 0, count));
          pad(file.size());
        }
      }
    }
  }

  /** Whether {@code sha256sum -c} would read a path otherwise than it is meant. */
  public static boolean isMisread(String path) {
    return path.chars().anyMatch(character -> character < ' ' || character == '\\');
  }

  /** Ends the archive. */
  @Override
  public void close() throws IOException {
    out.write(new byte[TarHeaders.TRAILER]);
  }

  private void pad(long size) throws IOException {
    out.write(new byte[TarHeaders.padding(size)]);
  }
}
