package dev.clova.engine.runtime;

import dev.clova.engine.kind.Sight;
import dev.clova.engine.runtime.SystemdAnswer.Installed;
import dev.clova.engine.runtime.SystemdAnswer.Unit;
import dev.clova.state.Address;
import dev.clova.state.CannotTell;
import dev.clova.state.Placement;
import java.util.Optional;

/** What must be settled on a target before units of a service can be installed there. */
final class Obstacles {

  private Obstacles() {}

  /** There is no systemd, or no right to tell it anything. */
  static Optional<CannotTell> ofSystem(Placement placement, SystemdAnswer seen) {
    Address at = Address.of(placement, "run", "systemd");
    if (!seen.wasAsked()) {
      return Optional.of(
          new CannotTell(at, "the target was not asked about its units", "another try"));
    }
    if (seen.missing().isPresent()) {
      String why =
          seen.missing().get().equals("systemctl")
              ? "there is no systemd on `%s`: it has no `systemctl`"
              : "`%s` was not started by systemd";
      return Optional.of(
          new CannotTell(
              at,
              why.formatted(placement.target()),
              "a target with systemd, or `runtime = \"command\"` for the service"));
    }
    return seen.root()
        ? Optional.empty()
        : Optional.of(
            new CannotTell(
                at,
                "only root may install units of the system on `" + placement.target() + "`",
                "`become = \"sudo\"` for the target"));
  }

  /** Any of that, or a unit of one of our names that is not ours. */
  static Optional<CannotTell> of(
      Placement placement, UnitSet units, SystemdAnswer seen, Sight sight) {
    Optional<CannotTell> ofSystem = ofSystem(placement, seen);
    if (ofSystem.isPresent()) {
      return ofSystem;
    }
    if (!seen.units().keySet().containsAll(units.loadable())) {
      Address at = Address.of(placement, "run", "systemd");
      String why = "systemd on `" + placement.target() + "` did not tell how its units are";
      return Optional.of(new CannotTell(at, why, "`systemctl status` to work there"));
    }
    return units.files().values().stream()
        .flatMap(unit -> inTheWay(placement, unit, seen, sight).stream())
        .findFirst();
  }

  private static Optional<CannotTell> inTheWay(
      Placement placement, UnitFile unit, SystemdAnswer seen, Sight sight) {
    String path = UnitChanges.FOLDER + "/" + unit.name();
    Optional<Unit> loaded = seen.unit(unit.name());
    if (loaded.filter(u -> u.is("LoadState", "masked")).isPresent()) {
      return told(placement, unit, "it is masked there", "`systemctl unmask " + unit.name() + "`");
    }
    return switch (seen.file("./" + unit.name())) {
      case Installed.Odd() ->
          told(placement, unit, "`" + path + "` is a link or a folder", "to move it away there");
      case Installed.File file ->
          isOurs(unit, file, sight)
              ? Optional.empty()
              : told(
                  placement,
                  unit,
                  "`" + path + "` is there already, with other content, and Clova did not put it",
                  "to move it away there, or another name for the unit");
      case Installed.None() -> {
        String fragment = loaded.map(u -> u.get("FragmentPath")).orElse("");
        boolean foreign = !fragment.isEmpty() && !fragment.equals(path);
        yield foreign
            ? told(
                placement,
                unit,
                "the system has a unit of this name already: `" + fragment + "`",
                "another name for the unit")
            : Optional.empty();
      }
    };
  }

  private static boolean isOurs(UnitFile unit, Installed.File file, Sight sight) {
    return file.digest().equals(unit.content().digest())
        || sight.remembered().get("unit:" + unit.name()).isPresent()
        || UnitChanges.isCutOff(sight, unit.name(), file.digest().hex());
  }

  private static Optional<CannotTell> told(
      Placement placement, UnitFile unit, String why, String needed) {
    return Optional.of(new CannotTell(UnitChanges.address(placement, unit.name()), why, needed));
  }
}
