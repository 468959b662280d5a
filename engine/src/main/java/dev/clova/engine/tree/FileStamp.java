package dev.clova.engine.tree;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What the local file system says about one path without its content being read; a link is not
 * followed.
 *
 * @param mode type and permission bits
 * @param size in bytes
 * @param modifiedNanos time of the last change of content, in nanoseconds since 1970
 * @param changedNanos time of the last change of content or attributes, likewise
 * @param inode the file's number on its file system
 */
record FileStamp(int mode, long size, long modifiedNanos, long changedNanos, long inode) {

  private static final String ATTRIBUTES = "unix:mode,size,lastModifiedTime,ctime,ino";
  private static final int TYPE_BITS = 0170000;

  static FileStamp of(Path path) throws IOException {
    Map<String, Object> attributes =
        Files.readAttributes(path, ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
    return new FileStamp(
        (Integer) value(attributes, "mode"),
        (Long) value(attributes, "size"),
        nanos(value(attributes, "lastModifiedTime")),
        nanos(value(attributes, "ctime")),
        (Long) value(attributes, "ino"));
  }

  boolean isFile() {
    return (mode & TYPE_BITS) == 0100000;
  }

  boolean isDirectory() {
    return (mode & TYPE_BITS) == 0040000;
  }

  boolean isLink() {
    return (mode & TYPE_BITS) == 0120000;
  }

  /** What it is if it is none of these, for people. */
  String specialType() {
    return switch (mode & TYPE_BITS) {
      case 0010000 -> "a named pipe";
      case 0140000 -> "a socket";
      default -> "a device";
    };
  }

  /** Whether nobody but the owner may read it. */
  boolean isPrivate() {
    return (mode & 0044) == 0;
  }

  boolean isExecutable() {
    return (mode & 0100) != 0;
  }

  private static Object value(Map<String, Object> attributes, String name) {
    Object value = attributes.get(name);
    if (value == null) {
      throw new IllegalStateException("the file system has no attribute " + name);
    }
    return value;
  }

  private static long nanos(Object time) {
    return ((FileTime) time).to(TimeUnit.NANOSECONDS);
  }
}
