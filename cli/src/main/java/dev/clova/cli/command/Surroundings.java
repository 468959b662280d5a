package dev.clova.cli.command;

import dev.clova.engine.Outside;
import dev.clova.engine.definition.Definitions;
import dev.clova.engine.definition.PolicyDefinition;
import dev.clova.engine.definition.TrustedTargets;
import dev.clova.state.ClovaException;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the environment says of the working directory, which must not decide it for itself. */
final class Surroundings {

  /** A run on a working directory that nobody has looked at. */
  static final Flag UNTRUSTED =
      Flag.of(
              "Nobody has looked at this working directory: connect to trusted targets alone",
              "--untrusted")
          .orVariable("CLOVA_UNTRUSTED");

  private static final Set<String> HARMLESS =
      Set.of("plan", "policy show", "policy test", "validate");

  private Surroundings() {}

  /**
   * What was decided outside the working directory.
   *
   * @param command the words after {@code clova}
   * @throws ClovaException if a file is not right, or an untrusted run is to do more than plan
   */
  static Outside of(Call call, String command, Path root, Path home) {
    Map<String, String> environment = call.environment();
    Optional<PolicyDefinition> policy =
        path(environment, "CLOVA_POLICY").map(file -> PolicyDefinition.outside(file, root));
    if (!call.has(UNTRUSTED) && !isOn(environment.getOrDefault("CLOVA_UNTRUSTED", ""))) {
      return new Outside(policy, Optional.empty());
    }
    if (!HARMLESS.contains(command)) {
      throw new ClovaException(
          Problem.of(
              ProblemCode.REFUSED,
              "This run is untrusted, and `clova " + command + "` is more than planning.",
              "Do this where somebody has looked at the working directory, without"
                  + " `CLOVA_UNTRUSTED`."));
    }
    Path usual = home.resolve(".config").resolve("clova").resolve("trusted.toml");
    Optional<Path> trusted =
        path(environment, "CLOVA_TRUSTED_TARGETS")
            .or(() -> Optional.of(usual).filter(Files::exists));
    Definitions targets = TrustedTargets.read(trusted, root);
    return new Outside(policy, Optional.of(targets));
  }

  /** For commands that do not have the option, which must not be run so. */
  private static boolean isOn(String value) {
    return !value.isEmpty() && !value.equals("0") && !value.equals("false");
  }

  private static Optional<Path> path(Map<String, String> environment, String variable) {
    return Optional.ofNullable(environment.get(variable))
        .filter(text -> !text.isEmpty())
        .map(Path::of);
  }
}
