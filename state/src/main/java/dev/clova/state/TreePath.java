package dev.clova.state;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a path inside a service's directory is: components separated by {@code /}, relative, without
 * a leading {@code ./}. Paths of a {@link Tree} are Unicode text. Paths that a target reports may
 * be any bytes: those that are not UTF-8 are carried as the lone surrogates U+DC80 to U+DCFF, so
 * that {@link #encode} gives the same bytes again.
 */
public final class TreePath {

  /** The longest path, in bytes. */
  public static final int LONGEST = 4095;

  /** The longest component, in bytes. */
  public static final int LONGEST_NAME = 255;

  /** The order of the paths' UTF-8 bytes. A directory comes before what it holds. */
  public static final Comparator<String> ORDER = TreePath::compare;

  private TreePath() {}

  /**
   * Gives the path back if it can be one of a tree.
   *
   * @throws IllegalArgumentException with what is wrong with it
   */
  public static String check(String path) {
    Optional<String> fault = fault(path);
    if (fault.isPresent()) {
      throw new IllegalArgumentException(show(path) + " " + fault.get());
    }
    return path;
  }

  /**
   * What keeps a text from being a path of a tree, as the rest of a sentence that begins with the
   * path; empty if nothing does.
   */
  public static Optional<String> fault(String path) {
    if (!isUnicode(path)) {
      return Optional.of("is not UTF-8");
    }
    return shapeFault(path);
  }

  /** Like {@link #fault}, for the path that a target reports: it may be any bytes. */
  public static Optional<String> shapeFault(String path) {
    if (path.indexOf('\0') >= 0) {
      return Optional.of("holds a NUL byte");
    }
    if (path.length() > LONGEST / 3 && encode(path).length > LONGEST) {
      return Optional.of("is longer than " + LONGEST + " bytes");
    }
    int start = 0;
    while (start <= path.length()) {
      int slash = path.indexOf('/', start);
      int end = slash < 0 ? path.length() : slash;
      Optional<String> fault = nameFault(path.substring(start, end));
      if (fault.isPresent()) {
        return fault;
      }
      start = end + 1;
    }
    return Optional.empty();
  }

  /** The path of the directory that holds this path; empty at the top. */
  public static Optional<String> parent(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? Optional.empty() : Optional.of(path.substring(0, slash));
  }

  /** The last component. */
  public static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** A path for people: what could move a terminal's cursor or is no text comes out escaped. */
  public static String show(String path) {
    StringBuilder shown = new StringBuilder(path.length());
    path.codePoints().forEach(point -> show(point, shown));
    return shown.toString();
  }

  /** The bytes of a path, as a file system holds them. */
  public static byte[] encode(String path) {
    if (isUnicode(path)) {
      return path.getBytes(StandardCharsets.UTF_8);
    }
    ByteBuffer bytes = ByteBuffer.allocate(path.length() * 4);
    path.codePoints()
        .forEach(
            point -> {
              if (isByte(point)) {
                bytes.put((byte) point);
              } else {
                bytes.put(Character.toString(point).getBytes(StandardCharsets.UTF_8));
              }
            });
    byte[] encoded = new byte[bytes.flip().remaining()];
    bytes.get(encoded);
    return encoded;
  }

  /** The text of a path's bytes; see the description of this class. */
  public static String decode(byte[] bytes) {
    return decode(bytes, 0, bytes.length);
  }

  /** The text of a path's bytes; see the description of this class. */
  static String decode(byte[] bytes, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      if (bytes[i] < 0) {
        return decodeUnicode(ByteBuffer.wrap(bytes, offset, length));
      }
    }
    return new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
  }

  private static String decodeUnicode(ByteBuffer bytes) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    CharBuffer text = CharBuffer.allocate(bytes.remaining());
    CoderResult result = decoder.decode(bytes, text, true);
    while (result.isError()) {
      for (int i = 0; i < result.length(); i++) {
        text.put((char) (0xDC00 | (bytes.get() & 0xFF)));
      }
      result = decoder.reset().decode(bytes, text, true);
    }
    return text.flip().toString();
  }

  /** Decodes bytes that must be UTF-8; empty if they are not. */
  public static Optional<String> text(byte[] bytes) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /** The components of a path. */
  public static List<String> components(String path) {
    List<String> components = new ArrayList<>();
    int start = 0;
    for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', start)) {
      components.add(path.substring(start, slash));
      start = slash + 1;
    }
    components.add(path.substring(start));
    return components;
  }

  /** Whether no surrogate is alone. */
  static boolean isUnicode(String text) {
    return text.chars().noneMatch(unit -> Character.isSurrogate((char) unit))
        || StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }

  private static Optional<String> nameFault(String name) {
    return switch (name) {
      case "" -> Optional.of("has an empty component");
      case ".", ".." -> Optional.of("has the component `" + name + "`");
      default ->
          name.length() > LONGEST_NAME / 3 && encode(name).length > LONGEST_NAME
              ? Optional.of("has a component longer than " + LONGEST_NAME + " bytes")
              : Optional.empty();
    };
  }

  private static void show(int point, StringBuilder shown) {
    if (isByte(point)) {
      shown.append("\\x%02x".formatted(point & 0xFF));
      return;
    }
    switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          shown.append("\\u{%x}".formatted(point));
      default -> shown.appendCodePoint(point);
    }
  }

  private static boolean isByte(int point) {
    return point >= 0xDC80 && point <= 0xDCFF;
  }

  private static int compare(String one, String other) {
    int shorter = Math.min(one.length(), other.length());
    for (int i = 0; i < shorter; i++) {
      char left = one.charAt(i);
      char right = other.charAt(i);
      if (left != right) {
        return Integer.compare(rank(left), rank(right));
      }
    }
    return Integer.compare(one.length(), other.length());
  }

  /** Moves the surrogates behind the rest of the first plane, where their code points are. */
  private static int rank(char unit) {
    return Character.isSurrogate(unit) ? unit + 0x10000 : unit;
  }
}
