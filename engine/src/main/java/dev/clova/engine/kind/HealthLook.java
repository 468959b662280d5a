package dev.clova.engine.kind;

import dev.clova.engine.remote.Question;
import dev.clova.engine.remote.ShellText;
import dev.clova.state.Placement;
import dev.clova.state.PlacementRecord;
import java.util.List;
import java.util.Optional;

/**
 * Asks a service whether it is well, for whoever wants to see it; a plan does not ask. Only the
 * check that the last apply passed is asked, and a command only on unchanged files: nothing that
 * came to the repository since runs on a target.
 *
 * @param placement service and target
 * @param check what is asked
 */
public record HealthLook(Placement placement, HealthCheck check) implements Resource {

  /** The name of its answer. */
  public static final String NAME = "health";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Question> look(Optional<PlacementRecord> known) {
    return List.of(Question.refusedToLookers(text(known)));
  }

  private ShellText text(Optional<PlacementRecord> known) {
    boolean isRecorded =
        known
            .flatMap(record -> record.resource(HealthCheck.address(placement)))
            .filter(check.attributes()::equals)
            .isPresent();
    if (!isRecorded) {
      return ShellText.of("printf unsure");
    }
    ShellText asked =
        ShellText.of("if ")
            .plus(check.ask())
            .plus(" >/dev/null; then printf healthy; else printf unhealthy; fi");
    return check.isOwnCommand()
        ? ShellText.of("if [ \"$CLOVA_ASIS\" = 1 ]; then ")
            .plus(asked)
            .plus("; else printf unsure; fi")
        : asked;
  }

  @Override
  public Finding judge(Sight sight, Changes changes) {
    return Finding.none();
  }

  @Override
  public Finding retire(Sight sight) {
    return Finding.none();
  }

  /** What its answer says. */
  public static Health read(Sight.Answer answer) {
    return switch (answer.text()) {
      case "healthy" -> Health.HEALTHY;
      case "unhealthy" -> Health.UNHEALTHY;
      default -> Health.UNKNOWN;
    };
  }

  /** Whether a service is well. */
  public enum Health {
    /** It has no check, or is not to run. */
    UNCHECKED,
    /** It answers as it should. */
    HEALTHY,
    /** It does not. */
    UNHEALTHY,
    /** It was not asked: its check, or its files, are not those of the last apply. */
    UNKNOWN
  }
}
