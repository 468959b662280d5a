package dev.clova.engine.tree;

import dev.clova.state.ClovaException;
import dev.clova.state.Digest;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import dev.clova.state.Tree;
import dev.clova.state.TreeEntry;
import dev.clova.state.TreeEntry.FileEntry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The files that one target is to have, with the way to their content: on disk, or in memory for
 * what was rendered or generated. Immutable; the files on disk may change, and that is noticed
 * whenever they are read.
 */
public final class LocalTree {

  private final ServiceSource source;
  private final Tree tree;
  private final Map<String, byte[]> generated;
  private final boolean elsewhere;

  /** No files at all. */
  public static final LocalTree EMPTY =
      new LocalTree(new ServiceSource("", Path.of(""), ""), Tree.EMPTY, Map.of());

  private LocalTree(ServiceSource source, Tree tree, Map<String, byte[]> generated) {
    this(source, tree, generated, false);
  }

  private LocalTree(
      ServiceSource source, Tree tree, Map<String, byte[]> generated, boolean elsewhere) {
    this.source = source;
    this.tree = tree;
    this.generated = generated;
    this.elsewhere = elsewhere;
  }

  /**
   * Files as a target has kept them, of which only some are at hand.
   *
   * @param service the service's name
   * @param contents by path
   */
  public static LocalTree kept(String service, Tree tree, Map<String, byte[]> contents) {
    return new LocalTree(
        new ServiceSource(service, Path.of(""), service), tree, Map.copyOf(contents), true);
  }

  static LocalTree of(ServiceSource source, Collection<? extends TreeEntry> entries) {
    return new LocalTree(source, Tree.of(entries), Map.of());
  }

  /** What the target is to have. */
  public Tree tree() {
    return tree;
  }

  /**
   * The same with one more file, or another in place of a generated one.
   *
   * @throws IllegalArgumentException if the directory has a file of that path, or no such directory
   */
  public LocalTree with(String path, int mode, byte[] content) {
    Builder builder = builder();
    builder.add(path, mode, content);
    return builder.build();
  }

  /** The same without the entry of this path. */
  public LocalTree without(String path) {
    List<TreeEntry> entries = new ArrayList<>(tree.entries());
    entries.removeIf(entry -> entry.path().equals(path));
    return new LocalTree(source, Tree.of(entries), generated, elsewhere);
  }

  /**
   * The content of a file, such as to show what changes in it.
   *
   * @param longest in bytes
   * @return empty if it is longer
   * @throws ClovaException if it is not any more what the tree says
   */
  public Optional<byte[]> content(FileEntry file, int longest) {
    if (file.size() > longest) {
      return Optional.empty();
    }
    byte[] inMemory = generated.get(file.path());
    if (inMemory != null) {
      return Optional.of(inMemory.clone());
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Contents contents = contents()) {
      contents.copy(file, (chunk, length) -> bytes.write(chunk, 0, length));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Optional.of(bytes.toByteArray());
  }

  /** A path as a person would type it from the working directory's root, escaped for display. */
  public String show(String path) {
    return new SourceFaults(source.shown()).show(path);
  }

  Contents contents() {
    return new Contents();
  }

  Builder builder() {
    return new Builder();
  }

  private Problem staleProblem(FileEntry file, String fault) {
    return Problem.of(
        ProblemCode.STALE,
        "`" + show(file.path()) + "` " + fault + ".",
        "Leave the files alone while Clova works, and plan again.");
  }

  /** Reads the contents of the tree's files; best in the order of their paths. For one thread. */
  final class Contents implements AutoCloseable {

    private final SourceDirectory directory = new SourceDirectory(source.directory());

    /**
     * Gives a file's content to a sink, checked on its way: exactly as many bytes as the tree says.
     *
     * @throws ClovaException if the content is not what the tree says; by then the sink may have
     *     got some of it
     * @throws IOException from the sink
     */
    void copy(FileEntry file, SourceDirectory.Sink sink) throws IOException {
      byte[] inMemory = generated.get(file.path());
      if (inMemory != null) {
        sink.take(inMemory, inMemory.length);
        return;
      }
      MessageDigest computation = Digest.sha256();
      long length = read(file, computation, sink);
      if (length != file.size() || !Digest.of(computation).equals(file.digest())) {
        throw new ClovaException(staleProblem(file, "is not what was planned any more"));
      }
    }

    private long read(FileEntry file, MessageDigest computation, SourceDirectory.Sink sink)
        throws IOException {
      if (elsewhere) {
        throw new ClovaException(
            Problem.of(
                ProblemCode.STALE,
                "`%s` is not kept as it was: it had been changed on the target."
                    .formatted(show(file.path())),
                "Deploy that version's commit instead: `clova rollback --list` names it."));
      }
      try {
        return directory.read(
            file.path(),
            file.size(),
            (bytes, count) -> {
              computation.update(bytes, 0, count);
              try {
                sink.take(bytes, count);
              } catch (IOException e) {
                // Told apart from failures of the file, which are the owner's to mend.
                throw new UncheckedIOException(e);
              }
            });
      } catch (UncheckedIOException e) {
        throw e.getCause();
      } catch (IOException e) {
        String fault = "cannot be read: " + SourceFaults.reason(e);
        throw new ClovaException(staleProblem(file, fault), e);
      }
    }

    @Override
    public void close() throws IOException {
      directory.close();
    }
  }

  /** Adds generated files. */
  final class Builder {

    private final List<TreeEntry> added = new ArrayList<>();
    private final Map<String, byte[]> contents = new HashMap<>(generated);

    void add(String path, int mode, byte[] content) {
      added.add(new FileEntry(path, mode, content.length, Digest.of(content)));
      contents.put(path, content.clone());
    }

    LocalTree build() {
      Set<String> replaced = new HashSet<>(generated.keySet());
      replaced.retainAll(added.stream().map(TreeEntry::path).toList());
      List<TreeEntry> entries = new ArrayList<>(added);
      tree.entries().stream()
          .filter(entry -> !replaced.contains(entry.path()))
          .forEach(entries::add);
      return new LocalTree(source, Tree.of(entries), Map.copyOf(contents));
    }
  }
}
