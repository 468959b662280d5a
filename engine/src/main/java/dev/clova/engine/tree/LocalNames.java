package dev.clova.engine.tree;

import dev.clova.state.TreePath;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Local names as bytes. Java turns names into text by the locale: in a bare container's it loses
 * every letter beyond ASCII, and in any it loses bytes that are no text. What survives is a path's
 * URI, so names that are not plain ASCII go through that.
 */
final class LocalNames {

  private static final boolean UNICODE =
      StandardCharsets.UTF_8.name().equalsIgnoreCase(System.getProperty("sun.jnu.encoding"));

  private LocalNames() {}

  /** The last name of a path, as {@link TreePath} carries bytes. */
  static String name(Path path) {
    String name = path.getFileName().toString();
    return isFaithful(name) ? name : lastName(path.toUri());
  }

  /** The text of a link, which is relative. */
  static String text(Path link) {
    String text = link.toString();
    if (isFaithful(text) || link.isAbsolute()) {
      return text;
    }
    String here = Path.of("").toUri().getRawPath();
    byte[] bytes = bytes(link.toUri().getRawPath().substring(here.length()));
    String exact = TreePath.decode(bytes);
    // A link to a directory that is there gets a slash on its way through the URI.
    return exact.endsWith("/") && !text.endsWith("/")
        ? exact.substring(0, exact.length() - 1)
        : exact;
  }

  /** A path below a directory. */
  static Path resolve(Path directory, String path) {
    return isFaithful(path) ? directory.resolve(path) : byUri(directory, TreePath.encode(path));
  }

  private static boolean isFaithful(String name) {
    for (int i = 0; i < name.length(); i++) {
      char character = name.charAt(i);
      if (character >= 0x80
          && (!UNICODE || character == '\uFFFD' || Character.isLowSurrogate(character))) {
        return false;
      }
    }
    return true;
  }

  private static String lastName(URI uri) {
    String path = uri.getRawPath();
    path = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    return TreePath.decode(bytes(path.substring(path.lastIndexOf('/') + 1)));
  }

  private static byte[] bytes(String encoded) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < encoded.length(); i++) {
      if (encoded.charAt(i) == '%') {
        bytes.write(Integer.parseInt(encoded, i + 1, i + 3, 16));
        i += 2;
      } else {
        bytes.write(encoded.charAt(i));
      }
    }
    return bytes.toByteArray();
  }

  private static Path byUri(Path directory, byte[] relative) {
    StringBuilder uri = new StringBuilder(directory.toUri().toString());
    if (uri.charAt(uri.length() - 1) != '/') {
      uri.append('/');
    }
    for (byte value : relative) {
      uri.append(value == '/' ? "/" : "%%%02x".formatted(value & 0xFF));
    }
    return Path.of(URI.create(uri.toString()));
  }
}
