package dev.clova.engine.observed;

import dev.clova.state.ClovaException;
import dev.clova.state.Digest;
import dev.clova.state.Listing;
import dev.clova.state.Origin;
import dev.clova.state.ProblemCode;
import dev.clova.state.Tree;
import dev.clova.state.TreeCodec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * The large parts of receipts, kept on this machine so that they need not travel again: the tree
 * that was left on a target, and what its directory looked like then. Each stands under the digest
 * of its receipt, so that an entry can be lost but never wrong. Best effort: what cannot be kept is
 * asked for again.
 */
public final class RecordCache {

  private final Path folder;

  /** A cache in this folder, which is made when there is something to keep. */
  public RecordCache(Path folder) {
    this.folder = folder;
  }

  /** The large parts of one receipt. */
  public static final class Parts {

    private final byte[] tree;
    private final byte[] listing;
    private Optional<Tree> parsed = Optional.empty();

    /**
     * Parts as they came; not copied, so they must not be changed.
     *
     * @param tree what was left there, as {@link TreeCodec} writes it
     * @param listing what the target's tools printed of the directory right after that
     */
    public Parts(byte[] tree, byte[] listing) {
      this.tree = tree;
      this.listing = listing;
    }

    /** The tree that was left, which is asked for once an entry; empty if none was sent. */
    public Optional<Tree> readTree() {
      if (parsed.isEmpty() && tree.length > 0) {
        parsed = Optional.of(TreeCodec.read(new ByteArrayInputStream(tree), ORIGIN));
      }
      return parsed;
    }

    /** The listing of the directory as it was left. */
    public Listing readListing() {
      return ListingText.read(listing, ORIGIN);
    }
  }

  private static final Origin ORIGIN =
      new Origin(
          "The kept copy of a receipt",
          ProblemCode.STATE_DAMAGED,
          "Remove `.clova/cache`; it is made again.");

  /** Whether the parts of a receipt are here. */
  public boolean has(Digest receipt) {
    return Files.isRegularFile(file(receipt));
  }

  /** The parts of a receipt, if they are here and whole. */
  public Optional<Parts> find(Digest receipt) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file(receipt)));
      byte[] tree = new byte[bytes.getInt()];
      bytes.get(tree);
      byte[] listing = new byte[bytes.remaining()];
      bytes.get(listing);
      Parts parts = new Parts(tree, listing);
      Optional<Tree> unused = parts.readTree();
      return Optional.of(parts);
    } catch (IOException
        | java.nio.BufferUnderflowException
        | NegativeArraySizeException
        | ClovaException e) {
      return Optional.empty();
    }
  }

  /** Keeps the parts of a receipt. */
  public void keep(Digest receipt, Parts parts) {
    ByteBuffer bytes = ByteBuffer.allocate(4 + parts.tree.length + parts.listing.length);
    bytes.putInt(parts.tree.length).put(parts.tree).put(parts.listing);
    Path file = file(receipt);
    try {
      Files.createDirectories(folder);
      Path temporary = Files.createTempFile(folder, "receipt.", ".tmp");
      try {
        Files.write(temporary, bytes.array());
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      // A copy that is not kept costs one more trip the next time, and nothing else.
      return;
    }
  }

  private Path file(Digest receipt) {
    return folder.resolve(receipt.hex());
  }
}
