package dev.clova.engine.observed;

import dev.clova.state.Attributes;
import dev.clova.state.Digest;
import dev.clova.state.PlacementRecord;
import dev.clova.state.Receipt;
import dev.clova.state.Tree;
import java.util.Set;
import java.util.TreeSet;

/**
 * A version of a service that a target has, or has kept.
 *
 * @param receipt what told of it
 * @param tree its files
 * @param held paths of the files that were replaced or removed after it
 * @param env digest of its environment's file, as the target tells it; empty if it has none
 */
public record KeptVersion(Receipt receipt, Tree tree, Set<String> held, String env) {

  /** Copies the paths. */
  public KeptVersion {
    held = Set.copyOf(held);
  }

  /** What was recorded of it. */
  public PlacementRecord record() {
    return receipt.record();
  }

  /** Whether another one is the same for whoever uses it: files, environment and images. */
  boolean isLike(KeptVersion other) {
    return digest().equals(other.digest())
        && env.equals(other.env)
        && images().equals(other.images());
  }

  private Digest digest() {
    return tree.digest();
  }

  private Set<String> images() {
    Set<String> images = new TreeSet<>();
    record()
        .resources()
        .forEach(
            (at, values) -> {
              if (at.kind().equals("run")) {
                images.addAll(images(values));
              }
            });
    return images;
  }

  private static Set<String> images(Attributes values) {
    Set<String> images = new TreeSet<>();
    values
        .values()
        .forEach(
            (name, value) -> {
              if (name.startsWith("image:")) {
                images.add(name + " " + value);
              }
            });
    return images;
  }
}
