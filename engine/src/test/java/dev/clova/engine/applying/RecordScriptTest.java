package dev.clova.engine.applying;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clova.engine.remote.ScriptText;
import dev.clova.engine.remote.ShellText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a change leaves on a target when it ends: all of it, or its mark. */
class RecordScriptTest {

  private final Path own;
  private final Path from;
  private final Path tools;

  RecordScriptTest(@TempDir Path folder) throws IOException {
    tools = Files.createDirectory(folder.resolve("tools"));
    own = Files.createDirectory(folder.resolve("own"));
    from = Files.createDirectory(folder.resolve("from"));
    Files.createDirectory(own.resolve("pending"));
    Files.writeString(own.resolve("pending/change"), "begun");
    Files.writeString(own.resolve("pending/tree"), "new tree");
    Files.writeString(own.resolve("tree"), "old tree");
    Files.writeString(own.resolve("receipt"), "old receipt");
    Files.writeString(from.resolve("listing"), "new listing");
    Files.writeString(from.resolve("receipt"), "new receipt");
  }

  private int record(String shell) throws Exception {
    ShellText script =
        ShellText.lines(
            ScriptText.LOOK,
            ScriptText.CHANGE,
            ShellText.set("OWN", own.toString()),
            ShellText.set("FROM", from.toString()),
            ShellText.of("clova_record receipt"));
    List<String> command = new ArrayList<>(List.of(shell.split(" ", -1)));
    command.addAll(List.of("-c", script.toString()));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().merge("PATH", tools.toString(), (path, before) -> before + ":" + path);
    return builder.start().waitFor();
  }

  @ParameterizedTest
  @ValueSource(strings = {"dash", "bash", "busybox sh"})
  void allOfItIsThere(String shell) throws Exception {
    assertEquals(0, record(shell));
    assertEquals("new tree", Files.readString(own.resolve("tree")));
    assertEquals("new listing", Files.readString(own.resolve("listing")));
    assertEquals("new receipt", Files.readString(own.resolve("receipt")));
    assertFalse(Files.exists(own.resolve("pending/change")));
  }

  /** A rename that fails does not keep the next from being tried. */
  @ParameterizedTest
  @ValueSource(strings = {"dash", "bash"})
  void theMarkStaysWithoutTheReceipt(String shell) throws Exception {
    Path mv = tools.resolve("mv");
    Files.writeString(
        mv,
        """
        #!/bin/sh
        status=0
        for last; do :; done
        for file; do
          case $file in
          -* | "$last") ;;
          */receipt) status=1 ;;
          *) /bin/mv -f "$file" "$last" ;;
          esac
        done
        exit $status
        """);
    assertTrue(mv.toFile().setExecutable(true));
    assertNotEquals(0, record(shell));
    assertEquals("old receipt", Files.readString(own.resolve("receipt")));
    assertTrue(Files.exists(own.resolve("pending/change")));
  }
}
