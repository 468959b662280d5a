package dev.clova.cli.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clova.engine.applying.ApplyEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

final class JsonProgressTest {

  private final List<String> lines = new ArrayList<>();
  private final ApplyProgress progress = JsonProgress.start(lines::add, "0.1.0", new TestClock());

  @Test
  void everyEventIsALine() {
    ApplySamples.looking().forEach(progress::accept);
    progress.planned(PlanSamples.blocked());
    ApplySamples.applying().forEach(progress::accept);
    progress.ended(ApplySamples.partly());
    progress.close();
    Golden.check("progress.jsonl", lines);
  }

  @Test
  void anEndWithoutAReportHasASummaryToo() {
    progress.accept(new ApplyEvent.Connecting("web-1"));
    progress.close();
    progress.close();
    progress.accept(new ApplyEvent.Looked("web-1"));
    assertEquals("{\"type\":\"summary\",\"outcome\":\"not_applied\"}", lines.getLast());
    assertEquals(3, lines.size());
  }

  @Test
  void manyBytesAreNotManyLines() {
    for (int sent = 0; sent < 1000; sent++) {
      progress.accept(new ApplyEvent.Sending("web-1", sent, 1000));
    }
    progress.accept(new ApplyEvent.Sending("web-1", 1000, 1000));
    assertEquals(3, lines.size(), lines::toString);
  }

  @Test
  void linesOfManyThreadsStayWhole() {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 500; i++) {
        String target = "web-" + i;
        threads.execute(() -> progress.accept(new ApplyEvent.Looked(target)));
      }
    }
    progress.close();
    assertEquals(502, lines.size());
    assertTrue(lines.getFirst().startsWith("{\"type\":\"version\""), lines.getFirst());
    assertEquals(1, lines.stream().filter(line -> line.contains("\"summary\"")).count());
    assertTrue(lines.getLast().startsWith("{\"type\":\"summary\""), lines.getLast());
  }
}
