package dev.clova.engine.applying;

import dev.clova.engine.observed.ListingText;
import dev.clova.engine.remote.Exchange;
import dev.clova.engine.remote.Frame;
import dev.clova.engine.remote.FrameSink;
import dev.clova.engine.remote.Limits;
import dev.clova.engine.remote.Payload;
import dev.clova.engine.remote.Reply;
import dev.clova.engine.remote.Request;
import dev.clova.engine.remote.ScriptText;
import dev.clova.engine.remote.Session;
import dev.clova.engine.remote.ShellText;
import dev.clova.engine.tree.TarGate;
import dev.clova.state.ClovaException;
import dev.clova.state.Digest;
import dev.clova.state.Listing;
import dev.clova.state.Origin;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import dev.clova.state.TreePath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.LongConsumer;

/**
 * Copies a service's data from one target to a place of its own on another, through this machine,
 * and compares. What is there already and looks the same is not sent again, so a copy that was cut
 * off goes on where it was; whether it really is the same, digests of everything tell at the end.
 */
final class Transfer {

  private static final int LOAD_PATHS = 5_000;
  private static final long LOAD_BYTES = 256L << 20;
  private static final int ROUNDS = 3;
  private static final long HEADERS_BYTES = 16L << 10;
  private static final long GROWTH_BYTES = 1L << 30;

  /** A listing or the digests of it are held in memory as a whole. */
  private static final long ANSWER_BYTES = 128L << 20;

  /** Hashing a large file is a long silence. */
  private static final Limits LIMITS =
      new Limits(Duration.ofMinutes(30), Duration.ofDays(7), ANSWER_BYTES);

  private static final int SHOWN = 5;
  private static final int ERROR_LINES = 3;

  /** Free space is to be a fifth more than what comes. */
  private static final double ROOM = 1.2;

  /**
   * One end.
   *
   * @param target its name
   * @param session the way there
   * @param enter goes to the folder that the paths are below
   */
  record End(String target, Session session, ShellText enter) {}

  private final End source;
  private final End copy;
  private final List<String> paths;
  private final LongConsumer passed;
  private final TarTools from;
  private final TarTools to;

  /** Asks both ends what they can do. */
  Transfer(End source, End copy, List<String> paths, LongConsumer passed) {
    this.source = source;
    this.copy = copy;
    this.paths = paths;
    this.passed = passed;
    this.from = tools(source);
    this.to = tools(copy);
  }

  /** What could keep the copy from being as the original, before anything is stopped for it. */
  void check() {
    Cargo cargo = survey(source, false);
    if (!cargo.unmovable().isEmpty()) {
      throw refused("devices cannot be carried: " + some(cargo.unmovable()));
    }
    Map<String, String> said = ask(source, call("clova_owners ", paths));
    if (!to.isRoot()
        && cargo.items().values().stream().anyMatch(i -> i.stat().uid() != from.user())) {
      throw refused(
          "files of several users can only be kept theirs with root's rights on `%s`: set `become`"
              .formatted(copy.target()));
    }
    List<String> owners = new ArrayList<>();
    said.getOrDefault("owners", "")
        .lines()
        .map(line -> line.split(" ", -1))
        .filter(words -> words.length == 3 && words[1].matches("[0-9]+"))
        .filter(words -> words[2].matches("[A-Za-z0-9_.-]+") && !words[2].equals("UNKNOWN"))
        .forEach(words -> owners.addAll(List.of(words)));
    String others =
        to.isRoot() && !owners.isEmpty()
            ? ask(copy, ShellText.of("frame owned\n").plus(call("clova_owned ", owners)))
                .getOrDefault("owned", "")
            : "";
    if (!others.isBlank()) {
      throw refused("users are not the same on both: " + others.strip().replace("\n", "; "));
    }
    long need = kilobytes(said.getOrDefault("need", ""));
    long there = survey(copy, false).bytes() / 1024;
    String full =
        ask(
                copy,
                ShellText.of("frame room\nclova_room ")
                    .plus(ShellText.number((long) Math.max(0, ROOM * need - there)))
                    .plus(" || :"))
            .getOrDefault("room", "");
    if (!full.isBlank()) {
      throw refused("there is not enough room on `%s`: %s".formatted(copy.target(), full.strip()));
    }
  }

  private static long kilobytes(String du) {
    String digits = du.strip().split("\\s", 2)[0];
    return digits.matches("[0-9]{1,15}") ? Long.parseLong(digits) : 0;
  }

  /** Copies what is missing, from a service that may be writing: saves time, proves nothing. */
  void ahead() {
    copyOnce(survey(source, false), survey(copy, true), new TreeSet<>());
  }

