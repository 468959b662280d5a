package dev.clova.engine.applying;

import dev.clova.engine.step.Action;
import dev.clova.engine.step.Content;
import dev.clova.engine.step.Step;
import dev.clova.engine.step.TreeEdit;
import dev.clova.engine.tree.LocalTree;
import dev.clova.engine.tree.StageArchive;
import dev.clova.state.Digest;
import dev.clova.state.ReceiptCodec;
import dev.clova.state.TreeCodec;
import dev.clova.state.TreeEntry;
import dev.clova.state.TreePath;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything that a batch brings to its target, as one tar stream:
 *
 * <pre>
 * sums                 what sha256sum -c reads
 * 0/pending/change     the mark of the first placement's change
 * 0/pending/tree       the tree that it will have
 * 0/receipt            its receipt, if all goes well
 * 0/failed             its receipt, if something fails once the files are in place
 * 0/tree/…             its new and changed files
 * 0/files/0            a single file, such as its env
 * 0/seeds/0/…          what a persistent path begins with
 * 0/back/run           what its target does by itself, if nobody confirms the change
 * 0/back/0/…           what that brings
 * 1/…                  the next placement's
 * </pre>
 */
final class BatchArchive {

  private final Batch batch;
  private final Instant modified;

  /**
   * The archive of a batch.
   *
   * @param modified the files' modification time: in the past, so that any later write shows
   */
  BatchArchive(Batch batch, Instant modified) {
    this.batch = batch;
    this.modified = modified;
  }

  void writeTo(OutputStream out) throws IOException {
    try (StageArchive archive = new StageArchive(out, modified)) {
      archive.file("sums", 0600, sums());
      for (int i = 0; i < batch.parts().size(); i++) {
        part(i + "/", batch.parts().get(i), archive);
      }
    }
  }

  private void part(String prefix, Batch.Part part, StageArchive archive) throws IOException {
    archive.directory(prefix, 0700);
    archive.directory(prefix + "pending/", 0700);
    archive.file(prefix + "pending/change", 0600, mark(part));
    if (part.done().isPresent()) {
      archive.file(prefix + "receipt", 0600, ReceiptCodec.write(part.done().get()));
    }
    if (part.failed().isPresent()) {
      archive.file(prefix + "failed", 0600, ReceiptCodec.write(part.failed().get()));
    }
    if (part.back().isPresent()) {
      Batch back = part.back().get();
      archive.directory(prefix + "back/", 0700);
      archive.file(prefix + "back/run", 0600, bytes(BatchScript.alone(part).toString()));
      part(prefix + "back/0/", back.parts().getFirst(), archive);
    }
    int files = 0;
    for (Step step : part.work().steps()) {
      for (Action action : step.actions()) {
        switch (action) {
          case Action.PutTree(LocalTree source, TreeEdit edit) ->
              tree(prefix, source, edit, archive);
          case Action.PutFile file -> {
            if (files == 0) {
              archive.directory(prefix + "files/", 0700);
            }
            archive.file(
                prefix + "files/" + files++,
                Integer.parseInt(file.mode(), 8),
                bytes(file.content()));
          }
          case Action.TakeBack back ->
              archive.file(prefix + "pending/tree", 0600, TreeCodec.encode(back.before()));
          case Action.RemoveFile _,
              Action.Script _,
              Action.Command _,
              Action.Await _,
              Action.Learn _ -> {}
        }
      }
    }
  }

  /**
   * What is to be known of a change that does not come to its end: of the first one in a place,
   * where nothing else would tell what has begun there, all that a receipt tells.
   */
  private byte[] mark(Batch.Part part) {
    return part.failed()
        .filter(receipt -> receipt.generation() == 1)
        .map(ReceiptCodec::write)
        .orElseGet(() -> bytes("begun at " + modified + "\n"));
  }

  private static void tree(String prefix, LocalTree source, TreeEdit edit, StageArchive archive)
      throws IOException {
    archive.file(prefix + "pending/tree", 0600, TreeCodec.encode(edit.wanted()));
    archive.directory(prefix + "tree/", 0755);
    archive.tree(prefix + "tree/", source, withParents(source, edit));
    for (int i = 0; i < edit.seeds().size(); i++) {
      TreeEdit.Seed seed = edit.seeds().get(i);
      String folder = edit.fresh() ? prefix + "tree/" : prefix + "seeds/" + i + "/";
      if (!edit.fresh()) {
        archive.directory(prefix + "seeds/", 0700);
        archive.directory(folder, 0755);
      }
      archive.tree(folder, seed.content(), seed.content().tree().entries());
    }
  }

  /** A changed file needs a folder in the staging area, also where its own is not changed. */
  private static List<TreeEntry> withParents(LocalTree source, TreeEdit edit) {
    SortedMap<String, TreeEntry> entries = new TreeMap<>(TreePath.ORDER);
    for (TreeEntry entry : edit.put()) {
      entries.put(entry.path(), entry);
      for (int slash = entry.path().lastIndexOf('/');
          slash > 0;
          slash = entry.path().lastIndexOf('/', slash - 1)) {
        String parent = entry.path().substring(0, slash);
        source.tree().find(parent).ifPresent(found -> entries.put(parent, found));
      }
    }
    return new ArrayList<>(entries.values());
  }

  private byte[] sums() {
    StringBuilder sums = new StringBuilder();
    files(batch)
        .forEach(
            (staged, digest) -> {
              if (!StageArchive.isMisread(staged)) {
                sums.append(digest.hex()).append("  ./").append(staged).append('\n');
              }
            });
    return bytes(sums.toString());
  }

  /** Files that are not among the sums, since their names would be misread there. */
  static SortedMap<String, Digest> unlisted(Batch batch) {
    SortedMap<String, Digest> files = files(batch);
    files.keySet().removeIf(staged -> !StageArchive.isMisread(staged));
    return files;
  }

  /** The files of all trees, by where they are staged. */
  private static SortedMap<String, Digest> files(Batch batch) {
    SortedMap<String, Digest> files = new TreeMap<>(TreePath.ORDER);
    for (int i = 0; i < batch.parts().size(); i++) {
      for (Step step : batch.parts().get(i).work().steps()) {
        for (Action action : step.actions()) {
          if (action instanceof Action.PutTree(LocalTree _, TreeEdit edit)) {
            files(i + "/tree/", edit.put(), files);
            for (int j = 0; j < edit.seeds().size(); j++) {
              String folder = edit.fresh() ? i + "/tree/" : i + "/seeds/" + j + "/";
              files(folder, edit.seeds().get(j).content().tree().entries(), files);
            }
          }
        }
      }
    }
    return files;
  }

  private static void files(
      String prefix, List<TreeEntry> entries, SortedMap<String, Digest> files) {
    for (TreeEntry entry : entries) {
      if (entry instanceof TreeEntry.FileEntry file) {
        files.put(prefix + file.path(), file.digest());
      }
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] bytes(Content content) throws IOException {
    java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream(content.length());
    content.writeTo(out);
    return out.toByteArray();
  }
}
