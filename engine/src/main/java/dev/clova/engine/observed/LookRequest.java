package dev.clova.engine.observed;

import dev.clova.state.PlacementRecord;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What one target is asked.
 *
 * @param workspaceId whose receipts are ours
 * @param root the folder of the services: absolute, or {@code ~/…}
 * @param services what is declared or recorded there
 * @param recall what to ask about a service of which only a receipt on the target tells
 * @param lock what to tell others about the lock, if the target is to be locked before it is looked
 *     at
 * @param checksum read every file that is ours, whether it looks touched or not
 * @param vitals how the target itself is
 */
public record LookRequest(
    String workspaceId,
    String root,
    List<Asked> services,
    Function<PlacementRecord, Asked> recall,
    Optional<String> lock,
    boolean checksum,
    boolean vitals) {

  /** Copies its list. */
  public LookRequest {
    services = List.copyOf(services);
  }

  /** The same once the target is locked. */
  public LookRequest under(String holder) {
    return new LookRequest(
        workspaceId, root, services, recall, Optional.of(holder), checksum, vitals);
  }
}
