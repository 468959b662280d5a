package dev.clova.engine.tree;

import dev.clova.state.TreePath;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.tar.TarUtils;

/**
 * What the header of a tar entry says that another target is told, too.
 *
 * @param type its kind, as the archive has it
 * @param name its name, in the text of {@link TreePath}
 * @param link what a link leads to, likewise
 * @param mode its permissions
 * @param size how long its content in the archive is
 * @param modified in seconds
 */
record TarEntryHeader(
    byte type, String name, String link, int mode, long uid, long gid, long size, long modified) {

  /** An archive consists of blocks of so many bytes. */
  static final int BLOCK = 512;

  private static final int NAME = 100;
  private static final int PREFIX = 345;
  private static final int PREFIX_BYTES = 155;
  private static final int CHECKSUM = 148;
  private static final byte[] POSIX = {'u', 's', 't', 'a', 'r', 0, '0', '0'};
  private static final byte[] GNU = {'u', 's', 't', 'a', 'r', ' ', ' ', 0};

  /** Whether this block ends an archive. */
  static boolean isEnd(byte[] block) {
    return Arrays.equals(block, new byte[BLOCK]);
  }

  /** How many bytes follow a content to fill its last block. */
  static int padding(long size) {
    return (int) ((BLOCK - size % BLOCK) % BLOCK);
  }

  /**
   * Reads the block of a header.
   *
   * @throws IllegalArgumentException if it is none
   */
  static TarEntryHeader read(byte[] block) {
    if (!TarUtils.verifyCheckSum(block)) {
      throw new IllegalArgumentException("a checksum is wrong");
    }
    String name = text(block, 0, NAME);
    boolean isPosix = Arrays.equals(block, 257, 263, POSIX, 0, 6);
    String prefix = isPosix ? text(block, PREFIX, PREFIX_BYTES) : "";
    long size = number(block, 124, 12);
    if (size < 0) {
      throw new IllegalArgumentException("a size is negative");
    }
    return new TarEntryHeader(
        block[156],
        prefix.isEmpty() ? name : prefix + "/" + name,
        text(block, 157, NAME),
        (int) (number(block, 100, 8) & 07777),
        number(block, 108, 8),
        number(block, 116, 8),
        size,
        number(block, 136, 12));
  }

  boolean isFile() {
    return type == TarConstants.LF_NORMAL
        || type == TarConstants.LF_OLDNORM
        || type == TarConstants.LF_CONTIG;
  }

  boolean isDirectory() {
    return type == TarConstants.LF_DIR;
  }

  /** The same of another name and link target. */
  TarEntryHeader named(String otherName, String otherLink) {
    return new TarEntryHeader(type, otherName, otherLink, mode, uid, gid, size, modified);
  }

  /** As GNU tar wrote it before there were extended headers, which all know. */
  byte[] gnu() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    carryLong(out, TarConstants.LF_GNUTYPE_LONGNAME, TreePath.encode(name));
    carryLong(out, TarConstants.LF_GNUTYPE_LONGLINK, TreePath.encode(link));
    out.writeBytes(block(GNU));
    return out.toByteArray();
  }

  /** With an extended header of these records, and of what does not fit. */
  byte[] pax(PaxRecords records) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PaxRecords all = records;
    if (TreePath.encode(name).length > NAME) {
      all = all.with("path", TreePath.encode(name));
    }
    if (TreePath.encode(link).length > NAME) {
      all = all.with("linkpath", TreePath.encode(link));
    }
    if (!all.isEmpty()) {
      carry(out, TarConstants.LF_PAX_EXTENDED_HEADER_LC, POSIX, all.bytes());
    }
    out.writeBytes(block(POSIX));
    return out.toByteArray();
  }

  private static void carryLong(ByteArrayOutputStream out, byte kind, byte[] text) {
    if (text.length > NAME) {
      carry(out, kind, GNU, Arrays.copyOf(text, text.length + 1));
    }
  }

  private static void carry(ByteArrayOutputStream out, byte kind, byte[] magic, byte[] content) {
    out.writeBytes(
        new TarEntryHeader(kind, "././@More", "", 0644, 0, 0, content.length, 0).block(magic));
    out.writeBytes(content);
    out.writeBytes(new byte[padding(content.length)]);
  }

  private byte[] block(byte[] magic) {
    byte[] block = new byte[BLOCK];
    put(name, block, 0);
    TarUtils.formatLongOctalOrBinaryBytes(mode, block, 100, 8);
    TarUtils.formatLongOctalOrBinaryBytes(uid, block, 108, 8);
    TarUtils.formatLongOctalOrBinaryBytes(gid, block, 116, 8);
    TarUtils.formatLongOctalOrBinaryBytes(size, block, 124, 12);
    TarUtils.formatLongOctalOrBinaryBytes(modified, block, 136, 12);
    Arrays.fill(block, CHECKSUM, CHECKSUM + 8, (byte) ' ');
    block[156] = type;
    put(link, block, 157);
    System.arraycopy(magic, 0, block, 257, magic.length);
    TarUtils.formatCheckSumOctalBytes(TarUtils.computeCheckSum(block), block, CHECKSUM, 8);
    return block;
  }

  private static void put(String text, byte[] block, int offset) {
    byte[] bytes = TreePath.encode(text);
    System.arraycopy(bytes, 0, block, offset, Math.min(NAME, bytes.length));
  }

  private static String text(byte[] block, int offset, int length) {
    int end = offset;
    while (end < offset + length && block[end] != 0) {
      end++;
    }
    return TreePath.decode(Arrays.copyOfRange(block, offset, end));
  }

  private static long number(byte[] block, int offset, int length) {
    return TarUtils.parseOctalOrBinary(block, offset, length);
  }
}
