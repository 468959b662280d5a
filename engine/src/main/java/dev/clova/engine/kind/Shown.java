package dev.clova.engine.kind;

import dev.clova.engine.tree.TextDiff;
import dev.clova.state.ContentChange;
import dev.clova.state.ContentVersion;
import dev.clova.state.EnvVeil;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What of a file's content may be shown. Plans end up in comments, so environments never are in
 * them: neither {@code .env} files of the service's own, nor the values of {@code [env]} in its
 * definition.
 */
public final class Shown {

  private static final Pattern ENVIRONMENT = Pattern.compile("(.*/)?([^/]*\\.env|\\.env\\.[^/]*)");
  private static final Pattern DEFINITION = Pattern.compile("(.*/)?service\\.clova\\.toml");

  private static final Pattern VEIL = Pattern.compile(EnvVeil.VEILED);

  private Shown() {}

  /**
   * How the content of a file changes, line by line where that may be told.
   *
   * @param path of the file, within its service or the working directory
   * @param old what is known of the content that is there; empty if there is none
   * @param wanted what is known of the content that is to be there; empty if there is to be none
   * @param before the content that is there; no bytes if there is none
   * @param after the content that is to be there; no bytes if there is to be none
   */
  public static ContentChange change(
      String path,
      Optional<ContentVersion> old,
      Optional<ContentVersion> wanted,
      byte[] before,
      byte[] after) {
    if (ENVIRONMENT.matcher(path).matches()) {
      List<String> why = List.of("not shown: an environment may hold secrets");
      return new ContentChange(old, wanted, List.of(), why, false);
    }
    if (!DEFINITION.matcher(path).matches()) {
      return TextDiff.between(old, wanted, before, after);
    }
    byte[] left = veiled(before);
    byte[] right = veiled(after);
    ContentChange change = TextDiff.between(old, wanted, left, right);
    if (Arrays.equals(left, before) && Arrays.equals(right, after)) {
      return change;
    }
    List<String> notes = new ArrayList<>(change.notes());
    notes.add("values of [env] are not shown");
    return new ContentChange(
        change.old(), change.wanted(), change.lines(), notes, change.truncated());
  }

  /** Whether a definition came without the values of its env, which the target then keeps. */
  static boolean isVeiled(String path, byte[] text) {
    return DEFINITION.matcher(path).matches()
        && VEIL.matcher(new String(text, StandardCharsets.UTF_8)).find();
  }

  /** Not even how long a value is. */
  private static byte[] veiled(byte[] text) {
    String veiled = EnvVeil.of(new String(text, StandardCharsets.UTF_8));
    return VEIL.matcher(veiled).replaceAll("…").getBytes(StandardCharsets.UTF_8);
  }
}
