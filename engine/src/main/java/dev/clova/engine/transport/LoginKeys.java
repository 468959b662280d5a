package dev.clova.engine.transport;

import dev.clova.engine.transport.Agent.Identity;
import dev.clova.engine.transport.Route.Login;
import dev.clova.state.ClovaException;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import java.io.IOException;
import java.nio.CharBuffer;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The keys to offer, in order, from files and the agent. Each file is read once, and its passphrase
 * asked for once, for all targets. The key that was accepted last is offered first.
 */
final class LoginKeys {

  private static final int PASSPHRASE_TRIES = 3;

  private final Prompt prompt;
  private final Map<Path, KeyFile> files = new ConcurrentHashMap<>();
  private final Map<Path, Agent> agents = new ConcurrentHashMap<>();
  private final ReentrantLock asking = new ReentrantLock();
  private volatile Optional<SshKey> accepted = Optional.empty();

  LoginKeys(Prompt prompt) {
    this.prompt = prompt;
  }

  /**
   * What to offer to one server.
   *
   * @param keys the keys, best first, none twice
   * @param sure whether the first is so likely right that it may sign without being asked for
   * @param notes what could not be used, and why, for the message if all else is refused
   */
  record Offer(List<LoginKey> keys, boolean sure, List<String> notes) {}

  /** The keys for a login. Asks for a passphrase only if the one file somebody chose needs it. */
  Offer offer(Login login, Duration limit) {
    List<String> notes = new ArrayList<>();
    List<Identity> held = held(login, limit, notes);
    Map<SshKey, LoginKey> own = new LinkedHashMap<>();
    for (Path file : login.identities()) {
      add(own, keys(file, login, held, limit, notes));
    }
    Map<SshKey, LoginKey> keys = new LinkedHashMap<>();
    if (login.chosen()) {
      keys.putAll(own);
    }
    if (!login.onlyThese()) {
      add(keys, held.stream().map(identity -> fromAgent(identity, login, limit)).toList());
    }
    own.forEach(keys::putIfAbsent);
    return sorted(List.copyOf(keys.values()), login.chosen() && !own.isEmpty(), notes);
  }

  /** Remembers the key that a server took. */
  void accept(Dial dial) {
    List<LoginKey> tried = dial.findings().tried();
    // With a password in play, the last key need not have been what the server took.
    if (dial.password().isEmpty() && !tried.isEmpty()) {
      accepted = Optional.of(tried.getLast().shown());
    }
  }

  /**
   * Opens a locked key with the user's passphrase.
   *
   * @throws ClovaException AUTHENTICATION if there is none, or it is wrong
   */
  LoginKey unlock(LoginKey.Locked key) {
    KeyPair keys = unlock(key.file());
    return new LoginKey.FromFile(key.shown(), key.source(), keys.getPrivate());
  }

  private Offer sorted(List<LoginKey> keys, boolean chosen, List<String> notes) {
    Optional<LoginKey> last =
        keys.stream().filter(key -> accepted.equals(Optional.of(key.shown()))).findFirst();
    List<LoginKey> sorted = new ArrayList<>(keys);
    last.ifPresent(
        key -> {
          sorted.remove(key);
          sorted.addFirst(key);
        });
    return new Offer(List.copyOf(sorted), keys.size() == 1 || chosen || last.isPresent(), notes);
  }

  private static void add(Map<SshKey, LoginKey> keys, List<LoginKey> more) {
    more.forEach(key -> keys.putIfAbsent(key.shown(), key));
  }

  private List<Identity> held(Login login, Duration limit, List<String> notes) {
    if (login.agent().isEmpty()) {
      return List.of();
    }
    try {
      return agent(login.agent().get()).identities(limit);
    } catch (IOException e) {
      notes.add("the agent `" + login.agent().get() + "` did not answer: " + Reasons.of(e));
      return List.of();
    }
  }

  private Agent agent(Path socket) {
    return agents.computeIfAbsent(socket, Agent::new);
  }

  private LoginKey fromAgent(Identity identity, Login login, Duration limit) {
    Agent agent = agent(login.agent().orElseThrow());
    String source = "agent key `" + identity.comment() + "`";
    return new LoginKey.FromAgent(identity.key(), source, identity.key(), agent, limit);
  }

  /** The certificates of a key file and then its key, as far as they can be used. */
  private List<LoginKey> keys(
      Path file, Login login, List<Identity> held, Duration limit, List<String> notes) {
    Optional<LoginKey> plain = plain(file, login, held, limit, notes);
    if (plain.isEmpty()) {
      return List.of();
    }
    List<LoginKey> keys = new ArrayList<>();
    for (SshKey certificate : certificates(file, login)) {
      if (certificate.certifies(plain.get().shown())) {
        keys.add(shown(plain.get(), certificate));
      }
    }
    keys.add(plain.get());
    return keys;
  }

