package dev.clova.state;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A plan in a file, made to be committed and reviewed: canonical TOML, one fact a line. What is
 * read from one is a claim by whoever wrote it: it says what may be done, and is never a reason to
 * do it.
 */
public final class PlanFile {

  /** The most that is read, in bytes. */
  static final long LIMIT = 16L << 20;

  private PlanFile() {}

  /** The bytes of a plan: the same plan, the same bytes. */
  public static byte[] write(Plan plan) {
    return PlanCodec.write(plan);
  }

  /** Puts a plan into a file, whole or not at all. */
  public static void write(Path file, Plan plan) {
    try {
      AtomicFile.writeLoosely(file, write(plan));
    } catch (IOException e) {
      throw new ClovaException(
          Problem.of(
              ProblemCode.FAILED,
              "`" + file + "` was not written: " + Disk.reason(e) + ".",
              "Name a file that you can write."),
          e);
    }
  }

  /**
   * The plan that a file claims.
   *
   * @throws ClovaException {@link ProblemCode#PLAN_FILE} if it is not exactly as Clova wrote it
   */
  public static Plan read(Path file) {
    byte[] bytes =
        OwnFile.read(file, LIMIT).orElseThrow(() -> refused(file.toString(), "it does not exist"));
    return parse(file.toString(), bytes);
  }

  /**
   * The plan that these bytes claim.
   *
   * @param name what to call them in a message
   */
  public static Plan parse(String name, byte[] bytes) {
    try {
      return PlanCodec.read(bytes);
    } catch (Malformed e) {
      throw refused(name, e.why());
    }
  }

  private static ClovaException refused(String name, String why) {
    return new ClovaException(
        Problem.of(
            ProblemCode.PLAN_FILE,
            "`" + name + "` is not taken: " + why + ".",
            "A plan file holds only as it was written. Make it anew with `clova plan --out FILE`."));
  }
}
