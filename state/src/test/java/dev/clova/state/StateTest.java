package dev.clova.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class StateTest {

  @Test
  void theHistoryKeepsTheLastHundred() {
    State state = State.first("w");
    for (int i = 0; i < 105; i++) {
      state = state.with(Samples.apply("a-" + i));
    }
    assertEquals(State.HISTORY, state.history().size());
    assertEquals("a-5", state.history().getFirst().id());
    assertEquals("a-104", state.history().getLast().id());
  }

  @Test
  void aResourceIsFoundByItsAddress() {
    State state = Samples.state("w");
    Address nginx = Address.of(Samples.BLOG, "package", "nginx");
    assertEquals(Optional.of(Attributes.of("version", "1.26")), state.resource(nginx));
    assertEquals(Optional.empty(), state.without(Samples.BLOG).resource(nginx));
  }

  @Test
  void aRecordHoldsItsOwnResourcesOnly() {
    Map<Address, Attributes> foreign =
        Map.of(Address.of(Samples.BASE, "package", "nginx"), Attributes.none());
    assertThrows(IllegalArgumentException.class, () -> Samples.blog().withResources(foreign));
  }

  @Test
  void aReceiptDoesNotHoldItsOwnDigest() {
    PlacementRecord record = Samples.blog().withReceipt(Optional.of(Digest.of("receipt")));
    Receipt receipt = new Receipt("w", "homelab", "17", "ann@laptop", record);
    assertEquals(Optional.empty(), receipt.record().receipt());
    assertEquals(7, receipt.generation());
  }
}
