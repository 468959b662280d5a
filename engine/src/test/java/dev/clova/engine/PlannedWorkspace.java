package dev.clova.engine;

import dev.clova.engine.planning.Intent;
import dev.clova.engine.remote.Privilege;
import dev.clova.engine.transport.LocalTransport;
import dev.clova.engine.transport.Transport;
import dev.clova.state.Plan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A working directory whose targets are folders of this machine. */
final class PlannedWorkspace implements AutoCloseable {

  static final String HERE = "[targets.here]\nconnection = \"local\"\nroot = \"ROOT/here\"\n";

  private final Path folder;
  private final Path root;
  private Transport transport;
  private String version = "0.1.0";
  private Clock clock = Clock.systemUTC();
  private Outside outside = Outside.NOTHING;

  PlannedWorkspace(Path folder) {
    this.folder = folder;
    this.root = folder.resolve("workspace");
    this.transport = local(folder);
  }

  /** Where the definitions are. */
  Path root() {
    return root;
  }

  /** Where a file of a service is on a target. */
  Path on(String target, String path) {
    return folder.resolve(target).resolve(path);
  }

  /** The workspace's own file, with the id and the folder of the targets filled in. */
  PlannedWorkspace workspace(String text) {
    return write(
        "clova.toml", "[workspace]\nid = \"k3v9t2mq\"\n" + text.replace("ROOT", folder.toString()));
  }

  PlannedWorkspace write(String path, String text) {
    write(root.resolve(path), text);
    return this;
  }

  static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reaches targets in another way from now on. */
  void through(Transport other) {
    transport.close();
    transport = other;
  }

  void ofVersion(String other) {
    version = other;
  }

  void outside(Outside other) {
    outside = other;
  }

  void at(Clock other) {
    clock = other;
  }

  /** This machine, whose user has another home. */
  static Transport local(Path home) {
    String path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
    return new LocalTransport(Map.of("HOME", home.toString(), "PATH", path));
  }

  Engine engine() {
    return new Engine(
        new Site(
            root,
            version,
            folder,
            "tester",
            "localhost",
            "test",
            transport,
            become -> new Privilege.None(),
            clock,
            new SecureRandom(),
            2),
        outside);
  }

  static PlanRequest request(String... patterns) {
    return new PlanRequest(
        new Selection(List.of(patterns), List.of(), List.of()),
        Intent.CONVERGE,
        false,
        false,
        Set.of(),
        false);
  }

  Plan plan(PlanRequest request) {
    return engine().plan(request, event -> {}).plan();
  }

  Plan plan(String... patterns) {
    return plan(request(patterns));
  }

  ApplyReport apply(PlanRequest request) {
    return engine().apply(ApplyRequest.unattended(request), result -> true, event -> {});
  }

  /** Carries out a saved plan as {@code clova apply FILE} does. */
  ApplyReport apply(Plan claim, PlanRequest request) {
    return engine()
        .apply(
            new ApplyRequest(
                request.about(claim), true, Optional.empty(), Optional.of(claim), () -> false),
            result -> true,
            event -> {});
  }

  ApplyReport expect(Expectation expected) {
    return engine()
        .apply(
            new ApplyRequest(request(), true, Optional.of(expected), Optional.empty(), () -> false),
            result -> true,
            event -> {});
  }

  @Override
  public void close() {
    transport.close();
  }
}
