package dev.clova.cli.render;

import dev.clova.cli.console.Palette;
import dev.clova.cli.console.Style;
import dev.clova.cli.console.Table.Cell;
import dev.clova.engine.ServiceFiles;
import dev.clova.engine.tree.LeftOut;
import dev.clova.state.JsonOut;
import dev.clova.state.TreeEntry;
import dev.clova.state.TreeEntry.DirectoryEntry;
import dev.clova.state.TreeEntry.FileEntry;
import dev.clova.state.TreeEntry.LinkEntry;
import java.util.ArrayList;
import java.util.List;

/** What would be sent of a service, and what would not. */
public final class FilesTable {

  private static final int SHORT_DIGEST = 12;

  private FilesTable() {}

  /** The table, and what is left out below it. */
  public static List<String> lines(ServiceFiles files, Palette palette, int columns) {
    List<TreeEntry> entries = files.tree().entries();
    List<String> lines =
        new ArrayList<>(
            new Grid<>("PATH", entries, TreeEntry::path)
                .column("MODE", 3, entry -> Grid.cell(mode(entry)))
                .column("SIZE", 4, entry -> Grid.cell(size(entry)))
                .column("SHA-256", 2, FilesTable::digest)
                .lines(entry -> note(files, entry), palette, columns));
    lines.add("");
    long bytes =
        entries.stream()
            .mapToLong(entry -> entry instanceof FileEntry file ? file.size() : 0)
            .sum();
    lines.add(
        palette.paint(
            Style.FAINT,
            files.placement()
                + ": "
                + Amounts.of(entries.size(), "entry", "entries")
                + ", "
                + Amounts.bytes(bytes)
                + ", tree "
                + files.tree().digest().hex().substring(0, SHORT_DIGEST)
                + (files.hasEnv() ? "; and a .env" : "")));
    if (!files.leftOut().isEmpty()) {
      lines.add("");
      lines.addAll(
          new Grid<>("NOT SENT", files.leftOut(), LeftOut::path)
              .column("WHY", Grid.ALWAYS, out -> Grid.cell(out.why()))
              .lines(out -> "", palette, columns));
    }
    return lines;
  }

  /** The same for programs. */
  public static String json(ServiceFiles files) {
    return JsonOut.document(
        out -> {
          out.text("format", "clova.files/1").text("at", files.placement().toString());
          out.text("tree", files.tree().digest().hex()).flag("env", files.hasEnv());
          out.objects(
              "entries", files.tree().entries(), (one, entry) -> members(one, files, entry));
          out.objects(
              "left_out",
              files.leftOut(),
              (one, left) -> one.text("path", left.path()).text("why", left.why()));
        });
  }

  private static void members(JsonOut out, ServiceFiles files, TreeEntry entry) {
    out.text("path", entry.path());
    switch (entry) {
      case FileEntry file -> {
        out.text("type", "file").text("mode", mode(entry)).number("size", file.size());
        out.text("sha256", file.digest().hex());
        out.flag("rendered", files.rendered().contains(file.path()));
      }
      case DirectoryEntry _ -> out.text("type", "directory").text("mode", mode(entry));
      case LinkEntry link -> out.text("type", "link").text("target", link.linkTarget());
    }
  }

  private static String mode(TreeEntry entry) {
    return switch (entry) {
      case FileEntry file -> "%04o".formatted(file.mode());
      case DirectoryEntry directory -> "%04o".formatted(directory.mode());
      case LinkEntry _ -> "link";
    };
  }

  private static String size(TreeEntry entry) {
    return entry instanceof FileEntry file ? Amounts.bytes(file.size()) : "";
  }

  private static Cell digest(TreeEntry entry) {
    return Grid.cell(
        Style.FAINT,
        entry instanceof FileEntry file ? file.digest().hex().substring(0, SHORT_DIGEST) : "");
  }

  private static String note(ServiceFiles files, TreeEntry entry) {
    return switch (entry) {
      case FileEntry file -> files.rendered().contains(file.path()) ? "from a template" : "";
      case DirectoryEntry _ -> "";
      case LinkEntry link -> "-> " + link.linkTarget();
    };
  }
}
