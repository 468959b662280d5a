package dev.clova.state;

import java.util.Optional;

/**
 * What lies on a target beside a service: that Clova put it there, for which workspace, and what.
 *
 * @param workspaceId the lineage of the workspace that it belongs to
 * @param workspaceName for people only
 * @param operation the number of the operation that wrote it, as the journal knows it
 * @param writer user and host of the controller
 * @param record what was left; its own {@code receipt} is empty here
 */
public record Receipt(
    String workspaceId,
    String workspaceName,
    String operation,
    String writer,
    PlacementRecord record) {

  /** Leaves the digest of a receipt out of the receipt. */
  public Receipt {
    record = record.withReceipt(Optional.empty());
  }

  /** Raised by every receipt of a placement; the newer one is right. */
  public long generation() {
    return record.generation();
  }
}
