package dev.clova.engine.tree;

import dev.clova.state.PathStat;
import dev.clova.state.TreePath;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * Stands between a target that packs and one that unpacks, so that whoever has the one does not get
 * at the other: what is unpacked was written here, entry by entry, and only contents pass as they
 * are. An entry passes if it was asked for and is what the listing said; its directory is then one,
 * too, and no link. What has become something else since, as in a service that still runs, is left
 * out: that the copy is equal, the comparison tells. What no honest archive holds ends it.
 */
public final class TarGate {

  private static final int PIECE = 64 << 10;
  private static final int LONGEST_RECORDS = 4 << 20;

  private final InputStream in;
  private final boolean pax;
  private final Map<String, PathStat.Type> wanted;
  private OutputStream out = OutputStream.nullOutputStream();
  private PaxRecords records = PaxRecords.NONE;
  private Optional<String> longName = Optional.empty();
  private Optional<String> longLink = Optional.empty();
  private volatile Optional<String> refused = Optional.empty();

  /** What no honest archive holds. */
  private static final class Dishonest extends Exception {

    private static final long serialVersionUID = 1L;

    private final String what;

    Dishonest(String what) {
      super(what);
      this.what = what;
    }
  }

  /**
   * @param in what the one target sends
   * @param pax whether the other one knows extended headers
   * @param wanted what the first one was asked for, by its path, and what it says that this is
   */
  public TarGate(InputStream in, boolean pax, Map<String, PathStat.Type> wanted) {
    this.in = in;
    this.pax = pax;
    this.wanted = Map.copyOf(wanted);
  }

  /**
   * Lets one archive through. Input that ends in the middle of it is the sender's to explain.
   *
   * @param to where the other target takes it
   * @throws IOException if that takes no more
   */
  public void pass(OutputStream to) throws IOException {
    out = to;
    try {
      Optional<TarEntryHeader> header = header();
      while (header.isPresent()) {
        entry(header.get());
        header = header();
      }
      out.write(new byte[2 * TarEntryHeader.BLOCK]);
    } catch (Dishonest e) {
      refused = Optional.of(e.what);
    } catch (EOFException e) {
      refused = Optional.empty();
    }
  }

  /** What was refused, once all has ended, as the rest of a sentence; empty: nothing was. */
  public Optional<String> refused() {
    return refused;
  }

  private Optional<TarEntryHeader> header() throws IOException, Dishonest {
    byte[] block = bytes(TarEntryHeader.BLOCK);
    if (TarEntryHeader.isEnd(block)) {
      return Optional.empty();
    }
    try {
      return Optional.of(TarEntryHeader.read(block));
    } catch (IllegalArgumentException e) {
      throw new Dishonest("what is no archive: " + e.getMessage());
    }
  }

  private void entry(TarEntryHeader header) throws IOException, Dishonest {
    switch (header.type()) {
      case TarConstants.LF_PAX_EXTENDED_HEADER_LC -> records = records(header);
      case TarConstants.LF_PAX_GLOBAL_EXTENDED_HEADER -> copy(header.size(), Optional.empty());
      case TarConstants.LF_GNUTYPE_LONGNAME -> longName = Optional.of(text(header));
      case TarConstants.LF_GNUTYPE_LONGLINK -> longLink = Optional.of(text(header));
      default -> {
        member(header);
        records = PaxRecords.NONE;
        longName = Optional.empty();
        longLink = Optional.empty();
      }
    }
  }

  private PaxRecords records(TarEntryHeader header) throws IOException, Dishonest {
    try {
      return PaxRecords.read(whole(header, LONGEST_RECORDS));
    } catch (IllegalArgumentException e) {
      throw new Dishonest("an extended header that cannot be read");
    }
  }

  private String text(TarEntryHeader header) throws IOException, Dishonest {
    byte[] text = whole(header, TreePath.LONGEST + 1);
    int end = 0;
    while (end < text.length && text[end] != 0) {
      end++;
    }
    return TreePath.decode(Arrays.copyOf(text, end));
  }

  private byte[] whole(TarEntryHeader header, int most) throws IOException, Dishonest {
    if (header.size() > most) {
      throw new Dishonest("a header of " + header.size() + " bytes");
    }
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    copy(header.size(), Optional.of(whole), 0);
    return whole.toByteArray();
  }

