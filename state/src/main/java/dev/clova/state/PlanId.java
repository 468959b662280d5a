package dev.clova.state;

import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The short name of a plan, {@code p-7f3k-9c2m-04qd}: the first 60 bits of its digest in base 32,
 * with an alphabet that has no letters to mistake for digits.
 *
 * @param text as people read and type it
 */
public record PlanId(String text) implements Comparable<PlanId> {

  private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

  private static final Pattern FORM = Pattern.compile("p(-[0-9a-hjkmnp-tv-z]{4}){3}");

  /** Refuses anything of another form. */
  public PlanId {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException("not a plan's id");
    }
  }

  /** The id of the plan that has this digest. */
  public static PlanId of(Digest digest) {
    long bits = new BigInteger(digest.hex().substring(0, 15), 16).longValueExact();
    StringBuilder text = new StringBuilder("p");
    for (int place = 11; place >= 0; place--) {
      text.append(place % 4 == 3 ? "-" : "");
      text.append(ALPHABET.charAt((int) (bits >>> (5 * place)) & 31));
    }
    return new PlanId(text.toString());
  }

  /** Reads what a person typed; empty if it is no plan's id. */
  public static Optional<PlanId> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new PlanId(text)) : Optional.empty();
  }

  @Override
  public int compareTo(PlanId other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
