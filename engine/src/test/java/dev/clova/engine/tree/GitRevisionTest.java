package dev.clova.engine.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.clova.state.Revision;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GitRevisionTest {

  private static final String COMMIT = "746d292044c2aed51f0bbbfd7baa4d7f008e680f";

  @Test
  void aCommitIsReadAndWhatDiffersFromIt() {
    String clean = "# branch.oid " + COMMIT + "\n# branch.head main\n";
    assertEquals(Optional.of(new Revision(COMMIT, false)), GitRevision.read(clean));
    assertEquals(
        Optional.of(new Revision(COMMIT, true)), GitRevision.read(clean + "? untracked\n"));
  }

  @Test
  void whereThereIsNoCommitThereIsNoRevision(@TempDir Path folder) {
    assertEquals(Optional.empty(), GitRevision.read("# branch.oid (initial)\n"));
    assertEquals(Optional.empty(), GitRevision.read(""));
    assertEquals(Optional.empty(), GitRevision.of(folder).join());
  }
}
