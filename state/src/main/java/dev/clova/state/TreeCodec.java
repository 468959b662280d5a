package dev.clova.state;

import dev.clova.state.TreeEntry.DirectoryEntry;
import dev.clova.state.TreeEntry.FileEntry;
import dev.clova.state.TreeEntry.LinkEntry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/**
 * The persisted form of a {@link Tree}, one line an entry in the order of the paths, fields between
 * tabs. Backslash, tab, newline and carriage return in names are written {@code \\}, {@code \t},
 * {@code \n} and {@code \r}. The tree's digest is the SHA-256 of exactly these bytes.
 *
 * <pre>
 * clova-tree 1
 * d	755	conf
 * f	644	21	2cf24dba5fb0a30e…	conf/site.conf
 * l	conf/site.conf	current
 * end 3
 * </pre>
 */
public final class TreeCodec {

  /** More entries than this are refused when read. */
  public static final int MOST_ENTRIES = 2_000_000;

  private static final String HEADER = "clova-tree 1";
  private static final int LONGEST_LINE = 4 * TreePath.LONGEST + 200;

  private TreeCodec() {}

  /**
   * Writes a tree; the stream stays open.
   *
   * @throws IOException from the stream
   */
  public static void write(Tree tree, OutputStream out) throws IOException {
    StringBuilder text = new StringBuilder(HEADER).append('\n');
    for (TreeEntry entry : tree.entries()) {
      line(entry, text);
      if (text.length() > 1 << 13) {
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        text.setLength(0);
      }
    }
    text.append("end ").append(tree.entries().size()).append('\n');
    out.write(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** What {@link #write} writes. */
  public static byte[] encode(Tree tree) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    writeToMemory(tree, bytes);
    return bytes.toByteArray();
  }

  /**
   * Reads what {@link #write} wrote, to the end of the stream.
   *
   * @throws ClovaException of the origin's code if the bytes are anything else
   */
  public static Tree read(InputStream in, Origin origin) {
    RecordReader reader = new RecordReader(in, origin, LONGEST_LINE);
    if (!reader.next('\n') || !TreePath.decode(reader.rest()).equals(HEADER)) {
      throw reader.bad("is no list of files that this version of Clova can read");
    }
    List<TreeEntry> entries = entries(reader);
    if (!reader.atEnd() || reader.next('\n')) {
      throw reader.bad("goes on after its end");
    }
    return tree(entries, origin);
  }

  static Digest digest(Tree tree) {
    MessageDigest computation = Digest.sha256();
    writeToMemory(tree, new DigestOutputStream(OutputStream.nullOutputStream(), computation));
    return Digest.of(computation);
  }

  private static void writeToMemory(Tree tree, OutputStream out) {
    try {
      write(tree, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<TreeEntry> entries(RecordReader reader) {
    List<TreeEntry> entries = new ArrayList<>();
    while (true) {
      if (!reader.next('\n')) {
        throw reader.bad("is cut off");
      }
      if (reader.take("end ")) {
        if (reader.number(10, MOST_ENTRIES) != entries.size()) {
          throw reader.bad("has lost some of its entries");
        }
        return entries;
      }
      if (entries.size() == MOST_ENTRIES) {
        throw reader.bad("has more than " + MOST_ENTRIES + " entries");
      }
      char type = reader.letter();
      reader.expect('\t');
      entries.add(entry(type, reader));
    }
  }

  private static TreeEntry entry(char type, RecordReader reader) {
    try {
      return switch (type) {
        case 'f' -> file(reader);
        case 'd' -> directory(reader);
        case 'l' -> link(reader);
        default -> throw reader.malformed();
      };
    } catch (IllegalArgumentException e) {
      throw reader.malformed();
    }
  }

  private static TreeEntry file(RecordReader reader) {
    int mode = mode(reader);
    long size = reader.number(10, Long.MAX_VALUE);
    reader.expect('\t');
    Digest digest = new Digest(TreePath.decode(reader.until('\t')));
    return new FileEntry(unescape(reader.rest()), mode, size, digest);
  }

  private static TreeEntry directory(RecordReader reader) {
    int mode = mode(reader);
    return new DirectoryEntry(unescape(reader.rest()), mode);
  }

  private static TreeEntry link(RecordReader reader) {
    String linkTarget = unescape(reader.until('\t'));
    return new LinkEntry(unescape(reader.rest()), linkTarget);
  }

  private static int mode(RecordReader reader) {
    int mode = (int) reader.number(8, TreeEntry.MODE_BITS);
    reader.expect('\t');
    return mode;
  }

  private static Tree tree(List<TreeEntry> entries, Origin origin) {
    for (int i = 1; i < entries.size(); i++) {
      if (TreePath.ORDER.compare(entries.get(i - 1).path(), entries.get(i).path()) >= 0) {
        throw origin.bad("has its entries in a wrong order");
      }
    }
    try {
      return Tree.of(entries);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw origin.bad("holds what no directory can hold", e);
    }
  }

  private static void line(TreeEntry entry, StringBuilder text) {
    switch (entry) {
      case FileEntry file -> {
        text.append("f\t").append(Integer.toOctalString(file.mode()));
        text.append('\t').append(file.size()).append('\t').append(file.digest().hex());
      }
      case DirectoryEntry directory ->
          text.append("d\t").append(Integer.toOctalString(directory.mode()));
      case LinkEntry link -> escape(link.linkTarget(), text.append("l\t"));
    }
    escape(entry.path(), text.append('\t'));
    text.append('\n');
  }

  private static void escape(String name, StringBuilder text) {
    for (int i = 0; i < name.length(); i++) {
      char character = name.charAt(i);
      switch (character) {
        case '\\' -> text.append("\\\\");
        case '\t' -> text.append("\\t");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        default -> text.append(character);
      }
    }
  }

  private static String unescape(byte[] bytes) {
    String escaped = TreePath.decode(bytes);
    if (escaped.indexOf('\\') < 0) {
      return escaped;
    }
    StringBuilder name = new StringBuilder(escaped.length());
    for (int i = 0; i < escaped.length(); i++) {
      char character = escaped.charAt(i);
      name.append(character == '\\' ? unescape(escaped, ++i) : character);
    }
    return name.toString();
  }

  private static char unescape(String escaped, int index) {
    return switch (index < escaped.length() ? escaped.charAt(index) : ' ') {
      case '\\' -> '\\';
      case 't' -> '\t';
      case 'n' -> '\n';
      case 'r' -> '\r';
      default -> throw new IllegalArgumentException("no such escape");
    };
  }
}
