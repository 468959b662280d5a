package dev.clova.engine.tree;

import java.util.Optional;
import org.eclipse.jgit.ignore.FastIgnoreRule;

/**
 * One pattern in gitignore syntax. The forms that nearly every pattern has are matched here; JGit
 * matches the others, and its classes are not loaded before there is one.
 */
interface PathPattern {

  /** Whether the pattern names this very path; what lies below a matched directory is not asked. */
  boolean matches(String path, boolean directory);

  /** Whether it begins with {@code !} and takes back what an earlier pattern said. */
  boolean negated();

  /** Reads one pattern; empty for a comment or an empty line. */
  static Optional<PathPattern> of(String line) {
    if (line.isBlank() || line.startsWith("#")) {
      return Optional.empty();
    }
    boolean negated = line.startsWith("!");
    String body = negated ? line.substring(1) : line;
    boolean directoryOnly = body.endsWith("/");
    body = directoryOnly ? body.substring(0, body.length() - 1) : body;
    return Optional.of(
        Simple.Form.of(body)
            .<PathPattern>map(form -> new Simple(form, directoryOnly, negated))
            .orElseGet(() -> General.of(line)));
  }

  /** A pattern of one of the common forms. */
  record Simple(Form form, boolean directoryOnly, boolean negated) implements PathPattern {

    @Override
    public boolean matches(String path, boolean directory) {
      return (directory || !directoryOnly) && form.matches(path);
    }

    /** The common forms. */
    sealed interface Form {

      boolean matches(String path);

      /** {@code cache}: a name at any depth. */
      record Name(String name) implements Form {
        @Override
        public boolean matches(String path) {
          return path.endsWith(name)
              && (path.length() == name.length()
                  || path.charAt(path.length() - name.length() - 1) == '/');
        }
      }

      /** {@code *.log}: the end of a name at any depth. */
      record Suffix(String suffix) implements Form {
        @Override
        public boolean matches(String path) {
          return path.endsWith(suffix);
        }
      }

      /** {@code /cache} or {@code var/cache}: one path. */
      record Whole(String whole) implements Form {
        @Override
        public boolean matches(String path) {
          return path.equals(whole);
        }
      }

      /** {@code bin/*}: what is directly in one directory. */
      record In(String directory) implements Form {
        @Override
        public boolean matches(String path) {
          return path.startsWith(directory) && path.indexOf('/', directory.length()) < 0;
        }
      }

      static Optional<Form> of(String body) {
        if (body.startsWith("*") && isPlain(body.substring(1)) && body.indexOf('/') < 0) {
          return Optional.of(new Suffix(body.substring(1)));
        }
        boolean in = body.endsWith("/*");
        String path = in ? body.substring(0, body.length() - 2) : body;
        boolean anchored = in || path.indexOf('/') >= 0;
        String relative = path.startsWith("/") ? path.substring(1) : path;
        if (!isPlain(relative) || relative.startsWith("/") || relative.contains("//")) {
          return Optional.empty();
        }
        if (in) {
          return Optional.of(new In(relative + "/"));
        }
        return Optional.of(anchored ? new Whole(relative) : new Name(relative));
      }

      private static boolean isPlain(String text) {
        return !text.isEmpty()
            && text.equals(text.strip())
            && !text.endsWith("/")
            && text.chars().noneMatch(character -> "*?[]\\!#".indexOf(character) >= 0);
      }
    }
  }

  /** Any other pattern. */
  record General(FastIgnoreRule rule) implements PathPattern {

    static PathPattern of(String line) {
      return new General(new FastIgnoreRule(line));
    }

    @Override
    public boolean matches(String path, boolean directory) {
      return rule.isMatch(path, directory, true);
    }

    @Override
    public boolean negated() {
      return rule.getNegation();
    }
  }
}
