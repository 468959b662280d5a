package dev.clova.cli.command;

import dev.clova.engine.Engine;
import dev.clova.engine.Site;
import dev.clova.engine.remote.Privilege;
import dev.clova.engine.transport.EmbeddedServer;
import dev.clova.engine.transport.Prompt;
import dev.clova.engine.transport.SshSettings;
import dev.clova.engine.transport.SshTransport;
import dev.clova.state.ClovaVersion;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a demonstration needs: two SSH servers on loopback and a working directory for them. */
final class DemoStage implements AutoCloseable {

  private static final List<String> TARGETS = List.of("north", "south");
  private static final int PARALLEL = 8;

  private final Path folder;
  private final List<EmbeddedServer> servers = new ArrayList<>();
  private final SshTransport transport;
  private final Engine engine;
  private boolean kept;

  private DemoStage(Path folder, String user) throws IOException {
    this.folder = folder;
    Path key = folder.resolve("id_demo");
    PublicKey client = EmbeddedServer.newIdentity(key);
    StringBuilder knownHosts = new StringBuilder();
    StringBuilder targets = new StringBuilder();
    for (String target : TARGETS) {
      Files.createDirectories(folder.resolve(target));
      EmbeddedServer server = EmbeddedServer.start(folder.resolve(target), client);
      servers.add(server);
      knownHosts.append(server.knownHostsLine()).append('\n');
      targets.append(
          """

          [targets.%s]
          host = "%s"
          port = %d
          root = "%s"
          """
              .formatted(target, server.host(), server.port(), root(target)));
    }
    Files.writeString(folder.resolve("known_hosts"), knownHosts);
    workspace(user, key, targets.toString());
    SecureRandom randomness = new SecureRandom();
    SshSettings settings = SshSettings.of(folder, user, Map.of(), false, randomness);
    this.transport = new SshTransport(settings, Prompt.nobody());
    this.engine =
        new Engine(
            new Site(
                workspace(),
                ClovaVersion.CURRENT,
                folder,
                user,
                "localhost",
                "clova demo",
                transport,
                become -> new Privilege.None(),
                Clock.systemUTC(),
                randomness,
                PARALLEL));
  }

  static DemoStage set(Call call) throws IOException {
    return new DemoStage(
        Files.createTempDirectory("clova-demo-").toRealPath(), System.getProperty("user.name"));
  }

  Engine engine() {
    return engine;
  }

  Path folder() {
    return folder;
  }

  Path workspace() {
    return folder.resolve("workspace");
  }

  /** Where a target's services are. */
  Path root(String target) {
    return folder.resolve(target).resolve("clova");
  }

  void keep() {
    kept = true;
  }

  private void workspace(String user, Path key, String targets) throws IOException {
    file(
        "clova.toml",
        """
        [workspace]
        id   = "demo-workspace-0000"
        name = "demo"

        [defaults]
        user        = "%s"
        identity    = "%s"
        known_hosts = "%s"
        """
                .formatted(user, key, folder.resolve("known_hosts"))
            + targets);
    file("site/service.clova.toml", "targets = [\"*\"]\n");
    file("site/index.html", "<h1>First edition</h1>\n");
    file(
        "greeter/service.clova.toml",
        """
        targets = ["*"]
        after   = ["site"]

        [env]
        GREETING = "hello from {{ target.name }}"

        [command]
        start  = "./run start"
        stop   = "./run stop"
        status = "./run status"

        [health]
        command  = "test -s data/greeting"
        interval = "100ms"
        timeout  = "10s"
        """);
    file("greeter/greeting.txt", "good day\n");
    file(
        "greeter/run",
        """
        #!/bin/sh
        mkdir -p data
        case $1 in
          start)
            sleep 1000 </dev/null >/dev/null 2>&1 &
            echo "$!" >data/pid
            echo "$GREETING: $(cat greeting.txt)" >data/greeting
            ;;
          stop) kill "$(cat data/pid)" && rm data/pid ;;
          status) kill -0 "$(cat data/pid)" 2>/dev/null ;;
        esac
        """);
    Files.setPosixFilePermissions(
        workspace().resolve("greeter/run"),
        java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
    file(
        "report/service.clova.toml",
        """
        targets = ["north"]
        after   = ["greeter"]

        [sync]
        template = ["*.tmpl"]
        """);
    file("report/report.txt.tmpl", "greeter runs on {{ services.greeter.targets | join(', ') }}\n");
  }

  private void file(String path, String text) throws IOException {
    Path file = workspace().resolve(path);
    Files.createDirectories(file.resolveSibling("."));
    Files.writeString(file, text);
  }

  @Override
  public void close() throws IOException {
    transport.close();
    for (EmbeddedServer server : servers) {
      server.close();
    }
    if (!kept) {
      remove();
    }
  }

  private void remove() throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, IOException failure)
              throws IOException {
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
