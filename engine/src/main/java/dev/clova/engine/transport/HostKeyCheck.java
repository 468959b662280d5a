package dev.clova.engine.transport;

import dev.clova.engine.transport.KnownHosts.Verdict;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.sshd.common.config.keys.OpenSshCertificate;

/** Checks the key of one host against what is known, and explains a refusal. */
final class HostKeyCheck {

  private static final String CERTIFICATE = "-cert-v01@openssh.com";
  private static final List<String> ALGORITHMS =
      List.of(
          "ssh-ed25519",
          "ecdsa-sha2-nistp256",
          "ecdsa-sha2-nistp384",
          "ecdsa-sha2-nistp521",
          "rsa-sha2-512",
          "rsa-sha2-256");

  private final Route route;
  private final KnownHosts known;
  private final KnownHostsWriter writer;

  /** Reads what is known of the host; refuses if that cannot be read. */
  HostKeyCheck(Route route, KnownHostsWriter writer) {
    this.route = route;
    this.known = KnownHosts.read(route.hostKey());
    this.writer = writer;
  }

  /**
   * The host key algorithms to propose, best first. A server shows the key for the first one that
   * it has, so those come first that we can check; certificates only if someone may sign them.
   */
  List<String> algorithms() {
    Set<String> proposal = new LinkedHashSet<>();
    if (known.hasAuthority()) {
      ALGORITHMS.forEach(algorithm -> proposal.add(algorithm + CERTIFICATE));
    }
    for (String type : known.types()) {
      ALGORITHMS.stream().filter(name -> keyType(name).equals(type)).forEach(proposal::add);
    }
    proposal.addAll(ALGORITHMS);
    return new ArrayList<>(proposal);
  }

  /** Why this key is refused; empty if it is the host's. */
  Optional<Problem> check(PublicKey presented) {
    SshKey key = plain(presented);
    return switch (judge(presented)) {
      case Verdict.Known() -> Optional.empty();
      case Verdict.Unknown() -> unknown(key);
      case Verdict.Changed(KnownHost line) -> Optional.of(changed(key, line));
      case Verdict.OtherType(KnownHost line) -> Optional.of(otherType(key, line));
      case Verdict.Revoked(KnownHost line) -> Optional.of(revoked(key, line));
    };
  }

  /** What a person is told who wants to trust this key. */
  ScannedKey scanned(PublicKey presented) {
    SshKey key = plain(presented);
    return switch (judge(presented)) {
      case Verdict.Known() -> scanned(key, ScannedKey.Standing.KNOWN, "");
      case Verdict.Unknown() -> scanned(key, ScannedKey.Standing.NEW, "");
      case Verdict.Changed(KnownHost line) -> changed(key, line, ScannedKey.Standing.CHANGED);
      case Verdict.OtherType(KnownHost line) -> changed(key, line, ScannedKey.Standing.CHANGED);
      case Verdict.Revoked(KnownHost line) -> changed(key, line, ScannedKey.Standing.REVOKED);
    };
  }

  private ScannedKey changed(SshKey key, KnownHost line, ScannedKey.Standing standing) {
    return scanned(key, standing, line.place());
  }

  private ScannedKey scanned(SshKey key, ScannedKey.Standing standing, String evidence) {
    return new ScannedKey(
        route.target(),
        route.hostKey().name(),
        key.typeName(),
        key.fingerprint(),
        standing,
        evidence,
        route.hostKey().files().getFirst(),
        writer.line(route.hostKey(), key));
  }

  private Verdict judge(PublicKey presented) {
    Optional<SshKey> authority =
        presented instanceof OpenSshCertificate certificate
            ? Optional.of(SshKey.of(certificate.getCaPubKey()))
            : Optional.empty();
    return known.judge(plain(presented), authority);
  }

  private static SshKey plain(PublicKey presented) {
    return SshKey.of(
        presented instanceof OpenSshCertificate certificate
            ? certificate.getCertPubKey()
            : presented);
  }

  private static String keyType(String algorithm) {
    return algorithm.startsWith("rsa-") ? "ssh-rsa" : algorithm;
  }

  private Optional<Problem> unknown(SshKey key) {
    return switch (route.hostKey().unknown()) {
      case REFUSED -> Optional.of(unknown(key, ""));
      case REFUSED_ALL_THE_SAME ->
          Optional.of(
              unknown(
                  key,
                  " The SSH configuration says `StrictHostKeyChecking no`; Clova does not follow"
                      + " that."));
      case LEARNED -> {
        writer.write(scanned(key, ScannedKey.Standing.NEW, ""));
        yield Optional.empty();
      }
    };
  }

  private Problem unknown(SshKey key, String remark) {
    return refusal(
        "The host key of "
            + route.described()
            + " is not known. It shows "
            + shown(key)
            + "."
            + remark,
        "Compare the fingerprint with the one that the server's owner gives, then run `clova target"
            + " trust "
            + route.target()
            + "`.");
  }

  private Problem changed(SshKey key, KnownHost line) {
    return refusal(
        "THE HOST KEY OF "
            + route.described()
            + " HAS CHANGED. It shows "
            + shown(key)
            + ", but "
            + line.place()
            + " has "
            + shown(line.key())
            + ". Somebody may be listening in; nothing was sent.",
        removal(line));
  }

  private Problem otherType(SshKey key, KnownHost line) {
    return refusal(
        route.described()
            + " shows "
            + shown(key)
            + ", but is known only by "
            + shown(line.key())
            + " ("
            + line.place()
            + "), which it no longer has. Somebody may be listening in; nothing was sent.",
        removal(line));
  }

  private Problem revoked(SshKey key, KnownHost line) {
    return refusal(
        "THE HOST KEY OF "
            + route.described()
            + " WAS REVOKED: "
            + shown(key)
            + ", by "
            + line.place()
            + ".",
        "Somebody marked this key as stolen or retired. Give the server a new host key.");
  }

  private String removal(KnownHost line) {
    return "If the server was set up anew, ask its owner for the new fingerprint, remove "
        + line.place()
        + " (`ssh-keygen -R '"
        + route.hostKey().name()
        + "' -f "
        + line.file()
        + "`) and run `clova target trust "
        + route.target()
        + "`.";
  }

  private static String shown(SshKey key) {
    return "the " + key.typeName() + " key " + key.fingerprint();
  }

  private static Problem refusal(String detail, String hint) {
    return Problem.of(ProblemCode.HOST_KEY, detail, hint);
  }
}
