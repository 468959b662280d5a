package dev.clova.engine.tree;

import dev.clova.state.Revision;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Asks {@code git} for the commit that a working directory is at, and whether it differs. Git takes
 * no lock for it, and starts no monitor.
 */
public final class GitRevision {

  private static final List<String> QUESTION =
      List.of(
          "git",
          "-c",
          "core.fsmonitor=false",
          "status",
          "--porcelain=v2",
          "--branch",
          "--untracked-files=normal",
          "--",
          ".");

  private static final String COMMIT = "# branch.oid ";
  private static final int LIMIT_SECONDS = 10;

  private GitRevision() {}

  /** Begins to ask, without waiting; empty where there is no git, no repository, or no commit. */
  public static CompletableFuture<Optional<Revision>> of(Path directory) {
    CompletableFuture<Optional<Revision>> answer = new CompletableFuture<>();
    Thread unused =
        Thread.ofPlatform().daemon().name("git").start(() -> answer.complete(ask(directory)));
    return answer.completeOnTimeout(Optional.empty(), LIMIT_SECONDS, TimeUnit.SECONDS);
  }

  private static Optional<Revision> ask(Path directory) {
    ProcessBuilder builder =
        new ProcessBuilder(QUESTION)
            .directory(directory.toFile())
            .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
            .redirectError(Redirect.DISCARD);
    builder.environment().put("GIT_OPTIONAL_LOCKS", "0");
    builder.environment().put("LC_ALL", "C");
    try {
      Process git = builder.start();
      try (InputStream out = git.getInputStream()) {
        String text = new String(out.readAllBytes(), StandardCharsets.UTF_8);
        return git.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) && git.exitValue() == 0
            ? read(text)
            : Optional.empty();
      } finally {
        git.destroy();
      }
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** Reads git's answer. */
  static Optional<Revision> read(String answer) {
    boolean dirty = answer.lines().anyMatch(line -> !line.startsWith("#"));
    return answer
        .lines()
        .filter(line -> line.startsWith(COMMIT))
        .map(line -> line.substring(COMMIT.length()))
        .filter(commit -> commit.matches("[0-9a-f]{40}([0-9a-f]{24})?"))
        .findFirst()
        .map(commit -> new Revision(commit, dirty));
  }
}
