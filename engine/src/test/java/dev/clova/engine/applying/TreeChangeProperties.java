package dev.clova.engine.applying;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.clova.engine.kind.SyncResource.Delete;
import dev.clova.engine.tree.LocalTree;
import dev.clova.engine.tree.TreeSamples;
import dev.clova.engine.tree.TreeSamples.Sample;
import dev.clova.state.Tree;
import dev.clova.state.TreeEntry;
import dev.clova.state.TreePath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;

/**
 * Planned changes of a tree, carried out by real shells, leave what was wanted and nothing else.
 */
class TreeChangeProperties {

  private Path root = Path.of("");

  @BeforeTry
  void makeFolder() throws Exception {
    root = Files.createTempDirectory("target");
  }

  @AfterTry
  void removeFolder() throws Exception {
    new ProcessBuilder("rm", "-rf", root.toString()).start().waitFor();
  }

  @Property(tries = 12)
  void oneTreeBecomesTheOther(
      @ForAll("samples") List<Sample> before,
      @ForAll("samples") List<Sample> after,
      @ForAll("shells") List<String> shell)
      throws Exception {
    TreeTarget target = new TreeTarget(root, shell);
    LocalTree first = TreeSamples.tree(before);
    target.apply(target.plan(first, Delete.MANAGED), first);
    assertEquals(first.tree().entries(), target.tree().entries());

    LocalTree second = TreeSamples.tree(after);
    target.apply(target.plan(second, Delete.MANAGED), second);

    assertEquals(second.tree().entries(), target.tree().entries());
    assertEquals(List.of(), target.plan(second, Delete.MANAGED).steps());
  }

  @Property(tries = 12)
  void whatSomebodyElsePutThereStays(
      @ForAll("samples") List<Sample> before,
      @ForAll("samples") List<Sample> foreign,
      @ForAll("samples") List<Sample> after,
      @ForAll("shells") List<String> shell)
      throws Exception {
    TreeTarget target = new TreeTarget(root, shell);
    LocalTree first = TreeSamples.tree(before);
    target.apply(target.plan(first, Delete.MANAGED), first);
    LocalTree second = TreeSamples.tree(after);
    List<String> planted = plant(target, foreign, first.tree(), second.tree());

    target.apply(target.plan(second, Delete.MANAGED), second);

    Tree left = target.tree();
    for (TreeEntry entry : second.tree().entries()) {
      assertEquals(entry, left.find(entry.path()).orElseThrow());
    }
    for (String path : planted) {
      assertEquals("foreign", Files.readString(target.directory().resolve(path)));
    }
    assertEquals(List.of(), target.plan(second, Delete.MANAGED).steps());
  }

  @Property(tries = 12)
  void whateverIsThereGivesWay(
      @ForAll("samples") List<Sample> recorded,
      @ForAll("samples") List<Sample> there,
      @ForAll("samples") List<Sample> wanted,
      @ForAll("shells") List<String> shell)
      throws Exception {
    TreeTarget target = new TreeTarget(root, shell);
    LocalTree first = TreeSamples.tree(recorded);
    target.apply(target.plan(first, Delete.MANAGED), first);
    target.replaceBy(TreeSamples.tree(there));

    LocalTree second = TreeSamples.tree(wanted);
    target.apply(target.plan(second, Delete.EXTRA), second);

    assertEquals(second.tree().entries(), target.tree().entries());
    assertEquals(List.of(), target.plan(second, Delete.EXTRA).steps());
  }

  /** Puts files where neither tree has or needs anything, some of them in folders of the first. */
  private static List<String> plant(
      TreeTarget target, List<Sample> foreign, Tree first, Tree second) throws Exception {
    List<String> planted = new ArrayList<>();
    for (Sample sample : foreign) {
      String path = sample.path() + ".foreign";
      Path file = target.directory().resolve(path);
      boolean possible =
          Files.isDirectory(file.resolveSibling("."))
              && !path.contains("..")
              && first.find(path).isEmpty()
              && second.find(path).isEmpty()
              && isNoFileOnTheWay(path, second);
      if (possible) {
        Files.writeString(file, "foreign");
        planted.add(path);
      }
    }
    return planted;
  }

  private static boolean isNoFileOnTheWay(String path, Tree tree) {
    return TreePath.parent(path)
        .map(
            parent ->
                tree.find(parent).map(e -> e instanceof TreeEntry.DirectoryEntry).orElse(true)
                    && isNoFileOnTheWay(parent, tree))
        .orElse(true);
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
