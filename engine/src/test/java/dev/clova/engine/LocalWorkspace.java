package dev.clova.engine;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clova.engine.applying.ApplyEvent;
import dev.clova.engine.planning.Intent;
import dev.clova.engine.remote.Privilege;
import dev.clova.engine.transport.Connection;
import dev.clova.engine.transport.Endpoint;
import dev.clova.engine.transport.LocalTransport;
import dev.clova.engine.transport.Transport;
import dev.clova.state.ClovaException;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A working directory whose targets are folders of this machine, with services that write down what
 * is done to them, and a clock that a test moves.
 */
final class LocalWorkspace implements AutoCloseable {

  private final Path folder;
  private final Transport transport;
  private final BreakingTransport breaking;
  private final Set<String> away = ConcurrentHashMap.newKeySet();
  private volatile Instant now = Instant.parse("2026-11-23T12:00:00Z");

  LocalWorkspace(Path folder, String... targets) {
    this(
        folder,
        new LocalTransport(
            Map.of("HOME", folder.toString(), "PATH", System.getenv().getOrDefault("PATH", ""))));
    StringBuilder text = new StringBuilder("[workspace]\nid = \"k3v9t2mqk3v9t2mq\"\n");
    for (String target : targets) {
      text.append(
          "[targets.%s]\nconnection = \"local\"\nroot = \"%s\"\n".formatted(target, root(target)));
    }
    write(workspace().resolve("clova.toml"), text.toString());
  }

  /** One that is there already, and whose targets are reached otherwise. */
  LocalWorkspace(Path folder, Transport way) {
    this.folder = folder;
    this.breaking = new BreakingTransport(way);
    this.transport =
        new Transport() {
          @Override
          public Connection connect(Endpoint endpoint) {
            if (away.contains(endpoint.target())) {
              throw new ClovaException(
                  Problem.of(ProblemCode.UNREACHABLE, "It is switched off.", ""));
            }
            return breaking.connect(endpoint);
          }

          @Override
          public void close() {
            breaking.close();
          }
        };
  }

  Path workspace() {
    return folder.resolve("workspace");
  }

  Path root(String target) {
    return folder.resolve("targets").resolve(target);
  }

  /** A service that runs while a file is there, and writes down its commands. */
  void service(String name, String... settings) {
    write(
        workspace().resolve(name).resolve("run"),
        """
        #!/bin/sh
        echo "%s $1" >>%s
        case $1 in
        start) : >data/up ;;
        stop) rm -f data/up ;;
        esac
        """
            .formatted(name, log()));
    try {
      Files.setPosixFilePermissions(
          workspace().resolve(name).resolve("run"), PosixFilePermissions.fromString("rwxr-xr-x"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    write(workspace().resolve(name).resolve("data").resolve(".keep"), "");
    write(
        workspace().resolve(name).resolve("service.clova.toml"),
        """
        targets = ["*"]
        %s
        [command]
        start = "./run start"
        stop = "./run stop"
        reload = "./run reload"
        status = "test -e data/up"
        """
            .formatted(String.join("\n", settings)));
  }

  /** Declares a service for these targets, in place of those of before; empty: for none. */
  void place(String service, String targets) {
    Path file = workspace().resolve(service).resolve("service.clova.toml");
    try {
      write(
          file,
          Files.readString(file)
              .replaceFirst(
                  "targets = \\[[^]]*]",
                  "targets = [" + (targets.isEmpty() ? "" : "\"" + targets + "\"") + "]"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** More at the end of a service's definition. */
  void append(String service, String text) {
    Path file = workspace().resolve(service).resolve("service.clova.toml");
    try {
      write(file, Files.readString(file) + text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void write(Path file, String text) {
    try {
      Files.createDirectories(file.resolveSibling("."));
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Removes a file, or a folder with all that is in it. */
  void remove(Path path) {
    try (Stream<Path> all = Files.walk(path)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What was done to the services since the last call. */
  List<String> done() {
    try {
      List<String> lines = Files.exists(log()) ? Files.readAllLines(log()) : List.of();
      Files.deleteIfExists(log());
      return lines;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path log() {
    return folder.resolve("done");
  }

  /** No new connection is made to this target from now on. */
  void away(String target) {
    away.add(target);
  }

  /** A new connection is made again. */
  void back(String target) {
    away.remove(target);
  }

  /** Connections that may break. */
  BreakingTransport connections() {
    return breaking;
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  Instant now() {
    return now;
  }

  PlanResult plan() {
    return engine().plan(PlanRequest.ALL, event -> {});
  }

  ApplyReport apply() {
    return apply(PlanRequest.ALL);
  }

  ApplyReport apply(PlanRequest request) {
    ApplyReport report = attempt(request, event -> {});
    assertTrue(report.isComplete(), report::toString);
    return report;
  }

  /** An apply, whatever comes of it. */
  ApplyReport attempt() {
    return attempt(event -> {});
  }

  /** One during which something else happens. */
  ApplyReport attempt(Consumer<ApplyEvent> events) {
    return attempt(PlanRequest.ALL, events);
  }

  /** The same of what is asked for. */
  ApplyReport attempt(PlanRequest request, Consumer<ApplyEvent> events) {
    return engine().apply(ApplyRequest.unattended(request), plan -> true, events);
  }

  /** An apply that is cut off once it has told of so many events that tell of progress. */
  ApplyReport applyCutOffAfter(AtomicInteger events) {
    return attempt(
        event -> {
          boolean counts =
              event instanceof ApplyEvent.Began
                  || event instanceof ApplyEvent.Done
                  || event instanceof ApplyEvent.Finished;
          if (counts && events.getAndDecrement() == 0) {
            throw new IllegalStateException("cut off");
          }
        });
  }

  static PlanRequest request(Intent intent, String... selection) {
    return new PlanRequest(
        new Selection(List.of(selection), List.of(), List.of()),
        intent,
        false,
        false,
        Set.of(),
        false);
  }

  Engine engine() {
    return new Engine(
        new Site(
            workspace(),
            "0.1.0",
            folder,
            "ann",
            "laptop",
            "test",
            transport,
            become -> new Privilege.None(),
            clock(),
            new SecureRandom(),
            2));
  }

  private Clock clock() {
    return new Clock() {
      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }

      @Override
      public Instant instant() {
        return now;
      }
    };
  }

  @Override
  public void close() {
    transport.close();
  }
}
