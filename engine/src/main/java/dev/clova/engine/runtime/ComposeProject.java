package dev.clova.engine.runtime;

import dev.clova.engine.kind.Changes;
import dev.clova.engine.step.Content;
import dev.clova.state.Attributes;
import dev.clova.state.Digest;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A Compose project as it is declared.
 *
 * @param name of the project: the service's own
 * @param files the Compose files, in order
 * @param profiles profiles to start
 * @param pull when images are pulled: {@code missing}, {@code always} or {@code never}
 * @param build whether images are built on the target
 * @param removeOrphans whether containers that the files no longer name are removed
 * @param env what the files are filled in with
 * @param others other files that Compose may read because these name them
 */
public record ComposeProject(
    String name,
    List<File> files,
    List<String> profiles,
    String pull,
    boolean build,
    boolean removeOrphans,
    Env env,
    ComposeReferences others) {

  /** Shorter values stand in too many words that are none of theirs. */
  private static final int SHORTEST_SECRET = 4;

  /** Copies its lists. */
  public ComposeProject {
    files = List.copyOf(files);
    profiles = List.copyOf(profiles);
  }

  /**
   * One Compose file.
   *
   * @param path below the service's directory
   * @param content as the target is to have it
   */
  public record File(String path, Content content) {}

  /** The {@code .env} beside the Compose files. */
  public sealed interface Env {

    /** There is none. */
    record None() implements Env {}

    /**
     * A file of the directory.
     *
     * @param digest of its content
     */
    record Own(Digest digest) implements Env {}

    /**
     * The service's {@code [env]}. The values may be secret and are never printed.
     *
     * @param values by name
     * @param digest of the file that they come to; as secret as they are
     */
    record Declared(SortedMap<String, String> values, Digest digest) implements Env {

      /** Copies the values. */
      public Declared {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
      }

      /** Names only; the values are nobody's business. */
      @Override
      public String toString() {
        return "Declared" + values.keySet();
      }
    }
  }

  List<String> paths() {
    return files.stream().map(File::path).toList();
  }

  /** What the receipt remembers of it. */
  Attributes attributes() {
    return Attributes.of("project", name)
        .with("files", String.join("\n", paths()))
        .with("profiles", String.join("\n", profiles));
  }

  /** As a receipt remembers it, for its files that are in place. */
  ComposeProject recalled(Attributes recorded) {
    List<File> then =
        words(recorded, "files").stream()
            .map(path -> new File(path, Content.of(new byte[0])))
            .toList();
    return new ComposeProject(
        recorded.get("project").orElse(name),
        then.isEmpty() ? files : then,
        words(recorded, "profiles"),
        "missing",
        false,
        true,
        new Env.None(),
        new ComposeReferences(List.of(), false));
  }

  private static List<String> words(Attributes recorded, String name) {
    return recorded.get(name).orElse("").lines().filter(line -> !line.isEmpty()).toList();
  }

  /** What Compose said, without the values of the environment. */
  String withoutSecrets(String text) {
    String bare = text;
    if (env instanceof Env.Declared(SortedMap<String, String> values, Digest _)) {
      for (String value : values.values()) {
        bare = value.length() < SHORTEST_SECRET ? bare : bare.replace(value, "(hidden)");
      }
    }
    return bare;
  }

  /** Changed files, besides its own, that Compose may read with the definition. */
  List<String> readBeside(Changes changes) {
    return changes.files().keySet().stream()
        .filter(path -> !paths().contains(path))
        .filter(path -> others.mayRead(path) || (env instanceof Env.Own && path.equals(".env")))
        .toList();
  }
}
