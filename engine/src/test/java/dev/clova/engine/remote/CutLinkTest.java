package dev.clova.engine.remote;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However much of it arrives, a script runs as a whole or not at all, and so does its payload. */
final class CutLinkTest {

  private static final byte[] PAYLOAD = "one line\nand another\n".getBytes(UTF_8);

  @ParameterizedTest
  @ValueSource(strings = {"dash", "bash", "busybox sh"})
  void halfOfAnythingIsNeverUsed(String shell, @TempDir Path folder) throws Exception {
    int head =
        new ShellProgram(shell, ShellProgram.USUAL.path())
            .direct(ShellProgram.Room.SESSION)
            .length();
    int whole = 0;
    int cut = 0;
    long least = Long.MAX_VALUE;
    for (long limit = 1; whole < 3; limit += limit < head ? 97 : 3) {
      Path place = Files.createDirectory(folder.resolve("cut" + limit));
      Reply reply = cutAfter(limit, shell, place);
      if (Files.exists(place.resolve("done"))) {
        whole++;
        least = Math.min(least, limit);
        assertArrayEquals(PAYLOAD, Files.readAllBytes(place.resolve("content")));
        assertEquals("all of it", Files.readString(place.resolve("first")));
      } else {
        cut++;
        assertFalse(reply instanceof Reply.Ended, reply::toString);
        if (Files.exists(place.resolve("first"))) {
          assertInstanceOf(Reply.Unknown.class, reply);
        }
      }
    }
    assertTrue(cut > 30, cut + " runs were cut short");
    assertTrue(least > head, "the cut reached the request: " + least);
  }

  private static Reply cutAfter(long limit, String shell, Path place) throws IOException {
    try (LocalConnection local = LocalConnection.of("sh");
        RemoteShell remote = Shells.open(new CutConnection(local, limit), shell)) {
      ShellText script =
          ShellText.lines(
              ShellText.set("place", place.toString()),
              ShellText.of("printf 'all of it' >\"$place/first\""),
              ShellText.of("cat >\"$place/content\""),
              ShellText.of(": >\"$place/done\""));
      return remote.run(Request.of(script).with(Payload.of(PAYLOAD)), FrameSink.none());
    }
  }
}
