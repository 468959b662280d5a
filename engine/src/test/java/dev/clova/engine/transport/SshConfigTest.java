package dev.clova.engine.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clova.engine.transport.Endpoint.Via;
import dev.clova.state.ClovaException;
import dev.clova.state.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SshConfigTest {

  private final Path home;

  SshConfigTest(@TempDir Path home) throws IOException {
    this.home = home;
    Files.createDirectories(home.resolve(".ssh"));
    Files.createDirectories(home.resolve("etc"));
  }

  @Test
  void withoutAConfigurationTheUsualHolds() {
    Route route = route("vps.example.org");
    assertEquals("vps.example.org", route.host());
    assertEquals(22, route.port());
    assertEquals(System.getProperty("user.name"), route.user());
    assertEquals(
        List.of(
            home.resolve(".ssh/known_hosts"),
            home.resolve(".ssh/known_hosts2"),
            home.resolve("etc/ssh_known_hosts")),
        route.hostKey().files());
    assertEquals(
        List.of(
            home.resolve(".ssh/id_ed25519"),
            home.resolve(".ssh/id_ecdsa"),
            home.resolve(".ssh/id_rsa")),
        route.login().identities());
    assertFalse(route.login().chosen());
    assertEquals(Duration.ofSeconds(20), route.timeout());
  }

  @Test
  void anAliasStandsForAHost() throws IOException {
    config(
        """
        Host vps
          HostName 192.0.2.7
          Port=2222
          User "deploy"
        Host *
          User nobody
        """);
    Route route = route("vps");
    assertEquals("192.0.2.7", route.host());
    assertEquals(2222, route.port());
    assertEquals("deploy", route.user());
    assertEquals("[192.0.2.7]:2222", route.hostKey().name());
    assertEquals("nobody", route("other").user());
  }

  @Test
  void patternsMayBeNegatedAndTheFirstValueCounts() throws IOException {
    config(
        """
        Host *.example.org !db.example.org
          Port 2201
        Host ???.example.*
          Port 2202
        host=*
        port = 2203 # the rest
        """);
    assertEquals(2201, route("web.example.org").port());
    assertEquals(2202, route("abc.example.net").port());
    assertEquals(2203, route("db.example.org").port());
    assertEquals(2203, route("example.com").port());
  }

  @Test
  void theDefinitionWins() throws IOException {
    config("Host *\nPort 1\nUser config\nIdentityFile ~/a\nUserKnownHostsFile ~/kh\n");
    Endpoint endpoint =
        Endpoints.ssh("vps", 2222, "root", Path.of("/keys/b"), Path.of("/keys/known"));
    Route route = new Routes(Settings.in(home)).route(endpoint);
    assertEquals(2222, route.port());
    assertEquals("root", route.user());
    assertEquals(List.of(Path.of("/keys/b")), route.login().identities());
    assertEquals(Path.of("/keys/known"), route.hostKey().files().getFirst());
  }

  @Test
  void identityFilesGatherAndTakeTokens() throws IOException {
    config(
        """
        Host vps
          HostName vps.example.org
          User deploy
          IdentityFile ~/.ssh/%r@%h
          IdentityFile %d/keys/%n-%p
          IdentitiesOnly yes
        Host *
          IdentityFile ${KEYS}/100%%
          CertificateFile ~/cert.pub
        """);
    Route.Login login = route("vps", Map.of("KEYS", "/keys")).login();
    assertEquals(
        List.of(
            home.resolve(".ssh/deploy@vps.example.org"),
            home.resolve("keys/vps-22"),
            Path.of("/keys/100%")),
        login.identities());
    assertEquals(List.of(home.resolve("cert.pub")), login.certificates());
    assertTrue(login.onlyThese());
    assertTrue(login.chosen());
  }

  @Test
  void theAgentIsTheEnvironmentsUnlessSaidOtherwise() throws IOException {
    config(
        """
        Host none
          IdentityAgent none
        Host socket
          IdentityAgent ~/agent.sock
        Host variable
          IdentityAgent $OTHER
        Host usual
          IdentityAgent SSH_AUTH_SOCK
        """);
    Map<String, String> environment = Map.of("SSH_AUTH_SOCK", "/run/a", "OTHER", "/run/b");
    assertEquals(Optional.empty(), route("none", environment).login().agent());
    assertEquals(
        Optional.of(home.resolve("agent.sock")), route("socket", environment).login().agent());
    assertEquals(Optional.of(Path.of("/run/b")), route("variable", environment).login().agent());
    assertEquals(Optional.of(Path.of("/run/a")), route("usual", environment).login().agent());
    assertEquals(Optional.of(Path.of("/run/a")), route("else", environment).login().agent());
    assertEquals(Optional.empty(), route("else").login().agent());
  }

  @Test
  void includesAreReadInPlaceSortedAndNested() throws IOException {
    Files.createDirectories(home.resolve(".ssh/conf.d"));
    Files.writeString(home.resolve(".ssh/conf.d/2.conf"), "Host vps\nPort 2\nUser two\n");
    Files.writeString(home.resolve(".ssh/conf.d/1.conf"), "Host vps\nPort 1\nInclude more\n");
    Files.writeString(home.resolve(".ssh/conf.d/.hidden.conf"), "Port 9\n");
    Files.writeString(home.resolve(".ssh/more"), "HostName from.more\n");
    config("Include conf.d/*.conf nothing/*\nHost *\nPort 3\nHostKeyAlias alias\n");
    Route route = route("vps");
    assertEquals(1, route.port());
    assertEquals("two", route.user());
    assertEquals("from.more", route.host());
    assertEquals("alias", route.hostKey().name());
    assertEquals(3, route("other").port());
  }

  @Test
  void anIncludeUnderAHostIsForThatHost() throws IOException {
    Files.writeString(home.resolve(".ssh/extra"), "Port 7\nHost *\nUser all\n");
    config("Host vps\n  Include extra\n  HostName after\nHost *\n  Port 8\n");
    assertEquals(7, route("vps").port());
    assertEquals("all", route("vps").user());
    assertEquals("after", route("vps").host());
    assertEquals(8, route("other").port());
    assertEquals(System.getProperty("user.name"), route("other").user());
  }

  @Test
  void anIncludeWithoutEndIsAProblem() throws IOException {
    config("Include config config\n");
    assertTrue(problem("vps").detail().contains("without an end"));
  }

  @Test
  void theMachinesConfigurationComesLast() throws IOException {
    config("Port 1\n");
    Files.writeString(home.resolve("etc/ssh_config"), "Port 2\nUser system\nInclude d/*\n");
    Files.createDirectories(home.resolve("etc/d"));
    Files.writeString(home.resolve("etc/d/x"), "HostName system.name\n");
    Route route = route("vps");
    assertEquals(1, route.port());
    assertEquals("system", route.user());
    assertEquals("system.name", route.host());
  }

  @Test
  void matchIsFollowedWhereItCanBeJudged() throws IOException {
    config(
        """
        Match originalhost vps
          HostName real.example.org
        Match host *.example.org user root
          Port 1
        Match host *.example.org !user root
          Port 2
        Match canonical
          Port 8
        Match final
          Port 9
        Match all
          User everybody
        """);
    assertEquals(1, route("vps", "root").port());
    assertEquals(2, route("vps", "deploy").port());
    assertEquals(9, route("other").port());
    assertEquals("everybody", route("other").user());
  }

  @Test
  void aConditionThatCannotBeJudgedIsAProblemOnlyWhereItWouldDecide() throws IOException {
    config("Match host vps exec \"touch /tmp/never\"\n  Port 1\n");
    Problem problem = problem("vps");
    assertTrue(problem.detail().contains("config:1"), problem.detail());
    assertTrue(problem.detail().contains("Match exec"), problem.detail());
    assertTrue(problem.hint().contains("connection = \"openssh\""), problem.hint());
    assertEquals(22, route("other").port());
  }

  @Test
  void whatClovaCannotDoIsAProblemOnlyForItsHosts() throws IOException {
    config(
        """
        Host proxied
          ProxyCommand nc %h %p
        Host direct
          ProxyCommand none
        Host revoked
          RevokedHostKeys /etc/ssh/revoked
        Host jumped
          ProxyJump nuc
          ProxyCommand nc %h %p
        """);
    assertTrue(problem("proxied").detail().contains("proxycommand"));
    assertTrue(problem("revoked").detail().contains("revokedhostkeys"));
    assertEquals(List.of(), route("direct").jumps());
    assertEquals("nuc", route("jumped").jumps().getFirst().host());
    assertEquals(22, route("other").port());
  }

  @Test
  void jumpsAreFollowedThroughTheirOwnConfiguration() throws IOException {
    config(
        """
        Host inner
          ProxyJump deploy@middle:2200,[2001:db8::1]:22
        Host middle
          HostName middle.example.org
          ProxyJump outer
          IdentityFile ~/middle
        Host outer
          User gate
          ProxyJump none
        """);
    List<Route> jumps = route("inner").jumps();
    assertEquals(
        List.of("outer", "middle.example.org", "2001:db8::1"),
        jumps.stream().map(Route::host).toList());
    assertEquals(List.of(22, 2200, 22), jumps.stream().map(Route::port).toList());
    assertEquals("gate", jumps.get(0).user());
    assertEquals("deploy", jumps.get(1).user());
    assertEquals(List.of(home.resolve("middle")), jumps.get(1).login().identities());
    assertTrue(jumps.stream().allMatch(hop -> hop.jumps().isEmpty()));
  }

  @Test
  void jumpsInACircleAreAProblem() throws IOException {
    config("Host a\nProxyJump b\nHost b\nProxyJump a\n");
    assertTrue(problem("a").detail().contains("through each other"));
  }

  @Test
  void hostKeysAreNeverAcceptedUnseen() throws IOException {
    config(
        """
        Host no
          StrictHostKeyChecking no
        Host ask
          StrictHostKeyChecking ask
        Host new
          StrictHostKeyChecking accept-new
        """);
    assertEquals(HostKeyPolicy.Unknown.REFUSED_ALL_THE_SAME, route("no").hostKey().unknown());
    assertEquals(HostKeyPolicy.Unknown.REFUSED, route("ask").hostKey().unknown());
    assertEquals(HostKeyPolicy.Unknown.REFUSED, route("new").hostKey().unknown());
    Endpoint endpoint = Endpoints.of("new", Via.SSH);
    Route interactive = new Routes(Settings.learning(home)).route(endpoint);
    assertEquals(HostKeyPolicy.Unknown.LEARNED, interactive.hostKey().unknown());
  }

  @Test
  void thereMayBeSeveralKnownHostsFilesOrNone() throws IOException {
    config(
        """
        Host several
          UserKnownHostsFile ~/one "/two words" ~/%k
          GlobalKnownHostsFile none
        Host none
          UserKnownHostsFile none
        """);
    assertEquals(
        List.of(home.resolve("one"), Path.of("/two words"), home.resolve("several")),
        route("several").hostKey().files());
    assertEquals(
        List.of(Path.of("/dev/null"), home.resolve("etc/ssh_known_hosts")),
        route("none").hostKey().files());
  }

  @Test
  void timesAndFamiliesAreRead() throws IOException {
    config(
        """
        Host short
          ConnectTimeout 7
          AddressFamily inet6
        Host long
          ConnectTimeout 1h30m
        """);
    assertEquals(Duration.ofSeconds(7), route("short").timeout());
    assertEquals(Route.Family.IPV6, route("short").family());
    assertEquals(Duration.ofSeconds(20), route("long").timeout());
  }

  @Test
  void nonsenseIsAProblemWithItsPlace() throws IOException {
    for (String line :
        List.of(
            "Port",
            "Port none",
            "Port 0",
            "Port 99999",
            "HostName %z",
            "User \"open",
            "IdentityFile ~other/key",
            "IdentityFile %q",
            "IdentityFile ${UNSET}",
            "IdentityFile ${UNSET",
            "IdentitiesOnly maybe",
            "ConnectTimeout soon",
            "AddressFamily appletalk",
            "StrictHostKeyChecking perhaps",
            "ProxyJump a@b@c:d",
            "ProxyJump a,,b",
            "Match host")) {
      config("# first\n" + line + "\n");
      Problem problem = problem("vps");
      assertTrue(problem.detail().contains("config:2"), line + " -> " + problem.detail());
    }
  }

  @Test
  void aConfigurationThatOthersMayChangeIsRefused() throws Exception {
    config("Port 1\n");
    Path file = home.resolve(".ssh/config");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));
    assertTrue(problem("vps").detail().contains("others may change it"));
  }

  @Test
  void theSystemsSshReadsItTheSame() throws Exception {
    Path program = Sshd.program("ssh");
    config(
        """
        Host vps *.example.org !no.example.org
          HostName %h.internal
          Port 2222
          IdentityFile ~/.ssh/%r@%h
        Match host *.internal user deploy
          HostKeyAlias matched
        Host *
          User deploy
          Port 23
        """);
    for (String host : List.of("vps", "a.example.org", "no.example.org", "else")) {
      Process process =
          new ProcessBuilder(
                  program.toString(), "-F", home.resolve(".ssh/config").toString(), "-G", host)
              .start();
      List<String> said = TransportContract.text(process.getInputStream()).lines().toList();
      Route route = route(host);
      assertTrue(said.contains("hostname " + route.host()), host);
      assertTrue(said.contains("port " + route.port()), host);
      assertTrue(said.contains("user " + route.user()), host);
      assertEquals(
          said.contains("hostkeyalias matched"), route.hostKey().name().equals("matched"), host);
    }
  }

  private void config(String text) throws IOException {
    Path file = home.resolve(".ssh/config");
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
  }

  private Problem problem(String host) {
    return assertThrows(ClovaException.class, () -> route(host)).problems().getFirst();
  }

  private Route route(String host) {
    return route(host, Map.of());
  }

  private Route route(String host, Map<String, String> environment) {
    return new Routes(Settings.in(home, environment)).route(Endpoints.of(host, Via.SSH));
  }

  private Route route(String host, String user) {
    Endpoint endpoint = Endpoints.as(user, Endpoints.of(host, Via.SSH));
    return new Routes(Settings.in(home)).route(endpoint);
  }
}
