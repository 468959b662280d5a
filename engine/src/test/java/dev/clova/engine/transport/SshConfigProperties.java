package dev.clova.engine.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.clova.state.ClovaException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class SshConfigProperties {

  private static final SshSettings SETTINGS =
      new SshSettings(
          Path.of("/home/of/nobody"),
          "nobody",
          Path.of("/home/of/nobody/.ssh/config"),
          Path.of("/home/of/nobody/etc/ssh_config"),
          Path.of("/home/of/nobody/etc/known_hosts"),
          Map.of(),
          Duration.ofSeconds(1),
          3,
          Duration.ofSeconds(1),
          false,
          new Random(1));

  @Property
  void anyTextIsReadOrRefusedInWords(@ForAll String text) {
    refusedOrNot(() -> SshConfigFiles.parse(Path.of("config"), text));
  }

  @Property
  void anyLineIsFollowedOrRefusedInWords(@ForAll("lines") String text) {
    refusedOrNot(
        () -> {
          SshOptions options = new SshOptions(Optional.empty());
          for (SshConfigLine line : SshConfigFiles.parse(Path.of("config"), text)) {
            options.add(line);
            refusedOrNot(() -> options.hostName("vps"));
            refusedOrNot(options::port);
            refusedOrNot(options::family);
            refusedOrNot(options::connectTimeout);
            refusedOrNot(() -> options.isOn("identitiesonly", false));
            refusedOrNot(() -> new PathWords(SETTINGS, line).path(line.word()));
            refusedOrNot(() -> JumpWords.endpoints(line, Endpoints.of("vps", Endpoint.Via.SSH)));
          }
        });
  }

  @Property
  void quotedWordsComeBackUnchanged(@ForAll("words") List<String> words) {
    StringBuilder text = new StringBuilder("IdentityFile");
    for (String word : words) {
      text.append(" \"")
          .append(word.replace("\\", "\\\\").replace("\"", "\\\"").replace("'", "\\'"))
          .append('"');
    }
    SshConfigLine line = SshConfigLine.parse(text.toString(), Path.of("config"), 1).orElseThrow();
    assertEquals(words, line.words());
  }

  @Property
  void aPatternWithoutWildcardsMatchesItselfAlone(
      @ForAll("names") String pattern, @ForAll("names") String name) {
    assertEquals(pattern.equalsIgnoreCase(name), HostPatterns.matchesAny(List.of(pattern), name));
  }

  @Property
  void aStarStandsForAnything(@ForAll("names") String start, @ForAll("names") String end) {
    String name = start + end;
    assertEquals(true, HostPatterns.matchesAny(List.of(start + "*"), name));
    assertEquals(true, HostPatterns.matchesAny(List.of("*" + end), name));
    assertEquals(true, HostPatterns.matchesAny(List.of(start + "*" + end), name));
    assertEquals(false, HostPatterns.matchesAny(List.of("*", "!" + name), name));
  }

  @Provide
  Arbitrary<String> lines() {
    Arbitrary<String> keyword =
        Arbitraries.of(
            "Host",
            "HostName",
            "Port",
            "User",
            "IdentityFile",
            "ProxyJump",
            "AddressFamily",
            "ConnectTimeout",
            "IdentitiesOnly",
            "Match",
            "UserKnownHostsFile");
    Arbitrary<String> value =
        Arbitraries.strings().withChars("ab0129%~${}@:,[]*?!\"'\\/# \t").ofMaxLength(20);
    return Combinators.combine(keyword, value)
        .as((word, rest) -> word + " " + rest)
        .list()
        .ofMaxSize(5)
        .map(lines -> String.join("\n", lines));
  }

  @Provide
  Arbitrary<List<String>> words() {
    return Arbitraries.strings()
        .withChars("ab \\\"'#=%")
        .ofMinLength(1)
        .ofMaxLength(10)
        .list()
        .ofMinSize(1)
        .ofMaxSize(4);
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.strings().withChars("abAB01.-:[]").ofMinLength(1).ofMaxLength(8);
  }

  /** Lets pass what says in words what is wrong; anything else is a bug. */
  private static void refusedOrNot(Runnable work) {
    try {
      work.run();
    } catch (ClovaException e) {
      assertEquals(1, e.problems().size());
    }
  }
}