  private Optional<LoginKey> plain(
      Path file, Login login, List<Identity> held, Duration limit, List<String> notes) {
    String source = "`" + file + "`";
    return switch (files.computeIfAbsent(file, KeyFile::read)) {
      case KeyFile.Open(KeyPair keys) ->
          Optional.of(
              new LoginKey.FromFile(SshKey.of(keys.getPublic()), source, keys.getPrivate()));
      case KeyFile.Locked(Optional<SshKey> shown) ->
          shown
              .flatMap(key -> inAgent(key, login, held, limit))
              .or(() -> locked(file, shown, login.chosen(), notes));
      case KeyFile.PublicOnly(SshKey shown) -> {
        Optional<LoginKey> key = inAgent(shown, login, held, limit);
        if (key.isEmpty()) {
          notes.add(source + " is only a public key, and the agent does not have its private key");
        }
        yield key;
      }
      case KeyFile.Missing() -> {
        if (login.chosen()) {
          notes.add(source + " does not exist");
        }
        yield Optional.empty();
      }
      case KeyFile.Unusable(String why) -> {
        notes.add(source + " was left out: " + why);
        yield Optional.empty();
      }
    };
  }

  private Optional<LoginKey> inAgent(SshKey key, Login login, List<Identity> held, Duration limit) {
    return held.stream()
        .filter(identity -> identity.key().equals(key))
        .findFirst()
        .map(identity -> fromAgent(identity, login, limit));
  }

  private Optional<LoginKey> locked(
      Path file, Optional<SshKey> shown, boolean chosen, List<String> notes) {
    String source = "`" + file + "`";
    if (chosen) {
      KeyPair keys = unlock(file);
      SshKey key = SshKey.of(keys.getPublic());
      return Optional.of(new LoginKey.FromFile(key, source, keys.getPrivate()));
    }
    if (shown.isEmpty()) {
      notes.add(source + " needs its passphrase; name it with `identity` to be asked");
    }
    return shown.map(key -> new LoginKey.Locked(key, source, file));
  }

  private static LoginKey shown(LoginKey key, SshKey certificate) {
    return switch (key) {
      case LoginKey.FromFile own -> new LoginKey.FromFile(certificate, own.source(), own.secret());
      case LoginKey.FromAgent held ->
          new LoginKey.FromAgent(
              certificate, held.source(), held.key(), held.agent(), held.limit());
      case LoginKey.Locked locked ->
          new LoginKey.Locked(certificate, locked.source(), locked.file());
    };
  }

  private static List<SshKey> certificates(Path file, Login login) {
    List<Path> candidates = new ArrayList<>();
    candidates.add(file.resolveSibling(file.getFileName() + "-cert.pub"));
    candidates.addAll(login.certificates());
    return candidates.stream().map(KeyFile::readPublic).flatMap(Optional::stream).toList();
  }

  private KeyPair unlock(Path file) {
    asking.lock();
    try {
      if (files.get(file) instanceof KeyFile.Open(KeyPair keys)) {
        return keys;
      }
      KeyPair keys = ask(file);
      files.put(file, new KeyFile.Open(keys));
      return keys;
    } finally {
      asking.unlock();
    }
  }

  private KeyPair ask(Path file) {
    for (int attempt = 0; attempt < PASSPHRASE_TRIES; attempt++) {
      Optional<char[]> passphrase = prompt.passphrase(file);
      if (passphrase.isEmpty()) {
        throw refused(file, "is locked with a passphrase, and nobody can be asked for it");
      }
      Optional<KeyPair> keys = unlock(file, passphrase.get());
      if (keys.isPresent()) {
        return keys.get();
      }
    }
    throw refused(file, "does not open with that passphrase");
  }

  private static Optional<KeyPair> unlock(Path file, char[] passphrase) {
    try {
      return KeyFile.unlock(file, CharBuffer.wrap(passphrase).toString());
    } catch (IOException e) {
      return Optional.empty();
    } finally {
      Arrays.fill(passphrase, '\0');
    }
  }

  private static ClovaException refused(Path file, String why) {
    return new ClovaException(
        Problem.of(
            ProblemCode.AUTHENTICATION,
            "The key `" + file + "` " + why + ".",
            "Put it into the agent with `ssh-add " + file + "`, or run Clova at a terminal."));
  }
}
