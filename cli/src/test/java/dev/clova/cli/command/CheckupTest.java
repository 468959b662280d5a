package dev.clova.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clova.cli.command.Checkup.Result;
import dev.clova.cli.command.Checkup.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckupTest {

  @TempDir Path folder;

  @Test
  void whatIsMissingHasARemedyAndWhatIsThereHasNone() throws IOException {
    Map<String, String> environment =
        Map.of("HOME", folder.toString(), "PATH", "", "SSH_AUTH_SOCK", folder + "/none");
    Files.createDirectory(folder.resolve(".ssh"));
    Files.writeString(folder.resolve(".ssh/known_hosts"), "# one\n\nhost ssh-ed25519 AAAA\n");
    List<Result> results = Checkup.of(environment, folder);
    assertEquals(State.WELL, of(results, "clova").state());
    assertTrue(of(results, "known_hosts").finding().endsWith(", keys: 1"));
    for (String missing : List.of("workspace", "ssh agent", "ssh", "git", "stty")) {
      assertEquals(State.LIMITED, of(results, missing).state(), missing);
    }
    for (Result result : results) {
      assertEquals(result.state() == State.WELL, result.remedy().isEmpty(), result.about());
    }
  }

  private static Result of(List<Result> results, String about) {
    return results.stream()
        .filter(result -> result.about().equals(about))
        .findFirst()
        .orElseThrow();
  }
}
