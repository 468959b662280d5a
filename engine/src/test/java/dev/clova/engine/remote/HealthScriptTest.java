package dev.clova.engine.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a check over HTTP says of an answer that is not the right one. */
class HealthScriptTest {

  /** A target that has what most have. */
  private static final ShellText NO_CURL =
      ShellText.of("command() { [ \"$2\" != curl ] && type \"$2\" >/dev/null 2>&1; }");

  @ParameterizedTest
  @CsvSource({
    "HTTP/1.0 200 OK,       fine,  '', fine, ''",
    "HTTP/1.0 302 Found,    '',    '', '',   ''",
    "HTTP/1.0 503 Busy,     '',    '', '',   it answered with status 503",
    "HTTP/1.0 404 Not here, '',    404, '',  ''",
    "HTTP/1.0 200 OK,       '',    404, '',  it answered with status 200",
    "HTTP/1.0 200 OK,       other, '', fine, it answered without the text that is looked for",
    "SSH-2.0-OpenSSH_9.2,   '',    '', '',   what answers there speaks no HTTP"
  })
  void theAnswerIsTold(String line, String body, String expect, String text, String said)
      throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread answering = Thread.startVirtualThread(() -> answer(server, line, body));
      String url = "http://127.0.0.1:" + server.getLocalPort() + "/";
      ShellText script =
          ShellText.lines(
              NO_CURL,
              ScriptText.HEALTH,
              ShellText.of("clova_http ").plus(ShellText.words(List.of(url, expect, text))));
      Process process =
          new ProcessBuilder("dash", "-c", script.toString()).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(said, output);
      assertEquals(said.isEmpty() ? 0 : 1, process.waitFor());
      answering.join();
    }
  }

  private static void answer(ServerSocket server, String line, String body) {
    try (Socket socket = server.accept()) {
      // Whoever closes before all was read resets the connection, and the answer is lost.
      BufferedReader request =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      String asked = request.readLine();
      while (asked != null && !asked.isEmpty()) {
        asked = request.readLine();
      }
      String answer = line + "\r\n\r\n" + body;
      socket.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
