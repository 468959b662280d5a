package dev.clova.packaging;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;

/** A folder as a {@code .tar.gz} that depends on nothing but the files' names and contents. */
final class Archive {

  private static final long TIME = 1_767_225_600_000L;

  private Archive() {}

  static void write(Path folder, Path archive) throws IOException {
    try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(archive));
        TarArchiveOutputStream tar =
            new TarArchiveOutputStream(new GzipCompressorOutputStream(file), "UTF-8")) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      for (Path path : Folders.walk(folder)) {
        put(tar, path, folder.getFileName().resolve(folder.relativize(path)).toString());
      }
    }
  }

  private static void put(TarArchiveOutputStream tar, Path path, String name) throws IOException {
    TarArchiveEntry entry = entry(path, name);
    entry.setModTime(TIME);
    entry.setIds(0, 0);
    entry.setNames("root", "root");
    tar.putArchiveEntry(entry);
    if (!entry.isDirectory() && !entry.isSymbolicLink()) {
      Files.copy(path, tar);
    }
    tar.closeArchiveEntry();
  }

  private static TarArchiveEntry entry(Path path, String name) throws IOException {
    if (Files.isSymbolicLink(path)) {
      TarArchiveEntry link = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
      link.setLinkName(Files.readSymbolicLink(path).toString());
      return link;
    }
    boolean directory = Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    TarArchiveEntry entry = new TarArchiveEntry(directory ? name + "/" : name);
    entry.setMode(directory || Files.isExecutable(path) ? 0755 : 0644);
    entry.setSize(directory ? 0 : Files.size(path));
    return entry;
  }
}
