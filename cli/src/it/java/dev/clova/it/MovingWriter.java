package dev.clova.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A Compose project that goes from host to host: its container writes numbered records all the
 * time, each on the disk before the next, to a persistent folder and to a named volume, and once
 * more much when it is told to stop.
 *
 * <p>The system property {@code clova.it.move.mebibytes} says how much else is in the folder.
 */
final class MovingWriter {

  private static final int MEBIBYTES = Integer.getInteger("clova.it.move.mebibytes", 64);

  private static final String CONTAINER = "writer-writer-1";

  private static final String VOLUME = "/var/lib/docker/volumes/writer_numbers/_data";

  private static final String WRITE =
      """
      #!/bin/sh
      n=$(tail -n 1 /data/records 2>/dev/null)
      m=$(tail -n 1 /volume/records 2>/dev/null)
      trap 'head -c %d /dev/zero >/data/last; exit 0' TERM
      while :; do
        n=$((n + 1)) m=$((m + 1))
        echo $n >>/data/records && sync /data/records
        echo $m >>/volume/records && sync /volume/records
        sleep 0.02
      done
      """;

  private static final String COMPOSE =
      """
      services:
        writer:
          image: fleet/busybox:1.0.0
          command: ["/bin/sh", "/write.sh"]
          restart: unless-stopped
          stop_grace_period: 3s
          volumes:
            - ./data:/data
            - ./write.sh:/write.sh:ro
            - numbers:/volume
      volumes:
        numbers:
      """;

  private final Workspace workspace;
  private final List<Host> hosts;
  private Host home;
  private long written;

  private MovingWriter(Workspace workspace, List<Host> hosts) {
    this.workspace = workspace;
    this.hosts = hosts;
    this.home = hosts.getFirst();
  }

  /**
   * One between two hosts with Docker.
   *
   * @param name tells it from those of other tests
   */
  static MovingWriter in(Path directory, String name) {
    Fleet fleet = Fleet.read();
    List<Host> hosts =
        fleet.full(2).stream().filter(host -> host.features().contains("docker")).toList();
    assertEquals(2, hosts.size(), "two hosts with Docker");
    return new MovingWriter(Workspace.in(directory, name, fleet), hosts);
  }

  /**
   * Deploys it to the first of them, where nothing is left of an earlier one.
   *
   * @param last how many bytes it writes when it is told to stop
   * @param more of its definition
   */
  void deploy(long last, String more) {
    remove();
    workspace
        .on(hosts)
        .write("writer/write.sh", WRITE.formatted(last))
        .write("writer/compose.yaml", COMPOSE)
        .service(
            "writer",
            "targets = [\"%s\"]\n[sync]\npersist = [\"data\"]\n%s".formatted(home.name(), more));
    workspace.apply();
    home.told("head -c %d /dev/urandom >%s/much".formatted(MEBIBYTES << 20, data()));
  }

  Workspace workspace() {
    return workspace;
  }

  List<Host> hosts() {
    return hosts;
  }

  /** Where it is, as far as is known. */
  Host home() {
    return home;
  }

  Host other() {
    return home.equals(hosts.getFirst()) ? hosts.getLast() : hosts.getFirst();
  }

  /** Where the definition says that it is: a move that went back has put it back, too. */
  Host declared() {
    try {
      String text = Files.readString(workspace.directory().resolve("writer/service.clova.toml"));
      return text.contains("\"" + home.name() + "\"") ? home : other();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its persistent folder. */
  String data() {
    return workspace.root() + "/writer/data";
  }

  /** Where its persistent folder gathers on a host that it goes to. */
  String arriving() {
    return workspace.root() + "/.clova/moving/writer/data/data";
  }

  /** Begins to move it, as a person would. */
  Running startMove() {
    remember();
    return workspace.clova().start("move", "writer", "--to", other().name(), "--yes");
  }

  /** What is written by now must never be lost. */
  void remember() {
    written = last(home, data() + "/records");
  }

  /** Waits for what is still at work on hosts. */
  void awaitLocks() {
    hosts.forEach(host -> host.told("flock -w 90 %s/.clova/lock true".formatted(workspace.root())));
  }

  boolean isRunning(Host host) {
    return host.run("docker inspect -f '{{.State.Running}}' -- " + CONTAINER)
        .output()
        .equals("true\n");
  }

  /** On how many of these hosts it writes. */
  long writers(List<Host> some) {
    return some.stream().filter(this::isRunning).count();
  }

  /** It writes there and nowhere else, and every record that ever was is there once. */
  void assertAt(Host host) {
    home = host;
    assertTrue(isRunning(home), "it runs on " + home.name());
    assertEquals(1, writers(hosts));
    assertEquals(
        "unless-stopped\n",
        home.told("docker inspect -f '{{.HostConfig.RestartPolicy.Name}}' -- " + CONTAINER));
    for (String file : List.of(data() + "/records", VOLUME + "/records")) {
      assertEquals("", home.told("awk '$1 != NR {print NR \": \" $0}' " + file));
      assertTrue(last(home, file) >= last(other(), file), "records were lost");
    }
    assertTrue(last(home, data() + "/records") >= written, "records were lost");
  }

  private static long last(Host host, String file) {
    return Long.parseLong("0" + host.told("tail -n 1 %s 2>/dev/null || :".formatted(file)).strip());
  }

  /** Every host has all its power, network and room. */
  void mend() {
    for (Host host : hosts) {
      Fleet.make("start", host.name());
      Fleet.make("latency", "0", host.name());
      Fleet.make("free", host.name(), "/");
    }
  }

  /** Leaves nothing of it on any host. */
  void remove() {
    for (Host host : hosts) {
      host.told(
          """
          docker rm -f %s >/dev/null 2>&1
          docker volume rm writer_numbers >/dev/null 2>&1
          docker network ls -q -f name=^writer_default$ | xargs -r docker network rm >/dev/null
          rm -rf %s
          """
              .formatted(CONTAINER, workspace.root()));
    }
  }
}
