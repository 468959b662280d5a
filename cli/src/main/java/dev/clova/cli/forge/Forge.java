package dev.clova.cli.forge;

import java.util.List;

/** Where pull requests are. Every call may fail with a {@code ClovaException} that says why. */
public interface Forge extends AutoCloseable {

  /** As whom we are logged in. What others write is not taken for ours. */
  String author();

  /** The comments of a pull request, the oldest first. */
  List<ForgeComment> comments(String pull);

  /** Adds a comment. */
  void post(String pull, String body);

  /** Replaces a comment's text. */
  void edit(String pull, ForgeComment comment, String body);

  /** The merged pull requests that a commit came with. */
  List<String> pulls(String commit);

  /** How many characters a comment may have. */
  int limit();

  @Override
  void close();
}
