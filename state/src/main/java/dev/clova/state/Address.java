package dev.clova.state;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of one declared thing: a placement ({@code blog@vps}) or a resource of it ({@code
 * blog@vps:sync/compose.yml}). Prints and parses to itself.
 *
 * @param placement service and target
 * @param kind the resource's kind, or empty for the placement itself
 * @param name the resource's name within its kind; empty where a kind has one thing only
 */
public record Address(Placement placement, String kind, String name)
    implements Comparable<Address> {

  private static final Pattern FORM =
      Pattern.compile("([^@:/]+)@([^@:/]+)(?::([a-z_]+)(?:/(.*))?)?", Pattern.DOTALL);

  private static final Comparator<Address> ORDER =
      Comparator.comparing(Address::placement)
          .thenComparing(Address::kind)
          .thenComparing(Address::name);

  /** The placement's own address. */
  public static Address of(Placement placement) {
    return new Address(placement, "", "");
  }

  /** The address of a placement's only resource of a kind, such as {@code blog@vps:health}. */
  public static Address of(Placement placement, String kind) {
    return new Address(placement, kind, "");
  }

  /** The address of a named resource. */
  public static Address of(Placement placement, String kind, String name) {
    return new Address(placement, kind, name);
  }

  /** Reads what {@link #toString} printed; empty if it is no address. */
  public static Optional<Address> parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    Placement placement = new Placement(form.group(1), form.group(2));
    String kind = form.group(3);
    String name = form.group(4);
    return Optional.of(new Address(placement, kind == null ? "" : kind, name == null ? "" : name));
  }

  @Override
  public int compareTo(Address other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return placement + (kind.isEmpty() ? "" : ":" + kind) + (name.isEmpty() ? "" : "/" + name);
  }
}
