package dev.clova.engine.observed;

import dev.clova.engine.remote.FrameList;
import dev.clova.engine.remote.Limits;
import dev.clova.engine.remote.RemoteShell;
import dev.clova.engine.remote.Reply;
import dev.clova.engine.remote.Request;
import dev.clova.engine.remote.ScriptText;
import dev.clova.engine.remote.ShellText;
import dev.clova.engine.remote.TargetText;
import dev.clova.state.Away;
import dev.clova.state.ClovaException;
import dev.clova.state.Digest;
import dev.clova.state.Origin;
import dev.clova.state.Placement;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import dev.clova.state.Receipt;
import dev.clova.state.ReceiptCodec;
import dev.clova.state.ReceiptReading;
import dev.clova.state.Tree;
import dev.clova.state.TreeCodec;
import dev.clova.state.TreeEntry.FileEntry;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The versions of one service that a target has kept, each as the files that were replaced or
 * removed after it. Any file of a version is thus in the first later version that holds one of its
 * path, or else in place.
 */
public final class KeptVersions {

  private static final Origin ORIGIN = new Origin("A kept listing", ProblemCode.TARGET_ANSWER, "");

  private static final int MOST_TOLD = 64 << 20;

  /** What is read to go back is held in memory. */
  private static final int MOST_CONTENT = 256 << 20;

  private static final ShellText TELL =
      ShellText.of(
          """
          clova_version_told() {
          frame version "$1"
          cat "$2/receipt"
          frame tree "$1"
          [ ! -f "$2/tree" ] || cat "$2/tree"
          frame env "$1"
          [ ! -f "$3" ] || { digest=$(sha256sum <"$3"); clova_seal "${digest%% *}"; }
          }
          set +f
          for version in "./.clova/kept/$SERVICE"/[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]; do
          [ -f "$version/receipt" ] || continue
          clova_version_told "${version##*/}" "$version" "$version/env"
          frame held "${version##*/}"
          [ ! -d "$version/files" ] || (cd "$version/files" && find . ! -type d -print0)
          done
          set -f
          if [ -f "./.clova/services/$SERVICE/receipt" ]; then
          clova_version_told now "./.clova/services/$SERVICE" "./$SERVICE/.env"
          fi
          :
          """);

  private final RemoteShell shell;
  private final String target;
  private final String root;
  private final String service;
  private final List<KeptVersion> all = new ArrayList<>();
  private Optional<KeptVersion> now = Optional.empty();

  private KeptVersions(RemoteShell shell, String target, String root, String service) {
    this.shell = shell;
    this.target = target;
    this.root = root;
    this.service = service;
  }

  /**
   * Asks which versions there are, in one trip.
   *
   * @param workspaceId whose versions count
   * @throws ClovaException if the target gives no answer
   */
  public static KeptVersions read(
      RemoteShell shell, String target, String root, String service, String workspaceId) {
    KeptVersions versions = new KeptVersions(shell, target, root, service);
    versions.tell(workspaceId);
    return versions;
  }

  private void tell(String workspaceId) {
    Map<String, Map<String, byte[]>> told = new LinkedHashMap<>();
    for (FrameList.Kept frame : ask(TELL, MOST_TOLD).all()) {
      if (!frame.frame().arguments().isEmpty()) {
        told.computeIfAbsent(frame.frame().arguments().getFirst(), name -> new HashMap<>())
            .put(frame.frame().kind(), frame.body());
      }
    }
    told.forEach(
        (name, parts) ->
            version(parts)
                .filter(version -> version.receipt().workspaceId().equals(workspaceId))
                .ifPresent(
                    version -> {
                      if (name.equals("now")) {
                        now = Optional.of(version);
                      } else {
                        all.add(version);
                      }
                    }));
  }

  /** A damaged one is none. */
  private Optional<KeptVersion> version(Map<String, byte[]> parts) {
    byte[] none = {};
    if (!(ReceiptCodec.read(parts.getOrDefault("version", none))
        instanceof ReceiptReading.Sound(var found, var digest))) {
      return Optional.empty();
    }
    Receipt receipt = ofToday(found);
    try {
      Tree tree =
          TreeCodec.read(new ByteArrayInputStream(parts.getOrDefault("tree", none)), ORIGIN);
      return receipt.record().tree().filter(tree.digest()::equals).isPresent()
          ? Optional.of(
              new KeptVersion(
                  receipt,
                  tree,
                  held(parts.getOrDefault("held", none)),
                  text(parts.getOrDefault("env", none)).strip()))
          : Optional.empty();
    } catch (ClovaException e) {
      return Optional.empty();
    }
  }

  /** A version of before the service, or the target, was renamed says its name of then. */
  private Receipt ofToday(Receipt found) {
    return new Receipt(
        found.workspaceId(),
        found.workspaceName(),
        found.operation(),
        found.writer(),
        found.record().renamed(new Placement(service, target)));
  }

