package dev.clova.engine.tree;

import dev.clova.engine.crypto.NativeCrypto;
import dev.clova.engine.tree.DigestCache.Known;
import dev.clova.engine.tree.SourceWalk.FoundFile;
import dev.clova.state.ClovaException;
import dev.clova.state.Digest;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Hashes files, on all processors if there is enough to do. A file that is not the same after it
 * was read is a fault, since nobody knows what was read.
 */
final class FileHashes {

  private static final int BATCH_FILES = 64;
  private static final long BATCH_BYTES = 8 << 20;

  private final Path root;
  private final int processors;

  FileHashes(Path root, int processors) {
    this.root = root;
    this.processors = processors;
  }

  /** What became of one file. */
  private record Read(FoundFile file, Optional<Digest> digest, String fault) {}

  /** The digests of these files by path; what could not be read goes to the faults. */
  Map<String, Known> of(List<FoundFile> files, SourceFaults faults) {
    if (!files.isEmpty()) {
      NativeCrypto.prefer();
    }
    List<List<FoundFile>> batches = batches(files);
    List<Read> reads = new ArrayList<>();
    if (batches.size() < 2 || processors < 2) {
      batches.forEach(batch -> reads.addAll(hash(batch)));
    } else {
      reads.addAll(inParallel(batches));
    }
    Map<String, Known> known = new HashMap<>();
    for (Read read : reads) {
      read.digest()
          .ifPresentOrElse(
              digest -> known.put(read.file().path(), new Known(read.file().stamp(), digest)),
              () -> faults.add(read.file().path(), read.fault(), ""));
    }
    return known;
  }

  private List<Read> inParallel(List<List<FoundFile>> batches) {
    List<Read> reads = new ArrayList<>();
    int threads = Math.min(processors, batches.size());
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<List<Read>>> results = new ArrayList<>();
      batches.forEach(batch -> results.add(pool.submit(() -> hash(batch))));
      for (Future<List<Read>> result : results) {
        reads.addAll(result.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClovaException(
          Problem.of(ProblemCode.FAILED, "Interrupted while files were read.", ""), e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("hashing failed", e.getCause());
    } finally {
      pool.shutdownNow();
    }
    return reads;
  }

  private List<Read> hash(List<FoundFile> batch) {
    List<Read> reads = new ArrayList<>();
    try (SourceDirectory source = new SourceDirectory(root)) {
      for (FoundFile file : batch) {
        reads.add(hash(file, source));
      }
    } catch (IOException e) {
      // Only closing directories can fail here, and everything was read by then.
      return reads;
    }
    return reads;
  }

  private Read hash(FoundFile file, SourceDirectory source) {
    MessageDigest computation = Digest.sha256();
    long size = file.stamp().size();
    try {
      long length =
          source.read(file.path(), size, (bytes, count) -> computation.update(bytes, 0, count));
      boolean same =
          length == size
              && FileStamp.of(LocalNames.resolve(root, file.path())).equals(file.stamp());
      return same
          ? new Read(file, Optional.of(Digest.of(computation)), "")
          : new Read(file, Optional.empty(), "changed while it was read");
    } catch (IOException e) {
      return new Read(file, Optional.empty(), "cannot be read: " + SourceFaults.reason(e));
    }
  }

  private static List<List<FoundFile>> batches(List<FoundFile> files) {
    List<List<FoundFile>> batches = new ArrayList<>();
    List<FoundFile> batch = new ArrayList<>();
    long bytes = 0;
    for (FoundFile file : files) {
      batch.add(file);
      bytes += file.stamp().size();
      if (batch.size() == BATCH_FILES || bytes > BATCH_BYTES) {
        batches.add(batch);
        batch = new ArrayList<>();
        bytes = 0;
      }
    }
    if (!batch.isEmpty()) {
      batches.add(batch);
    }
    return batches;
  }
}