  /**
   * Copies what is missing and compares everything.
   *
   * @throws ClovaException if the two do not become the same, or somebody still writes
   */
  void exactly() {
    SortedSet<String> suspects = new TreeSet<>(TreePath.ORDER);
    List<String> faults = List.of();
    for (int round = 0; round < ROUNDS; round++) {
      Cargo original = survey(source, true);
      copyOnce(original, survey(copy, true), suspects);
      Cargo copied = survey(copy, true);
      faults = original.faults(copied, to.isRoot());
      if (faults.isEmpty()) {
        List<String> files = original.files();
        Hashing here = hashing(source, files);
        Hashing there = hashing(copy, files);
        List<String> unequal = Cargo.unequal(files, here.await(), there.await());
        if (!survey(source, true).isUntouchedSince(original)) {
          throw refused("something still writes to the data of the stopped service");
        }
        if (unequal.isEmpty()) {
          return;
        }
        suspects.addAll(unequal);
        faults = unequal.stream().map(path -> path + " has another content").toList();
      } else {
        suspects.addAll(original.files());
      }
    }
    throw refused("the copy is not what was copied: " + some(faults));
  }

  private void copyOnce(Cargo original, Cargo copied, SortedSet<String> suspects) {
    List<String> gone = copied.notIn(original);
    boolean whole = !from.gnu();
    if (whole ? !copied.items().isEmpty() : !gone.isEmpty()) {
      run(copy, ShellText.of("xargs -0 rm -rf --"), whole ? paths : gone.reversed());
    }
    if (whole) {
      stream(List.of(), original);
      return;
    }
    SortedSet<String> missing = original.missingIn(copied);
    suspects.stream()
        .filter(path -> original.items().containsKey(path))
        .forEach(path -> missing.add(path));
    for (List<String> load : original.loads(missing, LOAD_PATHS, LOAD_BYTES)) {
      stream(load, original);
    }
    // Directories come last: what is put into them would change their times again.
    for (List<String> load : original.loads(original.directories(), LOAD_PATHS, LOAD_BYTES)) {
      stream(load, original);
    }
  }

  private void stream(List<String> names, Cargo original) {
    if (source.session() == copy.session()) {
      within(names, original);
      return;
    }
    Conduit conduit = new Conduit(passed);
    Collection<String> wanted = names.isEmpty() ? original.items().keySet() : names;
    TarGate gate = new TarGate(conduit.input(), from.isExtended(to), original.types(wanted));
    Request unpack =
        request(copy, to.unpack(from)).with(Payload.ofUnknownLength(out -> gate.pass(out)));
    Request pack = request(source, ShellText.of("frame data\n").plus(pack(names, original)));
    pack = names.isEmpty() ? pack : pack.with(Payload.of(zeroed(names)));
    pack = pack.within(LIMITS.upTo(mostBytes(original)));
    Exchange taking = copy.session().shell().send(unpack, FrameSink.none());
    Exchange giving =
        source
            .session()
            .shell()
            .send(
                pack,
                (frame, body) -> {
                  if (frame.kind().equals("data")) {
                    conduit.fill(body);
                  }
                });
    Thread end = Thread.ofVirtual().start(() -> end(giving, conduit));
    Reply taken;
    try {
      taken = taking.await();
    } finally {
      conduit.abandon();
      join(end);
    }
    settled(source, giving.await(), 1);
    gate.refused()
        .ifPresent(
            what -> {
              throw refused("`%s` sent %s".formatted(source.target(), what));
            });
    settled(copy, taken, 0);
  }

  /** What is written to meanwhile may grow, but not without end. */
  private static long mostBytes(Cargo original) {
    return 2 * original.bytes() + original.items().size() * HEADERS_BYTES + GROWTH_BYTES;
  }

  /** Both ends are on one target: nothing of it passes here. */
  private void within(List<String> names, Cargo original) {
    ShellText pack = pack(names, original);
    if (pack.equals(ShellText.empty())) {
      return;
    }
    ShellText into =
        ShellText.lines(
            ShellText.of("{"), copy.enter(), ShellText.of("} >&2 || exit 9"), to.unpack(from));
    run(source, ShellText.lines(pack.plus(" | ("), into, ShellText.of(")")), names);
    passed.accept(original.bytes(names.isEmpty() ? original.items().keySet() : names));
  }

