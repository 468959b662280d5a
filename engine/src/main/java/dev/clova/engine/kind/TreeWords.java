package dev.clova.engine.kind;

import dev.clova.state.Tree;
import java.util.List;
import java.util.Locale;

/** Trees in words for people. */
final class TreeWords {

  private static final int SHOWN = 5;

  private TreeWords() {}

  /** {@code 20 files, 260 KB}. */
  static String contents(Tree tree) {
    String files = tree.files() == 1 ? "1 file" : tree.files() + " files";
    String links = tree.links() == 0 ? "" : ", " + tree.links() + " links";
    return files + links + ", " + size(tree.totalBytes());
  }

  /** The first few names, and how many more there are. */
  static String some(List<String> names) {
    String shown = String.join(", ", names.subList(0, Math.min(SHOWN, names.size())));
    return names.size() > SHOWN ? shown + " and " + (names.size() - SHOWN) + " more" : shown;
  }

  private static String size(long bytes) {
    if (bytes < 1000) {
      return bytes + " bytes";
    }
    double value = bytes;
    for (String unit : List.of("KB", "MB", "GB")) {
      value /= 1000;
      if (value < 1000) {
        return String.format(Locale.ROOT, value < 10 ? "%.1f %s" : "%.0f %s", value, unit);
      }
    }
    return String.format(Locale.ROOT, "%.1f TB", value / 1000);
  }
}
