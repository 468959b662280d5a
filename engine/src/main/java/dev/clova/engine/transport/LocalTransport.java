package dev.clova.engine.transport;

import dev.clova.state.ClovaException;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * This machine as a target: commands run under {@code /bin/sh} as the user who runs Clova, in that
 * user's home folder, with a short list of environment variables. A process is ended when it is
 * closed.
 */
public final class LocalTransport implements Transport {

  private static final List<String> PASSED_ON =
      List.of(
          "HOME",
          "USER",
          "LOGNAME",
          "SHELL",
          "PATH",
          "LANG",
          "TMPDIR",
          "XDG_RUNTIME_DIR",
          "DBUS_SESSION_BUS_ADDRESS");

  private final Map<String, String> environment;
  private final List<LocalConnection> open = new CopyOnWriteArrayList<>();

  /** Passes on a few of these variables: the user's names and folders, nothing else. */
  public LocalTransport(Map<String, String> environment) {
    this.environment = chosen(environment, PASSED_ON);
  }

  @Override
  public Connection connect(Endpoint endpoint) {
    LocalConnection connection = new LocalConnection(endpoint.target());
    open.add(connection);
    return connection;
  }

  @Override
  public void close() {
    open.forEach(LocalConnection::close);
  }

  /** Only the named variables, as far as they are set. */
  static Map<String, String> chosen(Map<String, String> environment, List<String> names) {
    Map<String, String> chosen = new TreeMap<>(environment);
    chosen.keySet().retainAll(names);
    return Map.copyOf(chosen);
  }

  private final class LocalConnection implements Connection {

    private final String target;
    private final List<LocalProcess> processes = new CopyOnWriteArrayList<>();

    private LocalConnection(String target) {
      this.target = target;
    }

    @Override
    public RemoteProcess start(String command) {
      processes.removeIf(LocalProcess::isOver);
      try {
        LocalProcess process =
            LocalProcess.shell(
                command, environment, new File(environment.getOrDefault("HOME", "/")));
        processes.add(process);
        return process;
      } catch (IOException e) {
        throw new ClovaException(
            Problem.of(
                ProblemCode.UNREACHABLE,
                "This machine could not start `/bin/sh` for `" + target + "`.",
                "It has run out of processes or memory, or the home folder is gone."),
            e);
      }
    }

    @Override
    public void close() {
      processes.forEach(LocalProcess::close);
      open.remove(this);
    }
  }
}
