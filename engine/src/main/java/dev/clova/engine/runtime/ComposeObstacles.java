package dev.clova.engine.runtime;

import dev.clova.state.Address;
import dev.clova.state.CannotTell;
import dev.clova.state.Placement;
import java.util.Locale;
import java.util.Optional;

/** What must be settled on a target before Compose can run anything there. */
final class ComposeObstacles {

  private final Placement placement;

  ComposeObstacles(Placement placement) {
    this.placement = placement;
  }

  /** There is no Docker, or none that listens to us. */
  Optional<CannotTell> ofDocker(ComposeAnswer seen) {
    if (!seen.wasAsked()) {
      return told("the target was not asked about its containers", "another try");
    }
    if (seen.missing().isPresent()) {
      return seen.missing().get().equals("docker")
          ? told(
              "there is no Docker on `%s`: it has no `docker`".formatted(placement.target()),
              "Docker and its Compose plug-in on the target")
          : told(
              "Docker on `%s` has no `docker compose`".formatted(placement.target()),
              "Compose version 2, as a plug-in of Docker, on the target");
    }
    return seen.refused().flatMap(said -> refused(said, seen.user()));
  }

  /** Any of that, or a definition that must not or cannot be used. */
  Optional<CannotTell> of(ComposeAnswer seen, ComposeProject project) {
    Optional<CannotTell> docker = ofDocker(seen);
    if (docker.isPresent()) {
      return docker;
    }
    boolean wasAsked = !seen.unfed() && !seen.onlyLooked();
    if (wasAsked && seen.definition().isEmpty() && !project.files().isEmpty()) {
      return told(
          "Compose on `%s` did not say what the definition comes to".formatted(placement.target()),
          "`docker compose config` to work there");
    }
    if (seen.loose().isEmpty()) {
      return Optional.empty();
    }
    return told(
        "`%s` belongs to somebody else than root, or others can write to it, so root must not run it"
            .formatted(seen.loose().getFirst()),
        "`chown root` and `chmod go-w` there, or a target without `become` for " + project.name());
  }

  /** Compose was not asked, because of the key that looked. */
  CannotTell withheld() {
    return new CannotTell(
        at(),
        "Compose on `%s` was not asked what the definition comes to: this key may only look"
            .formatted(placement.target()),
        "a plan with a key that may do more");
  }

  /** Compose does not take the definition. */
  CannotTell refusal(String said) {
    return new CannotTell(
        at(),
        "Compose on `%s` does not take the definition: %s"
            .formatted(placement.target(), said.isEmpty() ? "it did not say why" : oneLine(said)),
        "Compose files that `docker compose config` takes");
  }

  private Optional<CannotTell> refused(String said, ComposeAnswer.User user) {
    String lower = said.toLowerCase(Locale.ROOT);
    if (lower.contains("permission denied")) {
      return told(
          "`%s` may not use Docker on `%s`".formatted(user.name(), placement.target()),
          "`become = \"sudo\"` for the target, or the user in the group `docker`");
    }
    if (lower.contains("is the docker daemon running") || lower.contains("cannot connect")) {
      return told(
          "Docker does not run on `%s`".formatted(placement.target()),
          "`systemctl start docker` there");
    }
    return told(
        "Docker on `%s` does not answer: %s".formatted(placement.target(), oneLine(said)),
        "`docker ps` to work there");
  }

  private Optional<CannotTell> told(String why, String needed) {
    return Optional.of(new CannotTell(at(), why, needed));
  }

  private Address at() {
    return Address.of(placement, "run", "compose");
  }

  private static String oneLine(String text) {
    return String.join("; ", text.lines().map(String::strip).filter(l -> !l.isEmpty()).toList());
  }
}
