package dev.clova.engine.transport;

import dev.clova.state.ClovaException;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.PatternSyntaxException;

/** The files of an SSH configuration, each read once. */
final class SshConfigFiles {

  private static final int LARGEST_FILE_BYTES = 4 << 20;

  private final Path home;
  private final Map<Path, List<SshConfigLine>> read = new ConcurrentHashMap<>();

  /** Files of the user with this home are only trusted if nobody else may change them. */
  SshConfigFiles(Path home) {
    this.home = home;
  }

  /**
   * The lines of a file; none if it does not exist.
   *
   * @param own whether it is the user's own, and not the machine's
   * @throws ClovaException if it cannot be read, or others could have written it
   */
  List<SshConfigLine> lines(Path file, boolean own) {
    return read.computeIfAbsent(file, path -> load(path, own));
  }

  /** The files that a pattern of an Include stands for, sorted; none is no error. */
  static List<Path> matching(Path pattern) {
    List<Path> found = List.of(pattern.isAbsolute() ? pattern.getRoot() : Path.of(""));
    for (Path name : pattern) {
      List<Path> next = new ArrayList<>();
      for (Path folder : found) {
        next.addAll(matching(folder, name.toString()));
      }
      found = next;
    }
    return found.stream().filter(Files::isRegularFile).toList();
  }

  private List<SshConfigLine> load(Path file, boolean own) {
    try (InputStream stream = Files.newInputStream(file)) {
      byte[] bytes = stream.readNBytes(LARGEST_FILE_BYTES + 1);
      if (bytes.length > LARGEST_FILE_BYTES) {
        throw unusable(file, "it is too large", "Make it smaller.");
      }
      if (own && isOpenToOthers(file)) {
        throw unusable(
            file, "others may change it", "Run `chmod go-w " + file + "`, and see who owns it.");
      }
      return parse(file, new String(bytes, StandardCharsets.UTF_8));
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw unusable(file, Reasons.of(e), "Make it readable for the user who runs Clova.");
    }
  }

  /** Reads a configuration's text. */
  static List<SshConfigLine> parse(Path file, String text) {
    List<SshConfigLine> lines = new ArrayList<>();
    int number = 0;
    for (String line : text.split("\n", -1)) {
      number++;
      SshConfigLine.parse(line, file, number).ifPresent(lines::add);
    }
    return List.copyOf(lines);
  }

  private boolean isOpenToOthers(Path file) throws IOException {
    if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return false;
    }
    PosixFileAttributes attributes = Files.readAttributes(file, PosixFileAttributes.class);
    Set<PosixFilePermission> permissions = attributes.permissions();
    boolean ours =
        attributes.owner().getName().equals("root")
            || attributes.owner().equals(Files.getOwner(home));
    return !ours
        || permissions.contains(PosixFilePermission.GROUP_WRITE)
        || permissions.contains(PosixFilePermission.OTHERS_WRITE);
  }

  private static List<Path> matching(Path folder, String name) {
    if (name.chars().noneMatch(letter -> "*?[".indexOf(letter) >= 0)) {
      return List.of(folder.resolve(name));
    }
    Optional<PathMatcher> matcher = matcher(name);
    if (matcher.isEmpty()) {
      return List.of();
    }
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        Path last = entry.getFileName();
        boolean hidden = last.toString().startsWith(".") && !name.startsWith(".");
        if (!hidden && matcher.get().matches(last)) {
          found.add(entry);
        }
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of();
    } catch (IOException e) {
      throw unusable(folder, Reasons.of(e), "Make it readable for the user who runs Clova.");
    }
    found.sort(null);
    return found;
  }

  /** Braces mean nothing in a shell's pattern for file names. */
  private static Optional<PathMatcher> matcher(String name) {
    String glob = name.replace("{", "\\{").replace("}", "\\}");
    try {
      return Optional.of(FileSystems.getDefault().getPathMatcher("glob:" + glob));
    } catch (PatternSyntaxException e) {
      return Optional.empty();
    }
  }

  private static ClovaException unusable(Path file, String why, String hint) {
    return new ClovaException(
        Problem.of(
            ProblemCode.UNREACHABLE,
            "The SSH configuration `" + file + "` cannot be used: " + why + ".",
            hint));
  }
}
