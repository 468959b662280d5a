package dev.clova.engine.observed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.clova.engine.observed.Vitals.Filling;
import dev.clova.engine.remote.ScriptText;
import dev.clova.engine.remote.ShellText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class VitalsTest {

  private static final Vitals NOTHING =
      new Vitals(
          Optional.empty(),
          OptionalInt.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  @Test
  void whatATargetTellsIsRead() {
    Vitals vitals =
        Vitals.read(
            """
            load 0.42
            uptime 350735.47
            cores 4
            memory MemTotal: 1000
            memory MemFree: 100
            memory MemAvailable: 750
            memory Cached: 600
            disk /dev/mapper/a b 1000 200 700 23% /srv/with space
            """,
            "ann@laptop\u001b[2J: clova apply");
    assertEquals(
        new Vitals(
            Optional.of(0.42),
            OptionalInt.of(4),
            Optional.of(new Filling(250 << 10, 1000 << 10)),
            Optional.of(new Filling(200 << 10, 900 << 10)),
            Optional.of(Duration.ofSeconds(350735)),
            Optional.of("ann@laptop\\u{1b}[2J: clova apply")),
        vitals);
  }

  @Test
  void oldKernelsTellWhatIsFreeAndCached() {
    String answer =
        "memory MemTotal: 1000\nmemory MemFree: 100\nmemory Buffers: 50\nmemory Cached: 600\n";
    assertEquals(Optional.of(new Filling(250 << 10, 1000 << 10)), Vitals.read(answer, "").memory());
  }

  @Test
  void whatMakesNoSenseIsNotKnown() {
    String answer =
        """
        load high
        uptime -3
        cores 0
        memory MemTotal: 99999999999999999999
        memory MemAvailable: 1
        disk df: no such file
        """;
    assertEquals(NOTHING, Vitals.read(answer, ""));
    assertEquals(NOTHING, Vitals.read("", " \n"));
  }

  @Property
  void anythingIsRead(@ForAll String answer, @ForAll String lock) {
    Vitals vitals = Vitals.read(answer, lock);
    vitals.lock().ifPresent(text -> assertTrue(text.chars().noneMatch(c -> c < ' '), text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/bin/dash", "/bin/bash", "/bin/busybox sh"})
  void everyShellTellsOfThisMachine(String shell) throws IOException {
    List<String> words = List.of(shell.split(" ", -1));
    assumeTrue(Files.isExecutable(Path.of(words.getFirst())), shell);
    assumeTrue(Files.isReadable(Path.of("/proc/meminfo")), "Linux");
    Vitals vitals = Vitals.read(told(words), "");
    assertTrue(vitals.load().isPresent(), vitals::toString);
    assertEquals(OptionalInt.of(Runtime.getRuntime().availableProcessors()), vitals.cores());
    assertTrue(vitals.uptime().orElseThrow().isPositive());
    Filling memory = vitals.memory().orElseThrow();
    assertTrue(memory.used() > 0 && memory.used() < memory.total(), memory::toString);
    Filling disk = vitals.disk().orElseThrow();
    assertTrue(disk.total() > 0, disk::toString);
  }

  private static String told(List<String> shell) throws IOException {
    Process process = new ProcessBuilder(shell).start();
    try (OutputStream in = process.getOutputStream()) {
      String text =
          ShellText.lines(
                  ShellText.of("frame() { :; }; set -f"),
                  ScriptText.VITALS,
                  ShellText.of("clova_vitals"))
              .toString();
      in.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
