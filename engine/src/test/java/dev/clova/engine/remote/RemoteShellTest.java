package dev.clova.engine.remote;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RemoteShellTest {

  private LocalConnection connection = LocalConnection.of("sh");

  @AfterEach
  void killWhatIsLeft() {
    connection.close();
  }

  private RemoteShell open(String shell) {
    return RemoteShell.open(
        connection, "nuc", new Privilege.None(), new SecureRandom(), new ShellProgram(shell));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/bin/sh", "dash", "bash", "busybox sh", "zsh --emulate sh"})
  void requestsAreCarriedOutInOrder(String shell) {
    byte[] all = new byte[1 << 20];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) (i * 7 + i / 256);
    }
    FrameList first = new FrameList();
    FrameList second = new FrameList();
    FrameList third = new FrameList();
    try (RemoteShell remote = open(shell)) {
      Exchange one = remote.send(Request.of(ShellText.of("frame a 1; echo hi; false")), first);
      Exchange two =
          remote.send(
              Request.of(ShellText.of("frame b; rx 5; frame c; cat; exit 7"))
                  .with(Payload.of(new byte[] {0, 10, 13, -1, 39}))
                  .with(Payload.of(all)),
              second);
      Exchange three = remote.send(Request.of(ShellText.of("frame d; if ( ;")), third);
      Reply bad = three.await();
      assertEquals(new Reply.Ended(1, ""), one.await());
      assertEquals(new Reply.Ended(7, ""), two.await());
      Reply.Ended syntax = assertInstanceOf(Reply.Ended.class, bad);
      assertTrue(syntax.status() != 0 && !syntax.errors().isEmpty());
      assertTrue(remote.run(Request.of(ShellText.of(":")), FrameSink.none()).succeeded());
      assertTrue(remote.process().orElseThrow().ownGroup());
    }
    assertEquals(List.of("a 1"), first.heads());
    assertEquals("hi\n", first.text(0));
    assertEquals(List.of("b", "c"), second.heads());
    assertArrayEquals(new byte[] {0, 10, 13, -1, 39}, second.body(0));
    assertArrayEquals(all, second.body(1));
    assertEquals(List.of(), third.heads());
  }
}
