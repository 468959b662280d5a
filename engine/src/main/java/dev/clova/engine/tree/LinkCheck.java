package dev.clova.engine.tree;

import dev.clova.state.TreeEntry.LinkEntry;
import dev.clova.state.TreePath;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds links that lead out of the service's directory, also by way of other links and when they
 * come back: {@code ..} after a link to a deeper directory is not where the text seems to say.
 */
final class LinkCheck {

  private static final int MOST_LINKS = 40;
  private static final String HINT =
      "Link to something in the service's directory, or name the link under `[sync] exclude`.";

  private final Map<String, String> links = new HashMap<>();

  LinkCheck(List<LinkEntry> entries) {
    entries.forEach(link -> links.put(link.path(), link.linkTarget()));
  }

  /** Adds what is wrong with these links, all of which are known here. */
  void check(List<LinkEntry> entries, SourceFaults faults) {
    for (LinkEntry link : entries) {
      String shown = TreePath.show(link.linkTarget());
      if (link.linkTarget().startsWith("/")) {
        faults.add(link.path(), "is a link to the absolute path `" + shown + "`", HINT);
      } else if (leaves(link)) {
        faults.add(
            link.path(), "is a link to `" + shown + "`, outside the service's directory", HINT);
      }
    }
  }

  private boolean leaves(LinkEntry link) {
    List<String> place = new ArrayList<>();
    TreePath.parent(link.path()).ifPresent(parent -> place.addAll(TreePath.components(parent)));
    Deque<String> ahead = new ArrayDeque<>(TreePath.components(link.linkTarget()));
    int followed = 0;
    while (!ahead.isEmpty() && followed <= MOST_LINKS) {
      String component = ahead.pop();
      if (component.equals("..")) {
        if (place.isEmpty()) {
          return true;
        }
        place.removeLast();
      } else if (!component.isEmpty() && !component.equals(".")) {
        place.add(component);
        String next = links.get(String.join("/", place));
        if (next != null) {
          followed++;
          place.removeLast();
          if (next.startsWith("/")) {
            return true;
          }
          TreePath.components(next).reversed().forEach(ahead::push);
        }
      }
    }
    // A circle leads nowhere, and so not out.
    return false;
  }
}
