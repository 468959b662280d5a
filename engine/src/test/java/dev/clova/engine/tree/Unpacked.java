package dev.clova.engine.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.clova.state.Digest;
import dev.clova.state.Tree;
import dev.clova.state.TreeEntry;
import dev.clova.state.TreeEntry.DirectoryEntry;
import dev.clova.state.TreeEntry.FileEntry;
import dev.clova.state.TreeEntry.LinkEntry;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** An archive as a real tar unpacks it, and as a real sha256sum checks it. */
record Unpacked(Path directory, List<String> tools) {

  static final Instant MODIFIED = Instant.ofEpochSecond(1_000_000_000);
  static final List<String> GNU = List.of();
  static final List<String> BUSYBOX = List.of("busybox");

  /** Packs all of a tree into the folder {@code tree} of an archive, and unpacks that. */
  static Unpacked of(LocalTree source, Path directory, List<String> tools) throws Exception {
    return of(source, source.tree().entries(), directory, tools);
  }

  /** Packs entries of a tree into the folder {@code tree} of an archive, and unpacks that. */
  static Unpacked of(LocalTree source, List<TreeEntry> entries, Path directory, List<String> tools)
      throws Exception {
    Files.createDirectories(directory);
    List<String> unmasked = new ArrayList<>(List.of("sh", "-c", "umask 0; exec \"$@\"", "sh"));
    unmasked.addAll(tools);
    Process tar = process(directory, unmasked, "tar", "-xpof", "-");
    try (OutputStream out = tar.getOutputStream();
        StageArchive archive = new StageArchive(out, MODIFIED)) {
      archive.file("sums", 0600, sums(entries).getBytes(StandardCharsets.UTF_8));
      archive.directory("tree/", 0755);
      archive.tree("tree/", source, entries);
    }
    Unpacked unpacked = new Unpacked(directory, tools);
    unpacked.finish(tar);
    return unpacked;
  }

  private static String sums(List<TreeEntry> entries) {
    StringBuilder sums = new StringBuilder();
    for (TreeEntry entry : entries) {
      if (entry instanceof FileEntry file && !StageArchive.isMisread(file.path())) {
        sums.append(file.digest().hex()).append("  ./").append(file.path()).append('\n');
      }
    }
    return sums.toString();
  }

  /** Checks what the archive says of itself. */
  void verify() throws Exception {
    if (Files.size(directory.resolve("sums")) > 0) {
      Process check = process(directory.resolve("tree"), tools, "sha256sum", "-c", "../sums");
      check.getOutputStream().close();
      finish(check);
    }
  }

  /** What is there, read the simplest way. */
  Tree tree() throws IOException {
    Path top = directory.resolve("tree");
    List<TreeEntry> entries = new ArrayList<>();
    try (Stream<Path> all = Files.walk(top)) {
      for (Path path : all.filter(each -> !each.equals(top)).toList()) {
        entries.add(entry(top.relativize(path).toString(), path));
      }
    }
    return Tree.of(entries);
  }

  private static TreeEntry entry(String name, Path path) throws IOException {
    FileStamp stamp = FileStamp.of(path);
    if (stamp.isLink()) {
      return new LinkEntry(name, Files.readSymbolicLink(path).toString());
    }
    int mode = stamp.mode() & TreeEntry.MODE_BITS;
    return stamp.isDirectory()
        ? new DirectoryEntry(name, mode)
        : new FileEntry(name, mode, stamp.size(), Digest.of(Files.readAllBytes(path)));
  }

  private void finish(Process process) throws Exception {
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
  }

  private static Process process(Path directory, List<String> tools, String... command)
      throws IOException {
    List<String> line = new ArrayList<>(tools);
    line.addAll(List.of(command));
    return new ProcessBuilder(line).directory(directory.toFile()).redirectErrorStream(true).start();
  }
}
