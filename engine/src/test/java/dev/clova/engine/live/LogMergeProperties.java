package dev.clova.engine.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clova.state.Placement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class LogMergeProperties {

  private static final Placement BLOG = new Placement("blog", "h1");
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  /** Seconds at which lines were said, by log; negative for a line without a time. */
  @Provide
  Arbitrary<List<List<Integer>>> logs() {
    return Arbitraries.integers().between(-1, 30).list().ofMaxSize(20).list().ofMaxSize(5);
  }

  @Property
  void everyLineComesOutOnceAndALogKeepsItsOrder(
      @ForAll("logs") List<List<Integer>> logs, @ForAll long seed) {
    Random random = new Random(seed);
    LogMerge merge = new LogMerge(PATIENCE);
    List<LogLine> out = new ArrayList<>();
    List<Integer> turns = turns(logs, random);
    int[] next = new int[logs.size()];
    Instant now = START;
    for (int log : turns) {
      merge.add("log" + log, line(log, next[log], logs.get(log).get(next[log])), now);
      next[log]++;
      now = now.plusMillis(random.nextInt(400));
      out.addAll(merge.take(now));
    }
    out.addAll(merge.take(now.plus(PATIENCE)));
    assertEquals(turns.size(), out.size());
    for (int log = 0; log < logs.size(); log++) {
      String name = "log" + log;
      List<String> texts =
          out.stream().filter(line -> line.source().equals(name)).map(LogLine::text).toList();
      List<String> said = new ArrayList<>();
      for (int i = 0; i < logs.get(log).size(); i++) {
        said.add(Integer.toString(i));
      }
      assertEquals(said, texts);
    }
  }

  @Property
  void linesOfLogsThatAreInOrderComeInTheOrderOfTime(@ForAll("logs") List<List<Integer>> logs) {
    LogMerge merge = new LogMerge(PATIENCE);
    List<Instant> times = new ArrayList<>();
    for (int log = 0; log < logs.size(); log++) {
      List<Integer> sorted =
          logs.get(log).stream().filter(at -> at >= 0).sorted(Comparator.naturalOrder()).toList();
      for (int i = 0; i < sorted.size(); i++) {
        LogLine line = line(log, i, sorted.get(i));
        merge.add("log" + log, line, START);
        times.add(line.time().orElseThrow());
      }
      merge.end("log" + log);
    }
    assertEquals(
        times.stream().sorted().toList(),
        merge.take(START).stream().map(line -> line.time().orElseThrow()).toList());
  }

  @Example
  void aLogThatHangsHoldsUpALineForTheirPatienceAndThenNoMore() {
    LogMerge merge = new LogMerge(PATIENCE);
    merge.open("hangs");
    merge.add("log0", line(0, 0, 1), START);
    assertEquals(List.of(), merge.take(START));
    assertEquals(Optional.of(START.plus(PATIENCE)), merge.next());
    assertEquals(1, merge.take(START.plus(PATIENCE)).size());
    merge.add("log0", line(0, 1, 2), START.plus(PATIENCE));
    assertEquals(1, merge.take(START.plus(PATIENCE)).size());
  }

  @Example
  void anOlderLineOfAnotherLogGoesFirst() {
    LogMerge merge = new LogMerge(PATIENCE);
    merge.open("log0");
    merge.open("log1");
    merge.add("log0", line(0, 0, 5), START);
    merge.add("log1", line(1, 0, 3), START);
    assertEquals(List.of("log1"), merge.take(START).stream().map(LogLine::source).toList());
    assertTrue(merge.take(START).isEmpty());
    merge.end("log1");
    assertEquals(List.of("log0"), merge.take(START).stream().map(LogLine::source).toList());
  }

  private static List<Integer> turns(List<List<Integer>> logs, Random random) {
    List<Integer> turns = new ArrayList<>();
    for (int log = 0; log < logs.size(); log++) {
      for (int i = 0; i < logs.get(log).size(); i++) {
        turns.add(log);
      }
    }
    Collections.shuffle(turns, random);
    return turns;
  }

  private static LogLine line(int log, int number, int at) {
    return new LogLine(
        BLOG,
        "log" + log,
        at < 0 ? Optional.empty() : Optional.of(START.plusSeconds(at)),
        Integer.toString(number));
  }
}
