package dev.clova.engine.tree;

import dev.clova.state.TreePath;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/**
 * Reads files of one service's directory without ever following a link: where the file system can,
 * each directory on the way is opened from the one above it, so that exchanging one for a link
 * leads nowhere. Keeps the last directory open, since files are read in the order of their paths.
 * For one thread.
 */
final class SourceDirectory implements AutoCloseable {

  private static final Set<OpenOption> READING =
      Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
  private static final int CHUNK = 1 << 17;

  private final Path root;
  private final Deque<DirectoryStream<Path>> open = new ArrayDeque<>();
  private final ByteBuffer buffer = ByteBuffer.allocate(CHUNK);
  private String directory = "";

  SourceDirectory(Path root) {
    this.root = root;
  }

  /** Takes the bytes of a file as they are read. */
  interface Sink {

    void take(byte[] bytes, int length) throws IOException;
  }

  /**
   * Reads a regular file as far as it should go.
   *
   * @param length how long the file should be; the sink gets no more
   * @return how long it is, as far as one byte beyond that
   * @throws IOException also if it is no regular file any more
   */
  long read(String path, long length, Sink sink) throws IOException {
    try (SeekableByteChannel channel = channel(path)) {
      long total = 0;
      while (total <= length) {
        buffer.clear().limit((int) Math.min(CHUNK, length - total + 1));
        int count = channel.read(buffer);
        if (count < 0) {
          return total;
        }
        sink.take(buffer.array(), (int) Math.min(count, length - total));
        total += count;
      }
      return total;
    }
  }

  @Override
  public void close() throws IOException {
    while (!open.isEmpty()) {
      open.pop().close();
    }
  }

  private SeekableByteChannel channel(String path) throws IOException {
    Path file = LocalNames.resolve(root, path);
    DirectoryStream<Path> holder = enter(TreePath.parent(path).orElse(""));
    if (holder instanceof SecureDirectoryStream<Path> secure) {
      Path name = file.getFileName();
      requireRegular(
          secure.getFileAttributeView(
              name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS));
      return secure.newByteChannel(name, READING);
    }
    requireRegular(
        Files.getFileAttributeView(file, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS));
    return Files.newByteChannel(file, READING);
  }

  /** A named pipe must not even be opened: that would wait for its writer. */
  private static void requireRegular(BasicFileAttributeView view) throws IOException {
    if (!view.readAttributes().isRegularFile()) {
      throw new IOException("it is no regular file any more");
    }
  }

  // What is opened here stays open until another directory is entered.
  @SuppressWarnings("StreamResourceLeak")
  private DirectoryStream<Path> enter(String wanted) throws IOException {
    DirectoryStream<Path> innermost = open.peek();
    if (innermost != null && wanted.equals(directory)) {
      return innermost;
    }
    close();
    DirectoryStream<Path> entered = Files.newDirectoryStream(root);
    open.push(entered);
    if (!wanted.isEmpty()) {
      for (Path name : root.relativize(LocalNames.resolve(root, wanted))) {
        if (entered instanceof SecureDirectoryStream<Path> secure) {
          entered = secure.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS);
          open.push(entered);
        }
      }
    }
    directory = wanted;
    return entered;
  }
}
