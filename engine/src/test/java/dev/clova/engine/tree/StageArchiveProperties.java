package dev.clova.engine.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.clova.engine.tree.TreeSamples.Sample;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;

/** Odd names and contents through real tools of two userlands. */
class StageArchiveProperties {

  private Path temporary = Path.of("");

  @BeforeTry
  void makeFolder() throws Exception {
    temporary = Files.createTempDirectory("archive");
  }

  @AfterTry
  void removeFolder() throws Exception {
    new ProcessBuilder("rm", "-r", temporary.toString()).start().waitFor();
  }

  @Property(tries = 60)
  void whatIsPackedIsUnpacked(@ForAll("samples") List<Sample> samples, @ForAll boolean busybox)
      throws Exception {
    LocalTree tree = TreeSamples.tree(samples);

    Unpacked unpacked = Unpacked.of(tree, temporary, busybox ? Unpacked.BUSYBOX : Unpacked.GNU);

    unpacked.verify();
    assertEquals(tree.tree().entries(), unpacked.tree().entries());
  }

  @Provide
  Arbitrary<List<Sample>> samples() {
    return TreeSamples.odd();
  }
}
