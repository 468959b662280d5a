package dev.clova.engine;

import dev.clova.engine.kind.Shown;
import dev.clova.engine.observed.FileAnswer;
import dev.clova.engine.remote.FrameList;
import dev.clova.engine.remote.Reply;
import dev.clova.engine.remote.Request;
import dev.clova.engine.remote.ScriptText;
import dev.clova.engine.remote.ShellText;
import dev.clova.engine.tree.SourceFile;
import dev.clova.state.Address;
import dev.clova.state.ClovaException;
import dev.clova.state.ContentChange;
import dev.clova.state.ContentVersion;
import dev.clova.state.Digest;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import dev.clova.state.TreePath;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Takes what a target has of a file over into the repository: whole small texts only. */
final class Accepting {

  private final Reach reach;

  Accepting(Reach reach) {
    this.reach = reach;
  }

  /**
   * Takes one file over.
   *
   * @param address which
   * @param approval sees how the file here changes and says whether to go on
   * @return how it changed
   */
  ContentChange accept(String address, Predicate<ContentChange> approval) {
    SourceAddress source = SourceAddress.of(reach.definitions(), address);
    byte[] there = read(source.address());
    byte[] here = source.file().read().orElse(new byte[0]);
    ContentChange change =
        Shown.change(
            source.address().name(),
            source.file().read().map(Accepting::version),
            Optional.of(version(there)),
            here,
            there);
    if (Arrays.equals(here, there) && source.file().read().isPresent()) {
      throw refused(
          "`%s` has the same content here.".formatted(address), "There is nothing to do.");
    }
    if (!approval.test(change)) {
      throw new ClovaException(Problem.of(ProblemCode.NOT_CONFIRMED, "Nothing was changed.", ""));
    }
    source.file().write(there);
    return change;
  }

  private byte[] read(Address address) {
    String target = address.placement().target();
    List<String> components = Arrays.asList(address.name().split("/", -1));
    ShellText script =
        ShellText.lines(
            ScriptText.LOOK,
            ShellText.of("clova_root ").plus(ShellText.word(reach.root(target))).plus(" || exit 1"),
            ShellText.of("cd -P ")
                .plus(ShellText.path(address.placement().service()))
                .plus(" || exit 1"),
            ShellText.of("frame read; clova_read ")
                .plus(ShellText.number(SourceFile.MOST_BYTES + 1L))
                .plus(" ")
                .plus(ShellText.words(components)));
    FrameList frames = new FrameList(2 * SourceFile.MOST_BYTES);
    Reply reply = reach.sessions().open(target).shell().run(Request.of(script), frames);
    FileAnswer answer =
        FileAnswer.of(frames.first("read").map(FrameList.Kept::body).orElse(new byte[0]));
    String head = answer.head();
    if (!reply.succeeded() || !head.startsWith("file ")) {
      throw refused(
          "`%s` is no file on `%s`.".formatted(address.name(), target),
          "Only a file's content can be taken over; delete or link it here by hand.");
    }
    byte[] content = answer.content().orElse(new byte[0]);
    if (content.length > SourceFile.MOST_BYTES || !isText(content)) {
      throw refused(
          "`%s` is no text of at most 1 MiB.".formatted(address),
          "Fetch it by other means, such as `scp`.");
    }
    if (!Digest.of(content).hex().equals(head.substring("file ".length()))) {
      throw new ClovaException(
          Problem.of(
              ProblemCode.TARGET_ANSWER,
              "What `%s` sent of `%s` is not what it has.".formatted(target, address.name()),
              "It changed meanwhile; try again."));
    }
    return content;
  }

  private static boolean isText(byte[] content) {
    return TreePath.text(content).filter(text -> text.indexOf('\0') < 0).isPresent();
  }

  private static ContentVersion version(byte[] content) {
    return new ContentVersion(content.length, Digest.of(content).hex(), "");
  }

  private static ClovaException refused(String detail, String hint) {
    return new ClovaException(Problem.of(ProblemCode.REFUSED, detail, hint));
  }
}