  private void member(TarEntryHeader raw) throws IOException, Dishonest {
    TarEntryHeader header = full(raw);
    String path = path(header.name());
    boolean hasContent = header.isFile();
    if (!hasContent && header.size() != 0) {
      throw new Dishonest("`" + TreePath.show(path) + "` with a content that it cannot have");
    }
    if (!passes(path, header)) {
      copy(header.size(), Optional.empty());
      return;
    }
    out.write(told(own(path, header)));
    copy(header.size(), Optional.of(out));
  }

  /** With what the headers before it say of it. */
  private TarEntryHeader full(TarEntryHeader raw) throws Dishonest {
    try {
      String name = records.name().map(TreePath::decode).or(() -> longName).orElse(raw.name());
      String link =
          records.get("linkpath").map(TreePath::decode).or(() -> longLink).orElse(raw.link());
      return new TarEntryHeader(
          raw.type(),
          name,
          link,
          raw.mode(),
          records.number("uid").orElse(raw.uid()),
          records.number("gid").orElse(raw.gid()),
          records.number("size").orElse(raw.size()),
          raw.modified());
    } catch (IllegalArgumentException e) {
      throw new Dishonest("an extended header that cannot be read");
    }
  }

  private static String path(String name) throws Dishonest {
    String path = name;
    if (path.startsWith("./")) {
      path = path.substring(2);
    }
    if (path.endsWith("/")) {
      path = path.substring(0, path.length() - 1);
    }
    if (TreePath.shapeFault(path).isPresent()) {
      throw new Dishonest("`" + TreePath.show(path) + "`, which is no path of a service");
    }
    return path;
  }

  private boolean passes(String path, TarEntryHeader header) throws Dishonest {
    Optional<PathStat.Type> type = Optional.ofNullable(wanted.get(path));
    return switch (header.type()) {
      case TarConstants.LF_NORMAL, TarConstants.LF_OLDNORM, TarConstants.LF_CONTIG ->
          type.equals(Optional.of(PathStat.Type.FILE));
      case TarConstants.LF_DIR -> type.equals(Optional.of(PathStat.Type.DIRECTORY));
      case TarConstants.LF_SYMLINK -> type.equals(Optional.of(PathStat.Type.LINK));
      case TarConstants.LF_FIFO -> type.equals(Optional.of(PathStat.Type.FIFO));
      case TarConstants.LF_LINK -> isAnotherName(type, path(header.link()));
      case TarConstants.LF_CHR, TarConstants.LF_BLK -> false;
      default -> throw new Dishonest("an entry of a kind that is not known: " + header.type());
    };
  }

  private boolean isAnotherName(Optional<PathStat.Type> type, String of) {
    return type.isPresent()
        && !type.equals(Optional.of(PathStat.Type.DIRECTORY))
        && type.equals(Optional.ofNullable(wanted.get(of)));
  }

  private byte[] told(TarEntryHeader own) throws Dishonest {
    try {
      return pax ? own.pax(records.known(TreePath.encode(own.name()))) : own.gnu();
    } catch (IllegalArgumentException e) {
      throw new Dishonest("a header with a number that none can hold");
    }
  }

  private static TarEntryHeader own(String path, TarEntryHeader header) throws Dishonest {
    return header.named(
        "./" + path + (header.isDirectory() ? "/" : ""),
        header.type() == TarConstants.LF_LINK ? "./" + path(header.link()) : header.link());
  }

  private void copy(long size, Optional<OutputStream> to) throws IOException {
    copy(size, to, TarEntryHeader.padding(size));
  }

  /** The content and its padding; so much of the padding goes along. */
  private void copy(long size, Optional<OutputStream> to, int padding) throws IOException {
    long left = size;
    while (left > 0) {
      byte[] piece = bytes((int) Math.min(PIECE, left));
      left -= piece.length;
      if (to.isPresent()) {
        to.get().write(piece);
      }
    }
    byte[] unused = bytes(TarEntryHeader.padding(size));
    if (to.isPresent()) {
      to.get().write(new byte[padding]);
    }
  }

  private byte[] bytes(int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new EOFException();
    }
    return bytes;
  }
}
