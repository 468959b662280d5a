package dev.clova.state;

import java.util.regex.Pattern;

/**
 * The state of the repository that a working directory is in.
 *
 * @param commit the commit that is checked out, in hexadecimal
 * @param dirty whether files of the working directory differ from it, or are not in it
 */
public record Revision(String commit, boolean dirty) {

  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}([0-9a-f]{24})?");

  /** Refuses what is no commit. */
  public Revision {
    if (!COMMIT.matcher(commit).matches()) {
      throw new IllegalArgumentException("not a commit");
    }
  }
}
