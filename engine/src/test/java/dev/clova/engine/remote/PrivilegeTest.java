package dev.clova.engine.remote;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clova.state.ClovaException;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a {@code sudo} and a {@code doas} that take and refuse as the real ones do. */
final class PrivilegeTest {

  private static final byte[] PAYLOAD = "first line\n\0and more".repeat(9000).getBytes(UTF_8);
  private static final String PASSWORD = "p\u00e4ssword with 'quotes' and a \\";

  /** Asks, as with an entry in the sudoers file but without a recent login. */
  private static final String ASKING =
      """
      [ "$1" = -n ] && { echo a password is required >&2; exit 1; }
      [ "$1 $2" = "-S -p" ] || exit 2
      prompt=$3
      shift 3
      printf 'We trust you have received the usual lecture. Password:\\n%s' "$prompt" >&2
      IFS= read -r given
      if [ "$given" != "PASSWORD" ]; then
      printf '\\nSorry, try again.\\n%s' "$prompt" >&2
      IFS= read -r given
      exit 1
      fi
      exec env RIGHTS=root "$@"
      """;

  /** Does not ask: no password is needed, or one was given a minute ago. */
  private static final String WILLING =
      """
      case $1 in -n) shift ;; -S) shift 3 ;; esac
      exec env RIGHTS=root "$@"
      """;

  private static final String REFUSING = "echo 'plain is not in the sudoers file' >&2; exit 1";

  private final Path folder;
  private final LocalConnection connection = LocalConnection.of("bash");
  private final AtomicInteger asked = new AtomicInteger();

  PrivilegeTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @AfterEach
  void killWhatIsLeft() {
    connection.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"dash", "bash", "busybox sh"})
  void aPasswordIsSentOnceAndNeverIntoTheData(String shell) throws IOException {
    tool("sudo", ASKING.replace("PASSWORD", PASSWORD.replace("\\", "\\\\")));
    payloadArrives(shell, password(PASSWORD));
    assertEquals(1, asked.get());
  }

  @ParameterizedTest
  @ValueSource(strings = {"dash", "bash", "busybox sh"})
  void aSudoThatDoesNotAskGetsNoPassword(String shell) throws IOException {
    tool("sudo", WILLING);
    payloadArrives(shell, password(PASSWORD));
    assertEquals(0, asked.get());
    payloadArrives(shell, new Privilege.Sudo());
  }

  @Test
  void aWrongPasswordIsTriedOnce() throws IOException {
    tool("sudo", ASKING.replace("PASSWORD", "another"));
    Problem problem = refused(password(PASSWORD));
    assertTrue(problem.detail().contains("did not take the password"), problem.detail());
    assertFalse(problem.detail().contains(PASSWORD));
    assertEquals(1, asked.get());
  }

  @Test
  void aSudoThatWouldHaveToAskIsAProblem() throws IOException {
    tool("sudo", ASKING);
    Problem problem = refused(new Privilege.Sudo());
    assertTrue(problem.hint().contains("NOPASSWD"), problem.hint());
  }

  @Test
  void whoMayNotIsTold() throws IOException {
    tool("sudo", REFUSING);
    Problem problem = refused(new Privilege.Sudo());
    assertTrue(problem.detail().contains("plain is not in the sudoers file"), problem.detail());
    Problem other = refused(password(PASSWORD));
    assertTrue(other.detail().contains("sudo -S"), other.detail());
    assertEquals(0, asked.get());
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void aMissingToolIsTold(Way way) throws IOException {
    tools();
    Problem problem = refused(way.privilege());
    assertTrue(problem.detail().contains("There is no `" + way.tool + "`"), problem.detail());
  }

  @Test
  void doasWorksToo() throws IOException {
    tool("doas", WILLING);
    payloadArrives("dash", new Privilege.Doas());
  }

  /** The ways to root's rights, for what holds for all. */
  enum Way {
    SUDO("sudo"),
    SUDO_PASSWORD("sudo"),
    DOAS("doas");

    private final String tool;

    Way(String tool) {
      this.tool = tool;
    }

    Privilege privilege() {
      return switch (this) {
        case SUDO -> new Privilege.Sudo();
        case SUDO_PASSWORD -> new Privilege.SudoPassword(PASSWORD::toCharArray);
        case DOAS -> new Privilege.Doas();
      };
    }
  }

  private void tool(String name, String text) throws IOException {
    Tools.script(tools().resolve(name), text);
  }

  private Path tools() throws IOException {
    List<String> tools = List.of("dd", "setsid", "cat", "env", "dash", "bash", "busybox");
    return Tools.only(folder.resolve("bin"), tools);
  }

  private Privilege password(String password) {
    return new Privilege.SudoPassword(
        () -> {
          asked.incrementAndGet();
          return password.toCharArray();
        });
  }

  private void payloadArrives(String shell, Privilege privilege) {
    FrameList frames = new FrameList(1 << 20);
    try (RemoteShell remote = open(shell, privilege)) {
      Request request = Request.of(ShellText.of("frame got $RIGHTS; cat"));
      assertEquals(new Reply.Ended(0, ""), remote.run(request.with(Payload.of(PAYLOAD)), frames));
      assertTrue(remote.process().orElseThrow().ownGroup());
    }
    assertEquals(List.of("root"), frames.all().getFirst().frame().arguments());
    assertArrayEquals(PAYLOAD, frames.all().getFirst().body());
  }

  private Problem refused(Privilege privilege) {
    try (RemoteShell remote = open("dash", privilege)) {
      ClovaException problem =
          assertThrows(
              ClovaException.class,
              () -> remote.run(Request.of(ShellText.of(":")), FrameSink.none()));
      assertEquals(ProblemCode.PRIVILEGE, problem.problems().getFirst().code());
      return problem.problems().getFirst();
    }
  }

  private RemoteShell open(String shell, Privilege privilege) {
    String path = folder.resolve("bin").toString();
    return Shells.open(connection, privilege, new ShellProgram(shell, path));
  }
}
