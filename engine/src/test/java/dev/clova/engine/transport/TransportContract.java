package dev.clova.engine.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every transport does, whatever it runs over. */
@Timeout(60)
abstract class TransportContract {

  static final Duration LONG = Duration.ofSeconds(30);

  /** Fresh for each test. */
  final Path folder;

  private Transport transport;
  private Connection connection;

  /** Ends what the constructor started. */
  void cleanUp() throws Exception {}

  TransportContract(Path folder) {
    this.folder = folder;
  }

  /** The transport under test. */
  abstract Transport transport() throws Exception;

  /** A target that it reaches, able to run 20 commands at once. */
  abstract Endpoint endpoint() throws Exception;

  @BeforeEach
  void connect() throws Exception {
    transport = transport();
    connection = transport.connect(endpoint());
  }

  @AfterEach
  void disconnect() throws Exception {
    connection.close();
    transport.close();
    cleanUp();
  }

  @Test
  void outputAndStatusComeBack() throws IOException {
    assertEquals("hello\n", output("echo hello", 0));
    assertEquals("", output("exit 3", 3));
  }

  @Test
  void theShellGetsTheCommandUnchanged() throws IOException {
    assertEquals("a\"b $HOME \\ 'c' *", output("printf %s 'a\"b $HOME \\ '\\''c'\\'' *'", 0));
  }

  @Test
  void errorOutputIsApart() throws IOException {
    try (RemoteProcess process = connection.start("echo out; echo err >&2")) {
      assertEquals("out\n", text(process.output()));
      assertEquals("err\n", text(process.error()));
    }
  }

  @Test
  void statusIsKnownBeforeTheOutputIsRead() throws IOException {
    try (RemoteProcess process = connection.start("echo late; exit 4")) {
      assertEquals(OptionalInt.of(4), process.exitStatus(LONG));
      assertEquals("late\n", text(process.output()));
    }
  }

  @Test
  void aRunningCommandHasNoStatusYet() throws IOException {
    try (RemoteProcess process = connection.start("read -r line; exit 5")) {
      assertTrue(process.exitStatus(Duration.ofMillis(20)).isEmpty());
      write(process, "go\n");
      assertEquals(OptionalInt.of(5), process.exitStatus(LONG));
    }
  }

  @Test
  void aCommandEndedByASignalHasNoStatus() throws IOException {
    try (RemoteProcess process = connection.start("kill -KILL $$")) {
      assertEquals("", text(process.output()));
      assertTrue(process.exitStatus(LONG).isEmpty());
    }
  }

  @Test
  void bytesOfEveryValueGoBothWaysUnchanged() throws IOException {
    byte[] all = new byte[256];
    IntStream.range(0, 256).forEach(value -> all[value] = (byte) value);
    try (RemoteProcess process = connection.start("cat")) {
      process.input().write(all);
      process.input().close();
      assertArrayEquals(all, process.output().readAllBytes());
    }
  }

  @Test
  void aLargeInputArrivesWhole() throws Exception {
    byte[] large = random(12 << 20);
    try (RemoteProcess process = connection.start("sha256sum | cut -c 1-64")) {
      writeInPieces(process.input(), large);
      assertEquals(hash(large), text(process.output()).strip());
      assertEquals(OptionalInt.of(0), process.exitStatus(LONG));
    }
  }

  @Test
  void aLargeOutputArrivesWholeWhileInputIsSent() throws Exception {
    byte[] large = random(12 << 20);
    try (RemoteProcess process = connection.start("cat");
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<String> received = threads.submit(() -> hash(process.output().readAllBytes()));
      writeInPieces(process.input(), large);
      assertEquals(hash(large), received.get());
    }
  }

  @Test
  void unreadErrorOutputDoesNotMakeTheCommandWait() throws IOException {
    String command = "head -c 8000000 /dev/zero >&2; echo done";
    try (RemoteProcess process = connection.start(command)) {
      assertEquals("done\n", text(process.output()));
      int kept = process.error().readAllBytes().length;
      assertTrue(RemoteProcess.ERROR_LIMIT_BYTES <= kept && kept < 8_000_000, "kept " + kept);
    }
  }

  @Test
  void closingTheInputIsItsEnd() throws IOException {
    try (RemoteProcess process = connection.start("cat; echo over")) {
      write(process, "text ");
      process.input().close();
      assertEquals("text over\n", text(process.output()));
    }
  }

  @Test
  void closingAProcessEndsItsInput() throws IOException {
    String mark = "trap '' TERM; echo ready; cat >/dev/null; : >" + folder.resolve("mark");
    try (RemoteProcess process = connection.start(mark)) {
      assertEquals('r', process.output().read());
    }
    assertTimeoutPreemptively(LONG, () -> awaitFile(folder, "mark"));
  }

  @Test
  void closingAProcessThatDoesNotReadDoesNotWait() throws Exception {
    try (RemoteProcess process = connection.start("exec sleep 60");
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> blocked =
          threads.submit(
              () -> {
                writeInPieces(process.input(), new byte[12 << 20]);
                return "sent";
              });
      assertTrue(process.exitStatus(Duration.ofMillis(100)).isEmpty());
      assertTimeoutPreemptively(Duration.ofSeconds(10), process::close);
      assertTimeoutPreemptively(
          Duration.ofSeconds(10),
          () -> assertEquals(Future.State.FAILED, finished(blocked), "the writer is told"));
    }
  }

  @Test
  void manyCommandsRunAtOnceOnOneConnection() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<String>> commands =
          IntStream.range(0, 20)
              .<Callable<String>>mapToObj(n -> () -> echo("number " + n))
              .toList();
      List<Future<String>> answers = threads.invokeAll(commands);
      for (int n = 0; n < answers.size(); n++) {
        assertEquals("number " + n, answers.get(n).get());
      }
    }
  }

  @Test
  void closingTheConnectionEndsItsProcesses() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        RemoteProcess process = connection.start("echo ready; cat")) {
      assertEquals('r', process.output().read());
      Future<String> rest = threads.submit(() -> text(process.output()));
      connection.close();
      assertTimeoutPreemptively(LONG, () -> finished(rest));
    }
  }

  private String echo(String words) throws IOException {
    try (RemoteProcess process = connection.start("cat")) {
      write(process, words);
      process.input().close();
      return text(process.output());
    }
  }

  private String output(String command, int status) throws IOException {
    try (RemoteProcess process = connection.start(command)) {
      String output = text(process.output());
      assertEquals(OptionalInt.of(status), process.exitStatus(LONG));
      return output;
    }
  }

  static String text(InputStream stream) throws IOException {
    return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
  }

  static void write(RemoteProcess process, String text) throws IOException {
    process.input().write(text.getBytes(StandardCharsets.UTF_8));
    process.input().flush();
  }

  private static Future.State finished(Future<?> future) {
    try {
      future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      return future.state();
    }
    return future.state();
  }

  private static void awaitFile(Path folder, String name) throws Exception {
    try (WatchService watch = folder.getFileSystem().newWatchService()) {
      folder.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
      while (!Files.exists(folder.resolve(name))) {
        watch.take().reset();
      }
    }
  }

  private static void writeInPieces(OutputStream stream, byte[] bytes) throws IOException {
    int piece = 1 << 20;
    for (int start = 0; start < bytes.length; start += piece) {
      stream.write(bytes, start, Math.min(piece, bytes.length - start));
    }
    stream.close();
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  private static String hash(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
