package dev.clova.cli.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;

/**
 * A pipeline for a forge.
 *
 * @param path where it goes
 * @param text what it says
 */
record Recipe(String path, String text) {

  /** When a plan is applied. */
  enum Flow {
    AFTER,
    COMMITTED,
    BEFORE
  }

  /**
   * The pipeline for a forge of that name, if it is a known one.
   *
   * @param folder where the working directory is within the repository; empty for its root
   */
  static Optional<Recipe> of(String forge, Flow flow, String folder) {
    return switch (forge) {
      case "github" ->
          Optional.of(
              new Recipe(
                  ".github/workflows/clova.yml",
                  actions(flow, folder)
                      .replace("@RUNNER@", "ubuntu-latest")
                      .replace("@REF@", "merge")
                      .replace("@MERGE@", "")
                      .replace("@MERGE_DEFAULT@", "")));
      case "forgejo" ->
          Optional.of(
              new Recipe(
                  ".forgejo/workflows/clova.yml",
                  actions(flow, folder)
                      .replace("@RUNNER@", "docker")
                      .replace("@REF@", "head")
                      .replace("@MERGE@", text("forgejo-merge.yml"))
                      .replace("@MERGE_DEFAULT@", text("forgejo-merge-default.yml"))));
      case "gitlab" ->
          Optional.of(
              new Recipe(
                  ".gitlab-ci.yml",
                  template("gitlab", flow)
                      .replace("@FOLDER@", folder.isEmpty() ? "" : "    - cd " + folder + "\n")));
      default -> Optional.empty();
    };
  }

  private static String actions(Flow flow, String folder) {
    String defaults =
        folder.isEmpty() ? "" : "defaults:\n  run:\n    working-directory: " + folder + "\n\n";
    return template("github", flow).replace("@FOLDER@", defaults);
  }

  private static String template(String forge, Flow flow) {
    String name =
        switch (flow) {
          case AFTER -> "-after.yml";
          case COMMITTED -> "-committed.yml";
          case BEFORE -> "-before.yml";
        };
    return text(forge + name)
        .replace("@FORK@", text(forge + "-fork.yml"))
        .replace("@INSTALL@", text(forge + "-install.yml"));
  }

  private static String text(String name) {
    try (InputStream in =
        Objects.requireNonNull(Recipe.class.getResourceAsStream("recipes/" + name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("a part of this program is not readable", e);
    }
  }
}
