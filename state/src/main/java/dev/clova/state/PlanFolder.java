package dev.clova.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Optional;

/**
 * The last plan, {@code .clova/plans/last.plan.toml}, and the ten before it. It is all that
 * planning ever writes, and planning does not fail if it can't.
 */
public final class PlanFolder {

  private static final int KEPT = 10;

  private final StateFolder folder;

  /** The plans of a working directory. */
  public PlanFolder(StateFolder folder) {
    this.folder = folder;
  }

  /** Keeps a plan as the last one; a plan equal to the last one pushes none out. */
  public Optional<Path> keep(Plan plan) {
    byte[] bytes = PlanFile.write(plan);
    try {
      StateFolder.prepare(folder.path());
      StateFolder.prepare(folder.plans());
      Optional<byte[]> present = OwnFile.read(last(), PlanFile.LIMIT);
      if (present.isEmpty() || !Arrays.equals(present.get(), bytes)) {
        makeRoom();
        AtomicFile.writeLoosely(last(), bytes);
      }
      return Optional.of(last());
    } catch (IOException | ClovaException e) {
      return Optional.empty();
    }
  }

  /** Where the last plan is kept. */
  public Path last() {
    return folder.plans().resolve("last.plan.toml");
  }

  /**
   * Where an earlier plan is kept.
   *
   * @param steps how many plans back from the last one, from 1 to 10
   */
  public Path earlier(int steps) {
    return folder.plans().resolve("earlier-" + steps + ".plan.toml");
  }

  /** The plan of this id, if it is one of those that are kept here. */
  public Optional<Plan> find(PlanId id) {
    for (int steps = 0; steps <= KEPT; steps++) {
      Optional<Plan> plan =
          kept(steps == 0 ? last() : earlier(steps)).filter(it -> it.id().equals(id));
      if (plan.isPresent()) {
        return plan;
      }
    }
    return Optional.empty();
  }

  private static Optional<Plan> kept(Path file) {
    try {
      return OwnFile.read(file, PlanFile.LIMIT)
          .map(bytes -> PlanFile.parse(file.toString(), bytes));
    } catch (ClovaException e) {
      return Optional.empty();
    }
  }

  private void makeRoom() throws IOException {
    for (int steps = KEPT; steps > 1; steps--) {
      move(earlier(steps - 1), earlier(steps));
    }
    move(last(), earlier(1));
  }

  private static void move(Path from, Path to) throws IOException {
    if (Files.exists(from)) {
      CrashPoint.hit("plans.move");
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }
  }
}
