package dev.clova.engine;

import dev.clova.engine.live.CommandListener;
import dev.clova.engine.live.CommandResult;
import dev.clova.engine.live.ServiceShell;
import dev.clova.engine.live.TargetCommand;
import dev.clova.engine.observed.ReceiptsAlone;
import dev.clova.engine.remote.FrameList;
import dev.clova.engine.remote.RemoteTerminal;
import dev.clova.engine.remote.Reply;
import dev.clova.engine.remote.Request;
import dev.clova.engine.remote.Session;
import dev.clova.engine.remote.ShellText;
import dev.clova.engine.remote.TargetText;
import dev.clova.state.ClovaException;
import dev.clova.state.Placement;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import dev.clova.state.Receipt;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.Collectors;

/** A command in one service on one target, as the receipt there says that it runs. */
final class InService {

  private static final int MOST_NAMES = 1 << 20;

  private final Site site;
  private final Reach reach;
  private final ExecRequest request;
  private final Placement placement;

  /** Finds the one placement that is meant. */
  InService(Site site, Reach reach, ExecRequest request) {
    this.site = site;
    this.reach = reach;
    this.request = request;
    SortedSet<Placement> meant =
        reach.placements(new Selection(List.of(request.placement()), List.of(), List.of()));
    if (meant.size() > 1) {
      String all = meant.stream().map(p -> "`" + p + "`").collect(Collectors.joining(", "));
      throw new ClovaException(
          Problem.of(
              ProblemCode.USAGE,
              "`%s` is in several places: %s.".formatted(request.placement(), all),
              "Name one of them."));
    }
    this.placement = meant.first();
  }

  /** Runs it to its end. */
  CommandResult run(CommandListener listener) {
    Session session = reach.sessions().open(placement.target());
    ShellText text = text(session, false);
    return new TargetCommand(placement.target(), listener, site.clock())
        .run(session::shell, text, true, request.input());
  }

  /** Starts it on a terminal there, which the caller closes. */
  RemoteTerminal start(RemoteTerminal.Screen screen) {
    Session session = reach.sessions().open(placement.target());
    return session.terminal(screen, text(session, true));
  }

  private ShellText text(Session session, boolean terminal) {
    String target = placement.target();
    Receipt receipt =
        ReceiptsAlone.read(session.shell(), target, reach.root(target), reach.workspaceId())
            .get(placement.service());
    if (receipt == null) {
      throw new ClovaException(
          Problem.of(
              ProblemCode.FAILED,
              "There is no `%s` on `%s`.".formatted(placement.service(), target),
              "`clova apply %s` brings it there.".formatted(placement)));
    }
    ServiceShell shell = new ServiceShell(receipt.record());
    return shell.text(
        request.words(),
        shell.hasContainers() ? Optional.of(container(session, shell)) : Optional.empty(),
        terminal);
  }

  private String container(Session session, ServiceShell shell) {
    FrameList frames = new FrameList(MOST_NAMES);
    Reply reply =
        session
            .shell()
            .run(
                Request.of(ShellText.lines(ShellText.of("frame names"), shell.containers())),
                frames);
    List<String> names =
        frames.first("names").stream()
            .flatMap(kept -> kept.text().lines())
            .filter(name -> !name.isBlank())
            .sorted()
            .toList();
    if (!reply.succeeded() || names.isEmpty()) {
      throw new ClovaException(
          Problem.of(
              ProblemCode.FAILED,
              "No container of `%s` runs. %s"
                  .formatted(placement, TargetText.line(reply.errors().strip()))
                  .strip(),
              "`clova start %s` starts it.".formatted(placement)));
    }
    if (request.container().isPresent()) {
      return request.container().get();
    }
    if (names.size() == 1) {
      return names.getFirst();
    }
    if (names.contains(placement.service())) {
      return placement.service();
    }
    throw new ClovaException(
        Problem.of(
            ProblemCode.USAGE,
            "`%s` runs several containers: %s."
                .formatted(placement, TargetText.line(String.join(", ", names))),
            "Choose one with `--container`."));
  }
}
