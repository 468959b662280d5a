package dev.clova.engine.transport;

import dev.clova.state.ClovaException;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The system's {@code ssh} as a program for a person, and what it is told of an endpoint. */
public final class SystemSsh {

  private static final int FAILED = 255;

  private SystemSsh() {}

  /**
   * Runs it on the terminal that is there, to its end. What the endpoint leaves open is the user's
   * SSH configuration's.
   *
   * @param command what to run there, as ssh takes it; none for a login shell
   * @return its exit status
   * @throws ClovaException if it could not be started
   */
  public static int run(Endpoint endpoint, List<String> command) {
    if (endpoint.via() == Endpoint.Via.LOCAL) {
      throw new ClovaException(
          Problem.of(
              ProblemCode.USAGE,
              "`" + endpoint.target() + "` is this machine.",
              "There is nowhere to log in to."));
    }
    List<String> words = new ArrayList<>(List.of("ssh"));
    words.addAll(options(endpoint));
    words.addAll(List.of("--", endpoint.host()));
    words.addAll(command);
    try {
      return new ProcessBuilder(words).inheritIO().start().waitFor();
    } catch (IOException e) {
      throw new ClovaException(
          Problem.of(
              ProblemCode.FAILED,
              "`ssh` could not be started: " + Reasons.of(e) + ".",
              "Install OpenSSH's client."),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return FAILED;
    }
  }

  /** What a definition says, as options. */
  static List<String> options(Endpoint endpoint) {
    List<String> options = new ArrayList<>();
    endpoint.port().ifPresent(port -> options.addAll(List.of("-p", String.valueOf(port))));
    endpoint.user().ifPresent(user -> options.addAll(List.of("-l", user)));
    endpoint.identities().forEach(file -> options.addAll(List.of("-i", file.toString())));
    endpoint
        .knownHosts()
        .ifPresent(file -> options.addAll(List.of("-o", "UserKnownHostsFile=\"" + file + "\"")));
    if (!endpoint.jumps().isEmpty()) {
      String hops = endpoint.jumps().stream().map(SystemSsh::hop).collect(Collectors.joining(","));
      options.addAll(List.of("-J", hops));
    }
    return options;
  }

  private static String hop(Endpoint jump) {
    String user = jump.user().map(name -> name + "@").orElse("");
    String host = jump.host().contains(":") ? "[" + jump.host() + "]" : jump.host();
    return user + host + (jump.port().isPresent() ? ":" + jump.port().getAsInt() : "");
  }
}