  /**
   * However it ends, it ends for the other target, too: that one is still needed when this one is
   * gone. The reply tells afterwards whether what came was all of it.
   */
  private static void end(Exchange giving, Conduit conduit) {
    try {
      Reply unused = giving.await();
    } catch (RuntimeException e) {
      // Whoever waits for the reply is told.
    } finally {
      conduit.end();
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private ShellText pack(List<String> names, Cargo original) {
    return names.isEmpty()
        ? TarTools.packAll(
            paths.stream().filter(path -> original.items().containsKey(path)).toList())
        : from.pack(to);
  }

  /** All that is there; a survey of what may be changing overlooks what comes and goes. */
  private Cargo survey(End end, boolean settled) {
    Map<Integer, Listing> listings = new HashMap<>();
    Origin origin =
        new Origin(
            "The listing of the data on `" + end.target() + "`",
            ProblemCode.TARGET_ANSWER,
            "If this happens again, the target's tools are not what they seem.");
    Request asking = request(end, call("clova_survey ", paths));
    Reply reply =
        end.session()
            .shell()
            .run(
                asking,
                (frame, body) -> {
                  if (frame.kind().equals("listing")) {
                    int number = (int) frame.number(0, 0, paths.size() - 1);
                    listings.put(number, ListingText.read(body.readAllBytes(), origin));
                  }
                });
    settled(end, reply, settled ? 0 : 1);
    Cargo cargo = Cargo.of(paths, listings);
    cargo
        .misplaced()
        .ifPresent(
            path -> {
              throw refused(
                  "`%s` tells of `%s` below what is no directory"
                      .formatted(end.target(), TreePath.show(path)));
            });
    return cargo;
  }

  /** The digests of files, while they are worked out. */
  private record Hashing(End end, int files, Exchange exchange, List<Digest> digests) {

    List<Digest> await() {
      settled(end, exchange.await(), 0);
      if (digests.size() != files) {
        throw refused("`%s` did not read all of the files".formatted(end.target()));
      }
      return digests;
    }
  }

  private Hashing hashing(End end, List<String> files) {
    List<Digest> digests = new ArrayList<>();
    Request asking =
        request(
                end,
                files.isEmpty()
                    ? ShellText.of(":")
                    : ShellText.of("frame digests\nxargs -0 sha256sum --"))
            .with(Payload.of(zeroed(files)));
    FrameSink sink =
        (frame, body) -> {
          if (frame.kind().equals("digests")) {
            new String(body.readAllBytes(), StandardCharsets.ISO_8859_1)
                .lines()
                .filter(line -> !line.isEmpty())
                .forEach(line -> digest(line).ifPresent(digests::add));
          }
        };
    return new Hashing(end, files.size(), end.session().shell().send(asking, sink), digests);
  }

  /** A name with a line end or a backslash in it has a backslash before its digest. */
  private static Optional<Digest> digest(String line) {
    String hex = line.startsWith("\\") ? line.substring(1) : line;
    return hex.length() > 64 && hex.substring(0, 64).matches("[0-9a-f]{64}")
        ? Optional.of(new Digest(hex.substring(0, 64)))
        : Optional.empty();
  }

  private static TarTools tools(End end) {
    return TarTools.of(ask(end, ShellText.of("clova_tools")).getOrDefault("tools", ""));
  }

  private void run(End end, ShellText script, List<String> names) {
    settled(
        end,
        end.session()
            .shell()
            .run(request(end, script).with(Payload.of(zeroed(names))), FrameSink.none()),
        0);
  }

  /** The bodies of the answer's frames, by their kinds. */
  static Map<String, String> ask(End end, ShellText script) {
    Map<String, String> said = new HashMap<>();
    FrameSink sink = (Frame frame, InputStream body) -> said.put(frame.kind(), text(body));
    settled(end, end.session().shell().run(request(end, script), sink), 0);
    return said;
  }

  private static String text(InputStream body) throws IOException {
    return new String(body.readNBytes(1 << 20), StandardCharsets.UTF_8);
  }

  private static Request request(End end, ShellText script) {
    return Request.of(
            ShellText.lines(
                ScriptText.LOOK,
                ScriptText.CHANGE,
                ScriptText.MOVE,
                ShellText.of("{"),
                end.enter(),
                ShellText.of("} >&2 || exit 9"),
                script))
        .onlyUnderLock()
        .within(LIMITS);
  }

  private static ShellText call(
      @com.google.errorprone.annotations.CompileTimeConstant String function,
      Collection<String> words) {
    return ShellText.of(function).plus(ShellText.words(words));
  }

  private static byte[] zeroed(List<String> names) {
    java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
    for (String name : names) {
      out.writeBytes(TreePath.encode("./" + name));
      out.write(0);
    }
    return out.toByteArray();
  }

  /** What went wrong at one end, as the problem of the move. */
  private static void settled(End end, Reply reply, int mostStatus) {
    switch (reply) {
      case Reply.Ended(int status, String errors) -> {
        if (status > mostStatus) {
          throw new ClovaException(
              Problem.of(
                  ProblemCode.STEP_FAILED,
                  "`%s`: %s"
                      .formatted(
                          end.target(), errors.isBlank() ? "status " + status : first(errors)),
                  ""));
        }
      }
      case Reply.NotRun(Reply.Reason why, String errors) -> throw lost(end, why);
      case Reply.Unknown(Reply.Reason why, String errors) -> throw lost(end, why);
    }
  }

  /** A tool that has no room says so for every single file. */
  private static String first(String errors) {
    List<String> lines = errors.strip().lines().limit(ERROR_LINES + 1).toList();
    return lines.size() > ERROR_LINES
        ? String.join("\n", lines.subList(0, ERROR_LINES)) + "\n..."
        : String.join("\n", lines);
  }

  private static ClovaException lost(End end, Reply.Reason why) {
    return new ClovaException(
        Problem.of(ProblemCode.UNREACHABLE, "`%s`: %s".formatted(end.target(), why.clause()), ""));
  }

  private static ClovaException refused(String why) {
    return new ClovaException(Problem.of(ProblemCode.STEP_FAILED, why, ""));
  }

  private static String some(List<String> all) {
    String shown = String.join(", ", all.subList(0, Math.min(SHOWN, all.size())));
    return all.size() > SHOWN ? shown + " and %d more".formatted(all.size() - SHOWN) : shown;
  }
}
