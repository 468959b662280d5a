package dev.clova.engine.transport;

import dev.clova.state.ClovaException;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A master {@code ssh} and the commands that go through it. */
final class OpenSshConnection implements Connection {

  private static final String READY = "clova-ready";

  /** What ssh ends with when the connection, and not the command, is at fault. */
  private static final int FAILED = 255;

  private static final Duration TO_END = Duration.ofSeconds(5);

  private final Endpoint endpoint;
  private final Ssh ssh;
  private final LocalProcess master;
  private final List<LocalProcess> commands = new CopyOnWriteArrayList<>();

  private OpenSshConnection(Endpoint endpoint, Ssh ssh, LocalProcess master) {
    this.endpoint = endpoint;
    this.ssh = ssh;
    this.master = master;
  }

  /** Runs the system's ssh for one endpoint. */
  @FunctionalInterface
  interface Ssh {

    /**
     * Starts it with these options, to run this command on the target.
     *
     * @param type what kind of terminal draws what comes; may be empty
     */
    LocalProcess start(List<String> options, String command, String type) throws IOException;
  }

  /**
   * Connects and logs in.
   *
   * @throws ClovaException UNREACHABLE with what ssh said
   */
  static OpenSshConnection open(Endpoint endpoint, Ssh ssh) throws IOException {
    // The master's command ends with our end of its input, and with it the master, however we end.
    LocalProcess master = ssh.start(masterOptions(endpoint), "cat", "");
    CompletableFuture<Boolean> ready = new CompletableFuture<>();
    Thread.startVirtualThread(() -> ready.complete(awaitReady(master.output())));
    try {
      if (ready.get(endpoint.timeout().toMillis(), TimeUnit.MILLISECONDS)) {
        return new OpenSshConnection(endpoint, ssh, master);
      }
      throw new ClovaException(OpenSshRefusal.of(endpoint, said(master)));
    } catch (TimeoutException e) {
      master.close();
      throw new ClovaException(late(endpoint), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      master.close();
      throw new ClovaException(late(endpoint), e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("Waiting never fails", e);
    }
  }

  @Override
  public RemoteProcess start(String command) {
    return new Command(begun(List.of("-T"), command, ""), false);
  }

  /** Where ssh itself has no terminal, the one on the target passes everything on, of no size. */
  @Override
  public TerminalProcess startTerminal(String command, String type, TerminalSize size) {
    return new Command(begun(List.of("-q", "-tt", "-e", "none"), command, type), true);
  }

  private LocalProcess begun(List<String> how, String command, String type) {
    commands.removeIf(LocalProcess::isOver);
    if (master.isOver()) {
      throw new ClovaException(lost());
    }
    try {
      // Without the master there is to be no connection at all, rather than another one.
      List<String> options =
          new ArrayList<>(List.of("-o", "ControlMaster=no", "-o", "ProxyCommand=false"));
      options.addAll(how);
      LocalProcess process = ssh.start(options, command, type);
      commands.add(process);
      return process;
    } catch (IOException e) {
      throw new ClovaException(lost(), e);
    }
  }

  @Override
  public void close() {
    commands.forEach(LocalProcess::close);
    master.close();
    master.exitStatus(TO_END);
  }

  private static List<String> masterOptions(Endpoint endpoint) {
    List<String> options = new ArrayList<>(List.of("-T", "-M"));
    options.addAll(List.of("-o", "ControlPersist=no", "-o", "ClearAllForwardings=yes"));
    options.addAll(List.of("-o", "PermitLocalCommand=yes", "-o", "LocalCommand=echo " + READY));
    options.addAll(SystemSsh.options(endpoint));
    return options;
  }

  private static boolean awaitReady(InputStream output) {
    // The reader is never closed: the master's output ends with the master.
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(output, StandardCharsets.UTF_8));
    try {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.endsWith(READY)) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      return false; // it took too long, and nobody waits any more
    }
  }

  private static String said(LocalProcess master) throws IOException {
    byte[] bytes = master.error().readNBytes(RemoteProcess.ERROR_LIMIT_BYTES);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static Problem late(Endpoint endpoint) {
    return Problem.of(
        ProblemCode.UNREACHABLE,
        "`ssh` did not connect to "
            + OpenSshRefusal.described(endpoint)
            + " within "
            + endpoint.timeout().toSeconds()
            + " s.",
        "Check that the machine is up and that no firewall is in between.");
  }

  private Problem lost() {
    return Problem.of(
        ProblemCode.UNREACHABLE,
        "The connection to " + OpenSshRefusal.described(endpoint) + " was lost.",
        "Check the network and the machine, then try again.");
  }

  /**
   * A command's end of ssh.
   *
   * @param onTerminal whether it is on a terminal there; a signal may then be that of what it ran
   */
  private record Command(LocalProcess process, boolean onTerminal) implements TerminalProcess {

    @Override
    public OutputStream input() {
      return process.input();
    }

    @Override
    public InputStream output() {
      return process.output();
    }

    @Override
    public InputStream error() {
      return process.error();
    }

    @Override
    public OptionalInt exitStatus(Duration limit) {
      OptionalInt status = onTerminal ? process.status(limit) : process.exitStatus(limit);
      return status.equals(OptionalInt.of(FAILED)) ? OptionalInt.empty() : status;
    }

    @Override
    public boolean resize(TerminalSize size) {
      return false;
    }

    @Override
    public void close() {
      process.close();
    }
  }
}
