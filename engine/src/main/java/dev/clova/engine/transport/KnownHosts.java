package dev.clova.engine.transport;

import dev.clova.engine.transport.KnownHost.Role;
import dev.clova.state.ClovaException;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The lines of some known_hosts files about one host, and what they say of its key. */
final class KnownHosts {

  private static final long LARGEST_FILE_BYTES = 64L << 20;

  private final HostKeyPolicy policy;
  private final List<KnownHost> lines;

  private KnownHosts(HostKeyPolicy policy, List<KnownHost> lines) {
    this.policy = policy;
    this.lines = lines;
  }

  /** What the files say of a key that a host showed. */
  sealed interface Verdict {
    /** It is the host's key, or signed by an authority for the host. */
    record Known() implements Verdict {}

    /** No line is about the host. */
    record Unknown() implements Verdict {}

    /** The host has another key of this type. */
    record Changed(KnownHost line) implements Verdict {}

    /** The host has a key of another type only. */
    record OtherType(KnownHost line) implements Verdict {}

    /** The key, or the authority that signed it, was revoked. */
    record Revoked(KnownHost line) implements Verdict {}
  }

  /**
   * Reads the files of a policy, of which some may be missing, for what they say of its host.
   *
   * @throws ClovaException HOST_KEY if a file cannot be read, or has a line about a revoked key
   *     that cannot be understood: to go on would trust too much
   */
  static KnownHosts read(HostKeyPolicy policy) {
    List<KnownHost> lines = new ArrayList<>();
    for (Path file : policy.files()) {
      lines.addAll(read(file, names -> isAbout(names, policy)));
    }
    return new KnownHosts(policy, List.copyOf(lines));
  }

  /**
   * What is known of a key. Like OpenSSH, a host on another port than 22 may also show a key that
   * it is known by on port 22.
   *
   * @param key the plain key, or the key inside the certificate
   * @param authority the key that signed the certificate
   */
  Verdict judge(SshKey key, Optional<SshKey> authority) {
    List<KnownHost> about = about(policy.name());
    List<KnownHost> withoutPort = policy.plainName().map(this::about).orElse(List.of());
    Optional<Verdict> revoked =
        Stream.concat(about.stream(), withoutPort.stream())
            .filter(line -> line.role() == Role.REVOKED)
            .filter(line -> line.key().equals(key) || authority.equals(Optional.of(line.key())))
            .<Verdict>map(Verdict.Revoked::new)
            .findFirst();
    if (revoked.isPresent()) {
      return revoked.get();
    }
    if (vouchedFor(about, key, authority)) {
      return new Verdict.Known();
    }
    return contradiction(about, key)
        .orElseGet(
            () ->
                vouchedFor(withoutPort, key, authority)
                    ? new Verdict.Known()
                    : new Verdict.Unknown());
  }

  /** The types of keys that the host is known by, certificates apart. */
  Set<String> types() {
    Set<String> types = new LinkedHashSet<>();
    for (KnownHost line : about()) {
      if (line.role() == Role.HOST) {
        types.add(line.key().type());
      }
    }
    return types;
  }

  /** Whether some authority may sign for the host. */
  boolean hasAuthority() {
    return about().stream().anyMatch(line -> line.role() == Role.AUTHORITY);
  }

  private List<KnownHost> about() {
    List<KnownHost> about = about(policy.name());
    boolean knownByPort = about.stream().anyMatch(line -> line.role() != Role.REVOKED);
    return knownByPort ? about : policy.plainName().map(this::about).orElse(about);
  }

  private List<KnownHost> about(String name) {
    return lines.stream().filter(line -> line.isAbout(name)).toList();
  }

  private static boolean vouchedFor(List<KnownHost> about, SshKey key, Optional<SshKey> authority) {
    return about.stream()
        .anyMatch(
            line ->
                switch (line.role()) {
                  case HOST -> line.key().equals(key);
                  case AUTHORITY -> authority.equals(Optional.of(line.key()));
                  case REVOKED -> false;
                });
  }

  private static Optional<Verdict> contradiction(List<KnownHost> about, SshKey key) {
    List<KnownHost> own = about.stream().filter(line -> line.role() == Role.HOST).toList();
    return own.stream()
        .filter(line -> line.key().type().equals(key.type()))
        .<Verdict>map(Verdict.Changed::new)
        .findFirst()
        .or(() -> own.stream().<Verdict>map(Verdict.OtherType::new).findFirst());
  }

  private static boolean isAbout(String names, HostKeyPolicy policy) {
    return HostPatterns.matchesField(names, policy.name())
        || policy.plainName().filter(plain -> HostPatterns.matchesField(names, plain)).isPresent();
  }

  private static List<KnownHost> read(Path file, Predicate<String> wanted) {
    String text;
    try {
      if (Files.size(file) > LARGEST_FILE_BYTES) {
        throw unreadable(file, "it is larger than 64 MiB");
      }
      text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw unreadable(file, Reasons.of(e));
    }
    List<KnownHost> lines = new ArrayList<>();
    int number = 0;
    for (String line : text.split("\n", -1)) {
      number++;
      Optional<KnownHost> known = KnownHost.parse(line, file, number, wanted);
      if (known.isEmpty() && line.stripLeading().startsWith("@")) {
        throw unreadable(file, "line " + number + " begins with `@` and is damaged");
      }
      known.ifPresent(lines::add);
    }
    return lines;
  }

  private static ClovaException unreadable(Path file, String why) {
    return new ClovaException(
        Problem.of(
            ProblemCode.HOST_KEY,
            "The known_hosts file `" + file + "` cannot be used: " + why + ".",
            "Without it no host key can be checked. Mend the file, or name another one with"
                + " `known_hosts`."));
  }
}
