package dev.clova.engine;

import dev.clova.engine.live.CommandListener;
import dev.clova.engine.live.CommandResult;
import dev.clova.engine.live.ServiceShell;
import dev.clova.engine.live.TargetCommand;
import dev.clova.engine.remote.OtherUser;
import dev.clova.engine.remote.ShellText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The same command on many targets at once; one that fails stops none of the others. */
final class RunOnTargets {

  private final Site site;
  private final Reach reach;

  RunOnTargets(Site site, Reach reach) {
    this.site = site;
    this.reach = reach;
  }

  /** Runs it everywhere; gives the results by target. */
  List<CommandResult> run(RunRequest request, CommandListener listener) {
    ShellText text = text(request);
    List<CommandResult> results = new ArrayList<>();
    try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<CommandResult>> running = new ArrayList<>();
      for (String target : reach.targets(request.targets())) {
        running.add(
            each.submit(
                () ->
                    new TargetCommand(target, listener, site.clock())
                        .run(
                            () -> reach.sessions().open(target).shell(),
                            text,
                            false,
                            Optional.empty())));
      }
      for (Future<CommandResult> one : running) {
        results.add(one.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException("running a command", e.getCause());
    }
    return results;
  }

  private static ShellText text(RunRequest request) {
    ShellText command =
        ShellText.lines(
            ShellText.of("unset LC_ALL; umask 022; cd; set +f"),
            ServiceShell.typed(request.words()));
    return request.user().map(user -> OtherUser.named(user, command)).orElse(command);
  }
}
