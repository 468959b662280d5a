package dev.clova.engine.observed;

import dev.clova.engine.remote.FrameList;
import dev.clova.engine.remote.RemoteShell;
import dev.clova.engine.remote.Reply;
import dev.clova.engine.remote.Request;
import dev.clova.engine.remote.ScriptText;
import dev.clova.engine.remote.ShellText;
import dev.clova.engine.remote.TargetText;
import dev.clova.state.ClovaException;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import dev.clova.state.Receipt;
import dev.clova.state.ReceiptCodec;
import dev.clova.state.ReceiptReading;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The receipts of a target without their large parts, in one trip: what was last left there, by
 * whichever controller. Those that cannot be read, or are of another workspace, are left out.
 */
public final class ReceiptsAlone {

  private static final int MOST_BYTES = 64 << 20;

  private static final ShellText READ =
      ShellText.of(
          """
          set +f
          for receipt in ./.clova/services/*/receipt; do
          [ -f "$receipt" ] || continue
          service=${receipt#./.clova/services/}
          frame receipt "${service%/receipt}"
          cat "$receipt"
          done
          """);

  private ReceiptsAlone() {}

  /**
   * Reads them.
   *
   * @param target the target's name, for messages
   * @param root where its services live
   * @return receipts by service
   * @throws ClovaException if the target gives no answer
   */
  public static SortedMap<String, Receipt> read(
      RemoteShell shell, String target, String root, String workspaceId) {
    ShellText script =
        ShellText.lines(
            ScriptText.LOOK,
            ShellText.of("clova_root ").plus(ShellText.word(root)).plus(" || exit 0"),
            READ);
    FrameList frames = new FrameList(MOST_BYTES);
    Reply reply = shell.run(Request.of(script), frames);
    if (!reply.succeeded()) {
      throw new ClovaException(
          Problem.of(
              ProblemCode.UNREACHABLE,
              "`%s` did not tell what is placed there. %s"
                  .formatted(target, TargetText.line(reply.errors().strip()))
                  .strip(),
              "Try `clova target test " + target + "`."));
    }
    SortedMap<String, Receipt> receipts = new TreeMap<>();
    for (FrameList.Kept kept : frames.all()) {
      if (kept.frame().kind().equals("receipt")
          && ReceiptCodec.read(kept.body())
              instanceof ReceiptReading.Sound(Receipt receipt, var digest)
          && receipt.workspaceId().equals(workspaceId)) {
        receipts.put(receipt.record().placement().service(), receipt);
      }
    }
    return receipts;
  }
}
