package dev.clova.cli.forge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clova.state.Address;
import dev.clova.state.ClovaException;
import dev.clova.state.Placement;
import dev.clova.state.Plan;
import dev.clova.state.PlannedAction;
import dev.clova.state.Reason;
import dev.clova.state.Verb;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;

final class CarriedPlanTest {

  private static final Plan PLAN =
      new Plan(
          "w",
          "",
          false,
          new TreeMap<>(),
          List.of(
              PlannedAction.of(
                  Address.of(new Placement("blog", "web-1"), "sync", "--> x"),
                  Verb.CREATE,
                  Reason.NOT_PRESENT,
                  "",
                  "d")),
          List.of(),
          List.of(),
          List.of(),
          3);

  @Test
  void aPlanComesBackAsItWent() {
    String line = CarriedPlan.line(PLAN);
    assertTrue(line.matches("<!-- clova\\.plan [A-Za-z0-9+/=]+ -->"), line);
    assertEquals(Optional.of(PLAN), in("text\n\n" + line + "\r\n"));
  }

  @Test
  void whatIsNoPlanIsNone() {
    assertEquals(Optional.empty(), in("text"));
    assertEquals(Optional.empty(), in("<!-- clova.plan %% -->"));
    assertEquals(Optional.empty(), in("<!-- clova.plan AAAA -->"));
  }

  @Test
  void whatIsNotClovasWritingIsRefused() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(bytes)) {
      out.write("format = \"clova.plan/1\"\n".getBytes(StandardCharsets.UTF_8));
    }
    String forged = Base64.getEncoder().encodeToString(bytes.toByteArray());
    assertThrows(ClovaException.class, () -> in("<!-- clova.plan " + forged + " -->"));
  }

  private static Optional<Plan> in(String body) {
    return CarriedPlan.in(new ForgeComment("1", "us", body));
  }
}
