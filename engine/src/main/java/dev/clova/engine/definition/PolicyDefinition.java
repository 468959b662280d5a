package dev.clova.engine.definition;

import dev.clova.state.ClovaException;
import dev.clova.state.Digest;
import dev.clova.state.PlanId;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a plan must not do, by one of the files that may say so. Every rule of every file has to
 * hold, so that none can loosen another.
 *
 * @param source the file, as shown to people
 * @param rules in the order of their keys
 * @param approved ids of plans that somebody approved; only a file outside the working directory
 *     can
 */
public record PolicyDefinition(String source, List<PolicyRule> rules, Set<PlanId> approved) {

  /** Copies its collections. */
  public PolicyDefinition {
    rules = List.copyOf(rules);
    approved = Set.copyOf(approved);
  }

  /** The same for equal rules, wherever they are written. */
  public Digest digest() {
    return Digest.of(
        rules.stream()
            .map(rule -> rule.name() + " " + rule.text())
            .collect(Collectors.joining("\n")));
  }

  /**
   * The rules of a file outside the working directory, which no change to that can reach.
   *
   * @param root the working directory
   * @throws ClovaException with everything that is wrong with it; also if there is none, or it lies
   *     in the working directory: rules that are meant to be there must not get lost
   */
  public static PolicyDefinition outside(Path file, Path root) {
    if (Inside.holds(root, file)) {
      throw new ClovaException(
          Problem.of(
              ProblemCode.REFUSED,
              "The rules in `%s` lie in the working directory, where any change can reach them."
                  .formatted(file),
              "Name a file outside it with `CLOVA_POLICY`; the workspace's own rules are"
                  + " `[policy]` in `clova.toml`."));
    }
    Problems problems = new Problems();
    Optional<PolicyDefinition> policy =
        TomlFile.read(file, file.toString(), problems)
            .flatMap(
                toml ->
                    new PolicyReader(Fields.of(Schema.policy(), toml, problems), problems)
                        .outside(file));
    if (!problems.isEmpty()) {
      throw problems.exception();
    }
    return policy.orElseThrow();
  }
}
