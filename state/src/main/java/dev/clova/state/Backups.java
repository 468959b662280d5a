package dev.clova.state;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Earlier versions of one file, named by the serial number of the state that they belong to. */
final class Backups {

  private static final int KEPT = 10;

  private final Path folder;
  private final String prefix;
  private final String suffix;
  private final Pattern form;

  private Backups(Path folder, String prefix, String suffix) {
    this.folder = folder;
    this.prefix = prefix;
    this.suffix = suffix;
    this.form = Pattern.compile(Pattern.quote(prefix) + "([0-9]{1,18})" + Pattern.quote(suffix));
  }

  static Backups ofStates(StateFolder folder) {
    return new Backups(folder.backups(), "state.", ".json");
  }

  static Backups ofJournals(StateFolder folder) {
    return new Backups(folder.backups(), "journal.", "");
  }

  static Backups ofDamaged(StateFolder folder) {
    return new Backups(folder.backups(), "damaged.", ".json");
  }

  /** Gives a file its second name here, and forgets the oldest. The file itself stays. */
  void keep(Path file, long serial) {
    Path name = folder.resolve(prefix + serial + suffix);
    try {
      CrashPoint.hit("backup.begin");
      Files.deleteIfExists(name);
      CrashPoint.hit("backup.cleared");
      link(file, name);
      CrashPoint.hit("backup.linked");
      forgetOldest();
      Disk.force(folder);
      CrashPoint.hit("backup.done");
    } catch (IOException e) {
      throw Disk.notWritten(name, e);
    }
  }

  /** What is kept, by serial. */
  NavigableMap<Long, Path> list() {
    NavigableMap<Long, Path> kept = new TreeMap<>();
    if (!Files.isDirectory(folder)) {
      return kept;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Matcher matcher = form.matcher(file.getFileName().toString());
        if (matcher.matches()) {
          kept.put(Long.parseLong(matcher.group(1)), file);
        }
      }
    } catch (IOException e) {
      throw OwnFile.unreadable(folder, e);
    }
    return kept;
  }

  /** Some file systems know no second names; there the content is copied. */
  private static void link(Path file, Path name) throws IOException {
    try {
      Files.createLink(name, file);
    } catch (UnsupportedOperationException | FileSystemException e) {
      AtomicFile.write(name, Files.readAllBytes(file));
    }
  }

  private void forgetOldest() throws IOException {
    NavigableMap<Long, Path> kept = list();
    while (kept.size() > KEPT) {
      Files.deleteIfExists(kept.pollFirstEntry().getValue());
      CrashPoint.hit("backup.forgotten");
    }
  }
}
