package dev.clova.state;

import java.util.Optional;

/** What the bytes of a receipt turned out to be. */
public sealed interface ReceiptReading {

  /**
   * A whole receipt.
   *
   * @param receipt what it says
   * @param digest of its body, as the state records it
   */
  record Sound(Receipt receipt, Digest digest) implements ReceiptReading {

    /** The record as the state holds it: with the digest of the receipt that backs it. */
    public PlacementRecord record() {
      return receipt.record().withReceipt(Optional.of(digest));
    }
  }

  /**
   * Not what was written.
   *
   * @param why in words for people
   */
  record Damaged(String why) implements ReceiptReading {}

  /**
   * Written by a newer Clova.
   *
   * @param format the number of its format
   */
  record Newer(int format) implements ReceiptReading {}
}
