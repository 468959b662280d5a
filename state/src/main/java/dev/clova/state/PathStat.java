package dev.clova.state;

/**
 * What a target's file system says about one path without its content being read.
 *
 * @param type what it is
 * @param mode permission bits
 * @param uid numeric owner
 * @param gid numeric group
 * @param size in bytes
 * @param modifiedNanos time of the last change of content, in nanoseconds since 1970; a time that
 *     does not fit is the nearest that does
 * @param changedNanos time of the last change of content or attributes, likewise; nobody can set it
 * @param inode the file's number on its file system, unsigned
 */
public record PathStat(
    Type type,
    int mode,
    long uid,
    long gid,
    long size,
    long modifiedNanos,
    long changedNanos,
    long inode) {

  /** What a path is. */
  public enum Type {
    FILE('f', 010),
    DIRECTORY('d', 004),
    LINK('l', 012),
    FIFO('p', 001),
    SOCKET('s', 014),
    CHARACTER_DEVICE('c', 002),
    BLOCK_DEVICE('b', 006),
    OTHER('?', 0);

    private final char letter;
    private final int format;

    Type(char letter, int format) {
      this.letter = letter;
      this.format = format;
    }

    /** The letter that GNU find uses. */
    public char letter() {
      return letter;
    }

    static Type ofLetter(char letter) {
      for (Type type : values()) {
        if (type.letter == letter) {
          return type;
        }
      }
      return OTHER;
    }

    /** Reads the upper bits of {@code st_mode}. */
    static Type ofMode(int mode) {
      for (Type type : values()) {
        if (type.format == mode >> 12) {
          return type;
        }
      }
      return OTHER;
    }
  }
}
