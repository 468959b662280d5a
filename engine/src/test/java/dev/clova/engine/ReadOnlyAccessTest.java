package dev.clova.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.clova.state.ClovaException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadOnlyAccessTest {

  private static final String KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJIb";

  private final PlannedWorkspace workspace;

  ReadOnlyAccessTest(@TempDir Path folder) {
    workspace = new PlannedWorkspace(folder);
  }

  @AfterEach
  void close() {
    workspace.close();
  }

  private ReadOnlyAccess of(String settings, String key) {
    workspace.workspace("[targets.vps]\nhost = \"vps\"\n" + settings);
    return workspace.engine().targetChecks().readOnly("vps", Optional.of(key));
  }

  @Test
  void withSudoTheUserMayRunOneProgramAsRoot() {
    assertEquals(
        new ReadOnlyAccess(
            Optional.of("deploy"),
            "restrict,command=\"sudo -n /usr/local/lib/clova/look /srv/clova\" " + KEY + " plans",
            Optional.of(
                new ReadOnlyAccess.Grant(
                    "/etc/sudoers.d/clova-look",
                    "deploy ALL=(root) NOPASSWD: /usr/local/lib/clova/look /srv/clova"))),
        of("user = \"deploy\"\nbecome = \"sudo\"\n", KEY + " plans\n"));
  }

  @Test
  void withDoasAsWell() {
    assertEquals(
        Optional.of(
            new ReadOnlyAccess.Grant(
                "/etc/doas.conf",
                "permit nopass deploy as root cmd /usr/local/lib/clova/look args /srv/x")),
        of("user = \"deploy\"\nbecome = \"doas\"\nroot = \"/srv/x\"\n", KEY).grant());
  }

  @Test
  void withoutRightsItIsTheUsersOwnFolder() {
    assertEquals(
        new ReadOnlyAccess(
            Optional.empty(),
            "restrict,command=\"/usr/local/lib/clova/look ~/clova\" " + KEY,
            Optional.empty()),
        of("", KEY));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"root = '/srv/a b'", "root = '/srv/\"x'", "root = '/srv/$x'", "root = '/srv/a,b'"})
  void aRootThatSomeReaderOfTheLineWouldTakeApartIsRefused(String root) {
    assertThrows(ClovaException.class, () -> of(root + "\n", KEY));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "command=\"sh\" ssh-ed25519 AAAA",
        "ssh-ed25519 AAAA\nssh-ed25519 BBBB",
        "-----BEGIN OPENSSH PRIVATE KEY-----",
        "ssh-ed25519 AAAA comment\u0007"
      })
  void onlyOnePublicKeyIsTaken(String key) {
    assertThrows(ClovaException.class, () -> of("", key));
  }
}
