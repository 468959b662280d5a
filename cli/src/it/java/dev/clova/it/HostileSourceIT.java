package dev.clova.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A host whose {@code tar} packs what it likes: whatever it sends, nothing is written on the other
 * one beside the data of the service that moves, and the service stays where it is.
 */
@EnabledIfEnvironmentVariable(named = Fleet.INVENTORY, matches = ".+")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ResourceLock(Fleet.FIRST_TWO)
class HostileSourceIT {

  /** Sends what lies there, whatever it was asked to pack. */
  private static final String TAR =
      """
      #!/bin/sh
      case " $* " in
        *' -c '*) cat >/dev/null; cat /root/clova-it-archive ;;
        *) exec /usr/bin/tar "$@" ;;
      esac
      """;

  private final List<Host> hosts = Fleet.read().full(2);
  private final Host from = hosts.getFirst();
  private final Host to = hosts.getLast();
  private final Workspace workspace;
  private final String outside;

  HostileSourceIT(@TempDir Path folder) {
    workspace = Workspace.in(folder, "hostile", Fleet.read());
    outside = workspace.root() + "-outside";
  }

  @BeforeAll
  void deploy() {
    removeAll();
    workspace
        .on(hosts)
        .write("db/data/sub/file", "2\n")
        .write("db/data/records", "1\n")
        .service(
            "db",
            """
            targets = ["%s"]
            [command]
            start = ": >data/up"
            stop = "rm -f data/up"
            status = "test -e data/up"
            """
                .formatted(from.name()));
    workspace.apply();
    from.told(
        "cat >/usr/local/bin/tar <<'END'\n%sEND\nchmod 755 /usr/local/bin/tar".formatted(TAR));
    to.told("mkdir -p %1$s && echo as ever >%1$s/there".formatted(outside));
  }

  @AfterAll
  void removeAll() {
    for (Host host : hosts) {
      host.told(
          "rm -rf /usr/local/bin/tar /root/clova-it-* %s %s".formatted(outside, workspace.root()));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../../../../../hostile-outside/there",
        "/srv/clova-it/hostile-outside/there",
      })
  void nameThatLeadsOutsideIsRefused(String name) {
    archive("echo evil >file; tar -cPf %%s --transform 's,^file$,%s,' file".formatted(name));
    assertRefused(noPath(name));
  }

  @Test
  void otherNameOfAFileOutsideIsRefused() {
    archive(
        """
        mkdir data; echo evil >there; ln there data/records
        tar -cPf %%s --transform 'flags=h;s,^there$,%1$s/there,' there data/records
        tar --delete -Pf %%s there
        """
            .formatted(outside));
    assertRefused(noPath(outside + "/there"));
  }

  /** It is not what the listing said, and does not come through. */
  @Test
  void linkInThePlaceOfAFolderLeadsNobodyOutside() {
    archive(
        """
        mkdir data; ln -s %s data/sub; echo evil >there; echo evil >file
        tar -cPf %%s --transform 's,^file$,data/sub/file,;s,^there$,data/sub/there,' data/sub file there
        """
            .formatted(outside));
    assertRefused(
        "`db@%s` runs again as before; nothing was left on `%s`".formatted(from.name(), to.name()));
  }

  /** Packs it on the host; {@code %s} is the archive, as often as it is named. */
  private void archive(String script) {
    from.told(
        "PATH=/usr/bin:/bin; rm -rf /root/clova-it-*; mkdir /root/clova-it-made; cd /root/clova-it-made\n"
            + script.replace("%s", "/root/clova-it-archive"));
  }

  private String noPath(String path) {
    return "`db@%1$s` was not stopped; `%1$s` sent `%2$s`, which is no path of a service"
        .formatted(from.name(), path);
  }

  private void assertRefused(String how) {
    String said = workspace.expect(3, "move", "db", "--to", to.name(), "--yes");
    assertTrue(said.replaceAll("\\s+", " ").contains(how), said);
    assertEquals("there\nas ever\n", to.told("ls -A %1$s; cat %1$s/there".formatted(outside)));
    assertTrue(!to.is("-e %s/db".formatted(workspace.root())));
    assertTrue(!to.is("-e %s/.clova/moving/db".formatted(workspace.root())));
    assertTrue(from.is("-e %s/db/data/up".formatted(workspace.root())));
    workspace.assertSettled();
  }
}
