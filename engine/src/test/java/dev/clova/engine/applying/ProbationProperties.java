package dev.clova.engine.applying;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.clova.engine.kind.Finding;
import dev.clova.engine.kind.SyncResource.Delete;
import dev.clova.engine.tree.LocalTree;
import dev.clova.engine.tree.TreeSamples;
import dev.clova.engine.tree.TreeSamples.Sample;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;

/**
 * A change that nobody confirms is taken back by real shells, whatever was changed and wherever it
 * was cut off.
 */
class ProbationProperties {

  private Path root = Path.of("");

  @BeforeTry
  void makeFolder() throws Exception {
    root = Files.createTempDirectory("target");
  }

  @AfterTry
  void removeFolder() throws Exception {
    new ProcessBuilder("rm", "-rf", root.toString()).start().waitFor();
  }

  @Property(tries = 8)
  void theTreeOfBeforeIsBack(
      @ForAll("samples") List<Sample> before,
      @ForAll("samples") List<Sample> after,
      @ForAll("shells") List<String> shell)
      throws Exception {
    goesBack(before, after, shell, Optional.empty());
  }

  @Property(tries = 12)
  void whereverItWasCutOff(
      @ForAll("samples") List<Sample> before,
      @ForAll("samples") List<Sample> after,
      @ForAll("shells") List<String> shell,
      @ForAll @IntRange(min = 20, max = 300) int millis)
      throws Exception {
    goesBack(before, after, shell, Optional.of(Duration.ofMillis(millis)));
  }

  @Property(tries = 3)
  void whatWasNotThereIsGone(
      @ForAll("samples") List<Sample> first, @ForAll("shells") List<String> shell)
      throws Exception {
    TreeTarget target = new TreeTarget(root, shell);
    target.applyUnconfirmed(target.plan(TreeSamples.tree(first), Delete.MANAGED), Optional.empty());
    assertFalse(Files.exists(target.directory()));
    assertFalse(Files.exists(root.resolve(".clova/services/blog")));
  }

  private void goesBack(
      List<Sample> before, List<Sample> after, List<String> shell, Optional<Duration> cutOff)
      throws Exception {
    TreeTarget target = new TreeTarget(root, shell);
    LocalTree first = TreeSamples.tree(before);
    target.apply(target.plan(first, Delete.MANAGED), first);
    Finding change = target.plan(TreeSamples.tree(after), Delete.MANAGED);
    if (change.steps().isEmpty()) {
      return;
    }
    boolean isBack = target.applyUnconfirmed(change, cutOff);
    // What is cut off before its timer is set has changed nothing either.
    assertEquals(first.tree().entries(), target.tree().entries(), "taken back: " + isBack);
    assertFalse(Files.exists(root.resolve(".clova/services/blog/pending/change")));
  }

  @Provide
  Arbitrary<List<Sample>> samples() {
    return TreeSamples.alike();
  }

  @Provide
  Arbitrary<List<String>> shells() {
    return Arbitraries.of(List.of("dash"), List.of("bash"), List.of("busybox", "sh"));
  }
}
