package dev.clova.state;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;

final class PlanFileProperties {

  @Property(tries = 120, edgeCases = EdgeCasesMode.NONE)
  void aPlanComesBackFromItsFileWithItsId(@ForAll("plans") Plan plan) {
    byte[] bytes = PlanFile.write(plan);
    Plan read = PlanFile.parse("plan", bytes);
    assertEquals(plan, read);
    assertEquals(plan.id(), read.id());
  }

  @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
  void theOrderInWhichThingsAreFoundDoesNotMatter(@ForAll("plans") Plan plan, @ForAll long seed) {
    Random random = new Random(seed);
    Plan shuffled =
        new Plan(
            plan.workspaceId(),
            plan.scope(),
            plan.partial(),
            plan.guards(),
            shuffled(plan.actions(), random),
            plan.unreached(),
            plan.cannotTell(),
            plan.drift(),
            plan.unchanged());
    assertArrayEquals(PlanFile.write(plan), PlanFile.write(shuffled));
  }

  @Property(tries = 80, edgeCases = EdgeCasesMode.NONE)
  void everyPlanFileIsTomlThatSaysTheSame(@ForAll("plans") Plan plan) {
    TomlParseResult toml = Toml.parse(new String(PlanFile.write(plan), StandardCharsets.UTF_8));
    assertFalse(toml.hasErrors(), () -> toml.errors().toString());
    assertEquals(plan.id().text(), toml.getString("plan"));
    assertEquals(plan.workspaceId(), toml.getString("workspace"));
    plan.guards()
        .forEach((name, value) -> assertEquals(value, toml.getString(List.of("guards", name))));
    TomlArray actions = toml.getArrayOrEmpty("action");
    assertEquals(plan.actions().size(), actions.size());
    for (int i = 0; i < actions.size(); i++) {
      assertSame(plan.actions().get(i), actions.getTable(i));
    }
  }

  @Provide
  Arbitrary<Plan> plans() {
    return Generated.plan();
  }

  private static void assertSame(PlannedAction action, TomlTable toml) {
    assertEquals(action.at().toString(), toml.getString("at"));
    assertEquals(action.verb().word(), toml.getString("do"));
    assertEquals(action.reason().word(), toml.getString("why"));
    assertEquals(action.seen(), toml.getString("seen"));
    assertEquals(action.wanted(), toml.getString("want"));
    assertEquals(action.wave(), toml.getLong("wave"));
    assertEquals(action.evidence().size(), toml.getArrayOrEmpty("evidence").size());
  }

  private static <T> List<T> shuffled(List<T> list, Random random) {
    List<T> copy = new ArrayList<>(list);
    Collections.shuffle(copy, random);
    return copy;
  }
}
