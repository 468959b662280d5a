package dev.clova.engine.transport;

import dev.clova.state.ClovaException;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The user's and the machine's SSH configuration, as OpenSSH reads them: the first value that
 * applies to a host is the one. Conditions that would run a program, or that depend on the network
 * we are in, cannot be judged here; where they would decide, that is a problem and no guess.
 */
final class SshConfig {

  private static final int DEEPEST_INCLUDE = 16;
  private static final int MOST_FILES = 1000;

  private final SshSettings settings;
  private final SshConfigFiles files;

  SshConfig(SshSettings settings) {
    this.settings = settings;
    this.files = new SshConfigFiles(settings.home());
  }

  /**
   * What the configuration says of a host.
   *
   * @param host the host as the user names it
   * @param user who shall log in, if somebody said so already
   * @throws ClovaException if the configuration cannot be read or followed
   */
  SshOptions options(String host, Optional<String> user) {
    Reading first = new Reading(host, new SshOptions(user), false);
    first.all();
    if (first.wantsFinal) {
      new Reading(host, first.options, true).all();
    }
    return first.options;
  }

  /** One pass over the files for one host. */
  private final class Reading {

    private final String host;
    private final SshOptions options;
    private final boolean last;
    private boolean wantsFinal;
    private int filesRead;

    private Reading(String host, SshOptions options, boolean last) {
      this.host = host;
      this.options = options;
      this.last = last;
    }

    private void all() {
      read(settings.userConfig(), true, 0);
      read(settings.systemConfig(), false, 0);
    }

    private void read(Path file, boolean own, int depth) {
      filesRead++;
      if (depth > DEEPEST_INCLUDE || filesRead > MOST_FILES) {
        throw new ClovaException(
            Problem.of(
                ProblemCode.UNREACHABLE,
                "The SSH configuration includes files without an end, at last `" + file + "`.",
                "Find the `Include` that includes its own file."));
      }
      boolean active = true;
      for (SshConfigLine line : files.lines(file, own)) {
        switch (line.keyword()) {
          case "host" -> active = HostPatterns.matchesAny(line.words(), host);
          case "match" -> active = matches(line);
          case "include" -> {
            if (active) {
              include(line, own, depth);
            }
          }
          default -> {
            if (active) {
              options.add(line);
            }
          }
        }
      }
    }

    private void include(SshConfigLine line, boolean own, int depth) {
      Path base = own ? settings.home().resolve(".ssh") : settings.systemConfig().getParent();
      PathWords words = new PathWords(settings, line);
      for (String word : line.words()) {
        try {
          Path pattern = Path.of(words.expanded(word));
          Path absolute = base == null ? pattern : base.resolve(pattern);
          SshConfigFiles.matching(absolute).forEach(file -> read(file, own, depth + 1));
        } catch (InvalidPathException e) {
          throw line.problem("`" + Reasons.shown(word) + "` is no path");
        }
      }
    }

    private boolean matches(SshConfigLine line) {
      List<String> words = line.words();
      int at = 0;
      while (at < words.size()) {
        String word = words.get(at).toLowerCase(Locale.ROOT);
        boolean negated = word.startsWith("!");
        String criterion = negated ? word.substring(1) : word;
        boolean alone = List.of("all", "canonical", "final").contains(criterion);
        if (!alone && at + 1 >= words.size()) {
          throw line.problem("`Match " + Reasons.shown(criterion) + "` needs a value");
        }
        if (holds(line, criterion, alone ? "" : words.get(at + 1)) == negated) {
          return false;
        }
        at += alone ? 1 : 2;
      }
      return true;
    }

    private boolean holds(SshConfigLine line, String criterion, String value) {
      List<String> patterns = List.of(value.split(","));
      return switch (criterion) {
        case "all" -> true;
        case "canonical" -> false;
        case "final" -> {
          wantsFinal = true;
          yield last;
        }
        case "host" -> HostPatterns.matchesAny(patterns, options.hostName(host));
        case "originalhost" -> HostPatterns.matchesAny(patterns, host);
        case "user" ->
            HostPatterns.matchesAny(patterns, options.user().orElse(settings.localUser()));
        case "localuser" -> HostPatterns.matchesAny(patterns, settings.localUser());
        default ->
            throw line.problem(
                "Clova cannot judge `Match " + Reasons.shown(criterion) + "`, which would decide");
      };
    }
  }
}
