package dev.clova.cli.command;

import dev.clova.cli.render.MarkdownSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Function;

/** The summary of a job on a forge, where more fits than into a comment. */
final class JobSummary {

  private static final String VARIABLE = "GITHUB_STEP_SUMMARY";

  private JobSummary() {}

  /** Adds a text in Markdown; does nothing where there is no such summary. */
  static void add(Call call, Function<MarkdownSize, List<String>> text) {
    String file = call.environment().getOrDefault(VARIABLE, "");
    if (file.isEmpty()) {
      return;
    }
    try {
      Files.write(
          Path.of(file),
          text.apply(MarkdownSize.SUMMARY),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      call.console().say("The job's summary was not written: " + e.getMessage());
    }
  }
}
