package dev.clova.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Users whose start-up files print, and whose login shell is none that Clova is written for. */
@EnabledIfEnvironmentVariable(named = Fleet.INVENTORY, matches = ".+")
@ResourceLock(value = Fleet.THIRD, mode = ResourceAccessMode.READ)
class LoginNoiseIT {

  private static final String USER = "clova-it";

  private final Fleet fleet = Fleet.read();
  private final Host host = fleet.full(3).getLast();
  private final Workspace workspace;

  LoginNoiseIT(@TempDir Path directory) {
    workspace = Workspace.in(directory, "noise", fleet);
  }

  @BeforeEach
  void aUserWithoutRights() {
    host.told(
        """
        userdel -rf %1$s 2>/dev/null
        useradd -m -s /bin/bash %1$s
        install -d -o %1$s -m 700 /home/%1$s/.ssh
        cp /home/deploy/.ssh/authorized_keys /home/%1$s/.ssh/
        chown -R %1$s /home/%1$s/.ssh
        """
            .formatted(USER));
  }

  @AfterEach
  void nobodyIsLeft() {
    host.run("userdel -rf " + USER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "dash", "fish", "tcsh", "zsh"})
  void noiseAndShellsAreHarmless(String shell) {
    Assumptions.assumeTrue(host.run("command -v " + shell).status() == 0, shell + " is not there");
    host.told(
        """
        usermod -s "$(command -v %2$s)" %1$s
        cd /home/%1$s && mkdir -p .config/fish
        for file in .bashrc .profile .tcshrc .cshrc .zshenv .zshrc .config/fish/config.fish; do
          printf 'echo "Welcome, and mind the step"\\necho to the errors, too >/dev/stderr\\n' >"$file"
        done
        chown -R %1$s .
        """
            .formatted(USER, shell));
    workspace
        .target(
            "noisy",
            host,
            "user = \"%s\"".formatted(USER),
            "become = \"none\"",
            "root = \"~/clova\"")
        .write("greeting/it's here", "hello\n")
        .service("greeting", "targets = [\"*\"]\n");
    workspace.apply();
    assertEquals("hello\n", host.told("cat \"/home/%s/clova/greeting/it's here\"".formatted(USER)));
    workspace.assertSettled();
  }
}
