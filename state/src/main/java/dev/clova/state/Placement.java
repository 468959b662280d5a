package dev.clova.state;

import java.util.Comparator;

/**
 * One service on one target, written {@code blog@vps}.
 *
 * @param service the service's name
 * @param target the target's name
 */
public record Placement(String service, String target) implements Comparable<Placement> {

  private static final Comparator<Placement> ORDER =
      Comparator.comparing(Placement::service).thenComparing(Placement::target);

  @Override
  public int compareTo(Placement other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return service + "@" + target;
  }
}
