package dev.clova.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompletionTest {

  @TempDir Path directory;

  @Test
  void bashCompletesCommandsAndOptions() throws Exception {
    String ask =
        """
        source "$1"
        COMP_WORDS=(clova vers) COMP_CWORD=1 COMP_LINE='clova vers'
        _complete_clova 2>/dev/null # compopt complains outside of a real completion
        echo "${COMPREPLY[@]}"
        COMP_WORDS=(clova version --js) COMP_CWORD=2 COMP_LINE='clova version --js'
        _complete_clova 2>/dev/null # compopt complains outside of a real completion
        echo "${COMPREPLY[@]}"
        """;
    assertEquals(
        List.of("version", "--json"), run("bash", BashCompletion.script(), "-c", ask, "bash"));
  }

  @Test
  void fishCompletesCommandsAndOptions() throws Exception {
    String ask = "source $argv[1]; complete -C 'clova vers'; complete -C 'clova version --js'";
    List<String> answer = run("fish", FishCompletion.script(), "-N", "-c", ask);
    assertEquals(
        List.of("version\tThe version of Clova", "--json\tPrint JSON, for programs"), answer);
  }

  @Test
  void zshReadsTheScript() throws Exception {
    assertEquals(List.of(), run("zsh", BashCompletion.script(), "-f", "-n"));
  }

  private List<String> run(String shell, String script, String... arguments)
      throws IOException, InterruptedException {
    assumeTrue(isInstalled(shell), shell + " is not installed");
    Path file = Files.writeString(directory.resolve("script"), script + "\n");
    List<String> command =
        Stream.of(Stream.of(shell), Stream.of(arguments), Stream.of(file.toString()))
            .flatMap(words -> words)
            .toList();
    Path output = directory.resolve("output");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().put("HOME", directory.toString());
    assertEquals(0, builder.start().waitFor(), () -> "see " + output);
    List<String> lines = Files.readAllLines(output);
    assertTrue(lines.size() < 50);
    return lines;
  }

  private static boolean isInstalled(String program) {
    return Stream.of(System.getenv("PATH").split(":", -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
