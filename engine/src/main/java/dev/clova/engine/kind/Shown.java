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
 * What of a file's content a plan may show. Plans end up in comments, so environments never are in
 * them: neither {@code .env} files of the service's own, nor the values of {@code [env]} in its
 * definition.
 */
final class Shown {

  private static final Pattern ENVIRONMENT = Pattern.compile("(.*/)?([^/]*\\.env|\\.env\\.[^/]*)");
  private static final String DEFINITION = "service.clova.toml";

  private Shown() {}

  static boolean isHidden(String path) {
    return ENVIRONMENT.matcher(path).matches();
  }

  static boolean isDefinition(String path) {
    return path.equals(DEFINITION);
  }

  /** Sizes alone. */
  static ContentChange hidden(Optional<ContentVersion> old, ContentVersion wanted) {
    return new ContentChange(
        old,
        Optional.of(wanted),
        List.of(),
        List.of("not shown: an environment may hold secrets"),
        false);
  }

  /** The lines of a definition, with the values of its environment veiled. */
  static ContentChange definition(
      Optional<ContentVersion> old, ContentVersion wanted, byte[] before, byte[] after) {
    byte[] left = veiled(before);
    byte[] right = veiled(after);
    ContentChange change = TextDiff.between(old, Optional.of(wanted), left, right);
    if (Arrays.equals(left, before) && Arrays.equals(right, after)) {
      return change;
    }
    List<String> notes = new ArrayList<>(change.notes());
    notes.add("values of [env] are not shown");
    return new ContentChange(
        change.old(), change.wanted(), change.lines(), notes, change.truncated());
  }

  private static byte[] veiled(byte[] text) {
    return EnvVeil.of(new String(text, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
  }
}
