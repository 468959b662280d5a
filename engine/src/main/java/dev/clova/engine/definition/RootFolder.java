package dev.clova.engine.definition;

import java.util.Set;

/** Which folders of a target may hold services. */
final class RootFolder {

  private static final Set<String> NOT_ITSELF =
      Set.of("/", "/home", "/root", "/run", "/tmp", "/usr/local", "/var", "/var/lib", "/var/tmp");

  private static final Set<String> NOTHING_BELOW =
      Set.of(
          "bin", "boot", "dev", "etc", "lib", "lib32", "lib64", "libx32", "proc", "sbin", "sys",
          "usr");

  private RootFolder() {}

  /** What is wrong with a root, as a sentence; empty if nothing is. */
  static String fault(String root) {
    String path = root.startsWith("~/") ? root.substring(1) : root;
    if (!path.startsWith("/")) {
      return "`root` must be an absolute path, or begin with `~/`.";
    }
    if (path.length() > 1 && path.endsWith("/")) {
      path = path.substring(0, path.length() - 1);
    }
    if (root.startsWith("~/") && path.equals("/")) {
      return "`root` must be a folder of its own, not the home folder.";
    }
    for (String segment : path.substring(1).split("/", -1)) {
      boolean isStep = segment.equals("..") || segment.equals(".");
      if (isStep || (segment.isEmpty() && path.length() > 1)) {
        return "`root` must be a plain path, without `.`, `..` and empty parts.";
      }
    }
    return !root.startsWith("~/") && isSystems(path)
        ? "`root` must be a folder for services, not the system's own."
        : "";
  }

  private static boolean isSystems(String path) {
    if (NOT_ITSELF.contains(path)) {
      return true;
    }
    int slash = path.indexOf('/', 1);
    String first = path.substring(1, slash < 0 ? path.length() : slash);
    return NOTHING_BELOW.contains(first) && !path.startsWith("/usr/local/");
  }
}
