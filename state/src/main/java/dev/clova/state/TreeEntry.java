package dev.clova.state;

/** One path of a {@link Tree}: what it is and what it holds. */
public sealed interface TreeEntry {

  /** All the permission bits that a mode may have. */
  int MODE_BITS = 07777;

  /** Where it is in the service's directory; see {@link TreePath}. */
  String path();

  /**
   * A regular file.
   *
   * @param path where
   * @param mode permission bits, {@code 0} to {@code 07777}
   * @param size in bytes
   * @param digest of its content
   */
  record FileEntry(String path, int mode, long size, Digest digest) implements TreeEntry {

    /** Refuses a path, mode or size that cannot be. */
    public FileEntry {
      TreePath.check(path);
      checkMode(mode);
      if (size < 0) {
        throw new IllegalArgumentException("a size below zero");
      }
    }
  }

  /**
   * A directory.
   *
   * @param path where
   * @param mode permission bits, {@code 0} to {@code 07777}
   */
  record DirectoryEntry(String path, int mode) implements TreeEntry {

    /** Refuses a path or mode that cannot be. */
    public DirectoryEntry {
      TreePath.check(path);
      checkMode(mode);
    }
  }

  /**
   * A symbolic link.
   *
   * @param path where
   * @param linkTarget the text of the link
   */
  record LinkEntry(String path, String linkTarget) implements TreeEntry {

    /** Refuses a path or text that cannot be. */
    public LinkEntry {
      TreePath.check(path);
      if (linkTarget.isEmpty()
          || linkTarget.indexOf('\0') >= 0
          || !TreePath.isUnicode(linkTarget)
          || TreePath.encode(linkTarget).length > TreePath.LONGEST) {
        throw new IllegalArgumentException("not the text of a link");
      }
    }
  }

  private static void checkMode(int mode) {
    if ((mode & ~MODE_BITS) != 0) {
      throw new IllegalArgumentException("not permission bits");
    }
  }
}
