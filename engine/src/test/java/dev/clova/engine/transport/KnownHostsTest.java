package dev.clova.engine.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clova.engine.transport.KnownHosts.Verdict;
import dev.clova.state.ClovaException;
import dev.clova.state.ProblemCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KnownHostsTest {

  private static final SshKey KEY = key("ssh-ed25519");
  private static final SshKey OTHER = key("ssh-ed25519");
  private static final SshKey RSA = key("ssh-rsa");

  private final Path file;

  KnownHostsTest(@TempDir Path folder) {
    file = folder.resolve("known_hosts");
  }

  @Test
  void aKeyUnderTheHostsNameIsKnown() throws IOException {
    write("vps.example.org " + text(KEY));
    assertEquals(new Verdict.Known(), judge("vps.example.org", 22, KEY));
    assertEquals(new Verdict.Known(), judge("VPS.Example.ORG", 22, KEY));
    assertEquals(new Verdict.Unknown(), judge("other.example.org", 22, KEY));
  }

  @Test
  void namesMayBeListsPatternsAndNegations() throws IOException {
    write("a.example.org,*.example.net,!bad.example.net,10.0.0.? " + text(KEY));
    assertEquals(new Verdict.Known(), judge("a.example.org", 22, KEY));
    assertEquals(new Verdict.Known(), judge("good.example.net", 22, KEY));
    assertEquals(new Verdict.Known(), judge("10.0.0.7", 22, KEY));
    assertEquals(new Verdict.Unknown(), judge("bad.example.net", 22, KEY));
    assertEquals(new Verdict.Unknown(), judge("10.0.0.70", 22, KEY));
  }

  @Test
  void hashedNamesAreRead() throws IOException {
    write(HostPatterns.hashed("[vps]:2222", new byte[] {1, 2, 3}) + " " + text(KEY));
    assertEquals(new Verdict.Known(), judge("vps", 2222, KEY));
    assertEquals(new Verdict.Unknown(), judge("vps", 22, KEY));
  }

  @Test
  void namesAreHashedAsOpenSshDoes() throws Exception {
    write("vps.example.org " + text(KEY) + "\n");
    Sshd.run("ssh-keygen", "-H", "-f", file.toString());
    String hashed = Files.readString(file);
    assertTrue(hashed.startsWith("|1|"), hashed);
    assertEquals(new Verdict.Known(), judge("vps.example.org", 22, KEY));
  }

  @Test
  void anotherPortIsAnotherHostUnlessItHasTheSameKey() throws IOException {
    write("[vps]:2222 " + text(KEY), "vps " + text(OTHER));
    assertEquals(new Verdict.Known(), judge("vps", 2222, KEY));
    assertEquals(new Verdict.Known(), judge("vps", 22, OTHER));
    assertEquals(new Verdict.Known(), judge("vps", 2200, OTHER));
    assertEquals(new Verdict.Unknown(), judge("vps", 2200, KEY));
    assertInstanceOf(Verdict.Changed.class, judge("vps", 2222, OTHER));
  }

  @Test
  void aChangedKeyNamesTheLineThatContradictsIt() throws IOException {
    write("# comment", "", "vps " + text(RSA), "vps " + text(KEY));
    Verdict verdict = judge("vps", 22, OTHER);
    Verdict.Changed changed = assertInstanceOf(Verdict.Changed.class, verdict);
    assertEquals(file + ":4", changed.line().place());
  }

  @Test
  void aHostKnownByAnotherTypeOnlyIsNotUnknown() throws IOException {
    write("vps " + text(RSA));
    assertInstanceOf(Verdict.OtherType.class, judge("vps", 22, KEY));
  }

  @Test
  void aRevokedKeyIsNeverKnown() throws IOException {
    write("vps " + text(KEY), "@revoked * " + text(KEY));
    assertInstanceOf(Verdict.Revoked.class, judge("vps", 22, KEY));
    assertInstanceOf(Verdict.Revoked.class, judge("vps", 2222, KEY));
  }

  @Test
  void anAuthorityVouchesForTheHostsOfItsLine() throws IOException {
    write("@cert-authority *.example.org " + text(OTHER));
    assertEquals(new Verdict.Known(), judge("vps.example.org", 22, KEY, OTHER));
    assertEquals(new Verdict.Known(), judge("vps.example.org", 2222, KEY, OTHER));
    assertEquals(new Verdict.Unknown(), judge("vps.example.com", 22, KEY, OTHER));
    assertEquals(new Verdict.Unknown(), judge("vps.example.org", 22, KEY, RSA));
    assertEquals(new Verdict.Unknown(), judge("vps.example.org", 22, OTHER));
  }

  @Test
  void anAuthorityForAllHostsIsOneOnEveryPort() throws IOException {
    write("@cert-authority * " + text(OTHER));
    assertEquals(new Verdict.Known(), judge("vps", 2222, KEY, OTHER));
  }

  @Test
  void aRevokedAuthorityVouchesForNobody() throws IOException {
    write("@cert-authority * " + text(OTHER), "@revoked * " + text(OTHER));
    assertInstanceOf(Verdict.Revoked.class, judge("vps", 22, KEY, OTHER));
  }

  @Test
  void severalFilesAreReadAndMissingOnesAreEmpty() throws IOException {
    write("vps " + text(KEY));
    HostKeyPolicy policy = policy("vps", 22, List.of(file.resolveSibling("none"), file));
    assertEquals(new Verdict.Known(), KnownHosts.read(policy).judge(KEY, Optional.empty()));
  }

  @Test
  void badLinesTrustNobodyAndHideNothing() throws IOException {
    write(
        "vps",
        "vps ssh-ed25519",
        "vps ssh-ed25519 !!!",
        "vps ssh-rsa " + KEY.base64(),
        "|1|x|y " + text(KEY),
        "|2|AAAA|AAAA " + text(KEY),
        "|1||AAAA " + text(KEY),
        "\u0000\uffff",
        "other " + text(KEY));
    assertEquals(new Verdict.Unknown(), judge("vps", 22, KEY));
    assertEquals(new Verdict.Known(), judge("other", 22, KEY));
  }

  @Test
  void aDamagedLineAboutARevokedKeyIsRefused() throws IOException {
    write("@revoked * ssh-ed25519 AAAA", "vps " + text(KEY));
    assertEquals(ProblemCode.HOST_KEY, problemOf(() -> judge("vps", 22, KEY)));
  }

  @Test
  void aFileThatCannotBeReadIsRefused() throws IOException {
    Files.createDirectory(file);
    assertEquals(ProblemCode.HOST_KEY, problemOf(() -> judge("vps", 22, KEY)));
  }

  @Test
  void linesAreAddedWholeAlsoByManyAtOnce() throws Exception {
    Files.writeString(file, "old " + text(KEY));
    KnownHostsWriter writer = new KnownHostsWriter(new Random(7));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int n = 0; n < 50; n++) {
        ScannedKey scanned = scanned(writer, "host" + n, n % 2 == 0);
        threads.submit(() -> writer.write(scanned)).state();
      }
    }
    assertEquals(51, Files.readAllLines(file).size());
    assertEquals(new Verdict.Known(), judge("old", 22, KEY));
    for (int n = 0; n < 50; n++) {
      assertEquals(new Verdict.Known(), judge("host" + n, 22, KEY), "host" + n);
    }
  }

  @Test
  void aNewFileIsTheOwnersAlone() throws IOException {
    KnownHostsWriter writer = new KnownHostsWriter(new Random(7));
    Path fresh = file.resolveSibling("new").resolve("known_hosts");
    HostKeyPolicy policy = policy("vps", 22);
    writer.write(
        new ScannedKey(
            "vps", "vps", "", "", ScannedKey.Standing.NEW, "", fresh, writer.line(policy, KEY)));
    assertEquals("[OWNER_READ, OWNER_WRITE]", permissions(fresh));
    assertEquals("vps " + text(KEY) + "\n", Files.readString(fresh));
  }

  @Test
  void whatIsNoRegularFileIsNotWritten() {
    KnownHostsWriter writer = new KnownHostsWriter(new Random(7));
    ScannedKey key =
        new ScannedKey(
            "vps", "vps", "", "", ScannedKey.Standing.NEW, "", Path.of("/dev/null"), "line");
    assertEquals(ProblemCode.FAILED, problemOf(() -> writer.write(key)));
  }

  private static String permissions(Path path) throws IOException {
    return List.copyOf(new TreeSet<>(Files.getPosixFilePermissions(path))).toString();
  }

  private ScannedKey scanned(KnownHostsWriter writer, String host, boolean hashed) {
    HostKeyPolicy policy =
        new HostKeyPolicy(
            host, Optional.empty(), List.of(file), hashed, HostKeyPolicy.Unknown.REFUSED);
    return new ScannedKey(
        host, host, "", "", ScannedKey.Standing.NEW, "", file, writer.line(policy, KEY));
  }

  private void write(String... lines) throws IOException {
    Files.write(file, List.of(lines), StandardCharsets.UTF_8);
  }

  private Verdict judge(String host, int port, SshKey key) {
    return KnownHosts.read(policy(host, port)).judge(key, Optional.empty());
  }

  private Verdict judge(String host, int port, SshKey key, SshKey authority) {
    return KnownHosts.read(policy(host, port)).judge(key, Optional.of(authority));
  }

  private HostKeyPolicy policy(String host, int port) {
    return policy(host, port, List.of(file));
  }

  private static HostKeyPolicy policy(String host, int port, List<Path> files) {
    return new HostKeyPolicy(
        port == 22 ? host : "[" + host + "]:" + port,
        Optional.of(host),
        files,
        false,
        HostKeyPolicy.Unknown.REFUSED);
  }

  private static ProblemCode problemOf(Runnable work) {
    return assertThrows(ClovaException.class, work::run).problems().getFirst().code();
  }

  private static SshKey key(String type) {
    int bits = type.equals("ssh-rsa") ? 2048 : 256;
    return SshKey.of(EmbeddedServer.newKey(type, bits).getPublic());
  }

  private static String text(SshKey key) {
    return key.type() + " " + key.base64();
  }
}