  private static Set<String> held(byte[] names) {
    Set<String> held = new HashSet<>();
    for (String name : text(names).split("\0", -1)) {
      if (name.startsWith("./")) {
        held.add(name.substring(2));
      }
    }
    return held;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** What can be gone back to, the last first: whole versions, none twice, and not that of now. */
  public List<KeptVersion> earlier() {
    List<KeptVersion> earlier = new ArrayList<>();
    for (KeptVersion version : all.reversed()) {
      boolean isKnown =
          now.filter(version::isLike).isPresent() || earlier.stream().anyMatch(version::isLike);
      if (version.record().tainted().isEmpty() && !isKnown && !isBeforeRename(version)) {
        earlier.add(version);
      }
    }
    return earlier;
  }

  /** It went on under another name as it was, and is kept as that, too. */
  private boolean isBeforeRename(KeptVersion version) {
    return Away.of(version.record())
        .filter(away -> away.isInPlace(new Placement(service, target)))
        .isPresent();
  }

  /** What a version had in one place. */
  public record Held(Map<String, byte[]> files, Optional<byte[]> env) {

    /** Copies the map; the bytes are nobody's to change. */
    public Held {
      files = Map.copyOf(files);
    }
  }

  /**
   * Fetches what is kept of a version, in one more trip.
   *
   * @param inPlace of its files that are still in place, those that are wanted, too
   * @return contents that are what the version's listing says, by path
   */
  public Held fetch(KeptVersion version, Predicate<String> inPlace) {
    Map<String, FileEntry> wanted = new LinkedHashMap<>();
    List<ShellText> lines = new ArrayList<>();
    long bytes = 0;
    for (var entry : version.tree().entries()) {
      if (entry instanceof FileEntry file) {
        Optional<KeptVersion> holder = holder(version, file.path());
        if (holder.isPresent() || inPlace.test(file.path())) {
          bytes += file.size();
          lines.add(content(wanted.size(), file.path(), holder));
          wanted.put(file.path(), file);
        }
      }
    }
    if (bytes > MOST_CONTENT) {
      throw new ClovaException(
          Problem.of(
              ProblemCode.TARGET_ANSWER,
              "Going back takes %d MiB of kept files of `%s@%s`, and Clova fetches at most %d."
                  .formatted(bytes >> 20, service, target, MOST_CONTENT >> 20),
              "Deploy the commit of that version instead: `clova rollback --list` names it."));
    }
    lines.add(ShellText.of("frame env"));
    lines.add(
        ShellText.of("cat ").plus(ShellText.path(folder(version) + "/env")).plus(" 2>/dev/null"));
    lines.add(ShellText.of(":"));
    FrameList answer = ask(ShellText.lines(lines), MOST_CONTENT + MOST_TOLD);
    List<FileEntry> files = List.copyOf(wanted.values());
    Map<String, byte[]> contents = new HashMap<>();
    for (FrameList.Kept frame : answer.all()) {
      if (frame.frame().kind().equals("content")) {
        FileEntry file = files.get((int) frame.frame().number(0, 0, files.size() - 1));
        byte[] body = FileAnswer.of(frame.body()).content().orElse(new byte[0]);
        if (Digest.of(body).equals(file.digest())) {
          contents.put(file.path(), body);
        }
      }
    }
    Optional<byte[]> env =
        version.env().isEmpty() ? Optional.empty() : answer.first("env").map(FrameList.Kept::body);
    return new Held(contents, env);
  }

  private Optional<KeptVersion> holder(KeptVersion version, String path) {
    return all.stream()
        .filter(later -> later.record().generation() >= version.record().generation())
        .filter(later -> later.held().contains(path))
        .findFirst();
  }

  private String folder(KeptVersion version) {
    return "./.clova/kept/%s/%08d".formatted(service, version.record().generation());
  }

  private ShellText content(int number, String path, Optional<KeptVersion> holder) {
    String folder = holder.map(held -> folder(held) + "/files").orElse("./" + service);
    return ShellText.of("frame content ")
        .plus(ShellText.number(number))
        .plus("; (cd -P ")
        .plus(ShellText.path(folder))
        .plus(" && clova_read ")
        .plus(ShellText.number(MOST_CONTENT))
        .plus(" ")
        .plus(ShellText.words(Arrays.asList(path.split("/", -1))))
        .plus(") 2>/dev/null");
  }

  private FrameList ask(ShellText question, int mostBytes) {
    ShellText script =
        ShellText.lines(
            ScriptText.LOOK,
            ShellText.set("SERVICE", service),
            ShellText.of("clova_root ").plus(ShellText.word(root)).plus(" || exit 0"),
            question);
    FrameList frames = new FrameList(mostBytes);
    Reply reply = shell.run(Request.of(script).within(Limits.USUAL.upTo(mostBytes)), frames);
    if (!reply.succeeded()) {
      throw new ClovaException(
          Problem.of(
              ProblemCode.UNREACHABLE,
              "`%s` did not tell what it has kept of `%s`. %s"
                  .formatted(target, service, TargetText.line(reply.errors().strip()))
                  .strip(),
              "Try `clova target test " + target + "`."));
    }
    return frames;
  }
}
