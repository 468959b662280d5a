package dev.clova.engine.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A quoted word comes out of every shell as it went in. */
final class ShellTextProperties {

  private static final List<String> SHELLS =
      List.of("dash", "bash", "bash --posix", "busybox sh", "zsh --emulate sh");

  @Provide
  Arbitrary<List<String>> words() {
    Arbitrary<String> any =
        Arbitraries.strings()
            .withCharRange('\1', '\ud7ff')
            .withCharRange('\ue000', '\uffff')
            .ofMaxLength(20);
    Arbitrary<String> nasty =
        Arbitraries.strings()
            .withChars("'\"\\$`!*?[]{}~#;&|<>() \t\r\n\b-=%^é\u0001\u007f")
            .ofMaxLength(12);
    return Arbitraries.frequencyOf(net.jqwik.api.Tuple.of(1, any), net.jqwik.api.Tuple.of(3, nasty))
        .list()
        .ofMinSize(1)
        .ofMaxSize(200);
  }

  @Property(tries = 40)
  void wordsSurviveEveryShell(@ForAll("words") List<String> words) {
    SHELLS.forEach(shell -> assertEquals(words, echoed(shell, words), shell));
  }

  @Example
  void everyCharacterSurvivesEveryShell() {
    List<String> words = new ArrayList<>();
    IntStream.rangeClosed(1, 0x2ff).forEach(c -> words.add(Character.toString(c)));
    words.add(
        IntStream.rangeClosed(1, 0xff)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString());
    words.addAll(List.of("", "\ud83d\ude00", "\uffff", "-n", "-e", "--", "\\c", "a\n", "\n\n"));
    SHELLS.forEach(shell -> assertEquals(words, echoed(shell, words), shell));
  }

  private static List<String> echoed(String shell, List<String> words) {
    FrameList frames = new FrameList(1 << 20);
    try (LocalConnection connection = LocalConnection.of("sh");
        RemoteShell remote = Shells.open(connection, shell)) {
      ShellText script =
          ShellText.lines(
              ShellText.arguments(words),
              ShellText.of("frame words; for w do printf '%s\\000' \"$w\"; done"));
      assertTrue(remote.run(Request.of(script), frames).succeeded());
    }
    String[] parts = frames.all().getFirst().text().split("\0", -1);
    return Arrays.asList(parts).subList(0, parts.length - 1);
  }
}
