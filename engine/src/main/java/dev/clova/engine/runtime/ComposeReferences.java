package dev.clova.engine.runtime;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Whether Compose files mention others that Compose reads with them. It cannot read those before
 * they are on the target, so that what it says of them before is about what lies there now. This
 * reads no YAML: a text that has one of the words for it counts, and then every changed file whose
 * name it has.
 *
 * @param texts files in which names of others are looked for; empty: no other file is read
 * @param includes whether whole Compose files are read from others
 */
public record ComposeReferences(List<String> texts, boolean includes) {

  private static final Pattern INCLUDES = key("include|extends");
  private static final Pattern READS = key("include|extends|env_file|label_file");
  private static final Pattern ENV = Pattern.compile("(.*/)?([^/]*\\.env|\\.env[^/]*)");

  /** Copies its list. */
  public ComposeReferences {
    texts = List.copyOf(texts);
  }

  /**
   * What the Compose files mention.
   *
   * @param composeFiles their texts
   * @param others the texts of all YAML files of the service; only asked if they matter
   */
  public static ComposeReferences of(
      Collection<String> composeFiles, Supplier<? extends Collection<String>> others) {
    String all = String.join("\n", composeFiles);
    if (!READS.matcher(all).find()) {
      return new ComposeReferences(List.of(), false);
    }
    boolean includes = INCLUDES.matcher(all).find();
    List<String> texts = new ArrayList<>(List.of(all));
    if (includes) {
      texts.addAll(others.get());
    }
    return new ComposeReferences(texts, includes);
  }

  /** Whether there may be any. */
  boolean isAny() {
    return !texts.isEmpty();
  }

  /** Whether Compose may read the file at this path. */
  boolean mayRead(String path) {
    if (texts.isEmpty()) {
      return false;
    }
    String name = path.substring(path.lastIndexOf('/') + 1);
    boolean isYaml = name.endsWith(".yml") || name.endsWith(".yaml");
    return ENV.matcher(path).matches()
        || (includes && isYaml)
        || texts.stream().anyMatch(text -> text.contains(name));
  }

  private static Pattern key(String words) {
    return Pattern.compile("(?m)(^|[\\s{,\"'-])(" + words + ")[\"']?\\s*:");
  }
}
