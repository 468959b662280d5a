package dev.clova.cli.forge;

import dev.clova.state.Plan;
import dev.clova.state.PlanFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * A plan in the last line of a comment, where nobody sees it: so that it can be told, when it is to
 * be applied, in what it differs from the plan of then.
 */
public final class CarriedPlan {

  private static final String BEGIN = "<!-- clova.plan ";
  private static final String END = " -->";
  private static final int LIMIT = 16 << 20;

  private CarriedPlan() {}

  /** The line for a plan. */
  public static String line(Plan plan) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
    try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, deflater)) {
      out.write(PlanFile.write(plan));
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    } finally {
      deflater.end();
    }
    return BEGIN + Base64.getEncoder().encodeToString(bytes.toByteArray()) + END;
  }

  /**
   * The plan that a comment carries.
   *
   * @throws dev.clova.state.ClovaException if it carries something else
   */
  public static Optional<Plan> in(ForgeComment comment) {
    return comment
        .body()
        .lines()
        .filter(line -> line.startsWith(BEGIN) && line.stripTrailing().endsWith(END))
        .reduce((first, second) -> second)
        .map(line -> line.strip().substring(BEGIN.length(), line.strip().length() - END.length()))
        .flatMap(CarriedPlan::inflated)
        .map(bytes -> PlanFile.parse("the plan in the comment", bytes));
  }

  private static Optional<byte[]> inflated(String text) {
    try (InputStream in =
        new InflaterInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(text)))) {
      return Optional.of(in.readNBytes(LIMIT));
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
