package dev.clova.cli.render;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.clova.cli.console.Palette;
import dev.clova.state.Address;
import dev.clova.state.Attributes;
import dev.clova.state.Digest;
import dev.clova.state.Hold;
import dev.clova.state.Home;
import dev.clova.state.Placement;
import dev.clova.state.PlacementRecord;
import dev.clova.state.RuntimeRecord;
import dev.clova.state.State;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RecordTextTest {

  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  @Test
  void everyPlacementIsALine() {
    List<RecordText.Row> rows =
        List.of(
            new RecordText.Row(blog(), true),
            new RecordText.Row(old("notes").withTaint(Optional.of("start\u001b[2J")), false));
    Golden.check("state-list-80.txt", RecordText.lines(rows, NOW, Palette.PLAIN, 80));
    State state = State.first("a1b2c3d4e5f6a7b8c9d0");
    Golden.check("state-list.json", List.of(RecordText.json(state, rows)));
  }

  @Test
  void allThatIsRecordedIsShown() {
    Golden.check("state-show.txt", RecordText.lines(blog(), Palette.PLAIN));
    Golden.check("state-show.json", List.of(RecordText.json(blog())));
  }

  @Test
  void nothingIsSaidInWords() {
    assertEquals(
        List.of("Nothing is recorded."), RecordText.lines(List.of(), NOW, Palette.PLAIN, 80));
  }

  private static PlacementRecord blog() {
    PlacementRecord record = old("blog");
    Digest tree = Digest.of("tree".getBytes(StandardCharsets.UTF_8));
    return record
        .withRuntime(
            new RuntimeRecord(
                "command",
                Attributes.of("stop", "./run stop"),
                List.of("data/"),
                Optional.empty(),
                ""))
        .withTree(Optional.of(tree))
        .withProtection(true)
        .withHold(
            Optional.of(new Hold("ann@laptop", NOW.minusSeconds(60), "upgrade", Optional.empty())))
        .withResources(
            Map.of(
                Address.of(record.placement(), "sync"), Attributes.of("tree", tree.hex()),
                Address.of(record.placement(), "health"), Attributes.none()));
  }

  private static PlacementRecord old(String service) {
    Placement placement = new Placement(service, "vps");
    Home home =
        new Home(
            "/srv/clova",
            "/srv/clova/" + service,
            "",
            "sudo",
            Attributes.of("host", "vps.example.org"));
    return PlacementRecord.first(placement, home, NOW.minusSeconds(7200), "p-hf8p-6e8h-v01m");
  }
}
