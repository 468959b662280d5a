package dev.clova.engine.applying;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.clova.engine.kind.SyncResource.Delete;
import dev.clova.engine.tree.LocalTree;
import dev.clova.engine.tree.TreeSamples;
import dev.clova.engine.tree.TreeSamples.Sample;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A target on which we are not root, with the tools of a small system. */
class OrdinaryUserTest {

  /** Where a tar that is told to keep modes takes the umask from them all the same. */
  @Test
  void modesAreKeptWhateverTheUmaskIs(@TempDir Path folder) throws Exception {
    Path tools = Files.createDirectory(folder.resolve("tools"));
    Files.createSymbolicLink(tools.resolve("tar"), Path.of("/usr/bin/busybox"));
    Path root = Files.createDirectory(folder.resolve("root"));
    List<String> shell = new ArrayList<>();
    if ("root".equals(System.getProperty("user.name"))) {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
      Files.setOwner(
          root,
          root.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
      shell.addAll(List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"));
    }
    shell.addAll(List.of("env", "PATH=" + tools + ":/usr/bin:/bin", "sh"));
    TreeTarget target = new TreeTarget(root, shell);
    LocalTree tree = TreeSamples.tree(List.of(new Sample("shared", 0666, "text")));

    target.apply(target.plan(tree, Delete.MANAGED), tree);

    assertEquals(tree.tree().entries(), target.tree().entries());
  }
}
