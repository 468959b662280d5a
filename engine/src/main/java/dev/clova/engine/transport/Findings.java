package dev.clova.engine.transport;

import dev.clova.state.Problem;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What one attempt to connect and log in found out, and how far it came. Written by network
 * threads, read by the one who waits.
 */
final class Findings {

  private final List<LoginKey> tried = new CopyOnWriteArrayList<>();
  private final List<String> failures = new CopyOnWriteArrayList<>();
  private volatile Stage stage = Stage.CONNECTING;
  private volatile boolean connected;
  private volatile Optional<Problem> refusal = Optional.empty();
  private volatile Optional<PublicKey> hostKey = Optional.empty();
  private volatile Optional<LoginKey.Locked> wanted = Optional.empty();
  private volatile List<String> methods = List.of();

  /** How far a connection came. */
  enum Stage {
    /** No connection yet. */
    CONNECTING,
    /** Connected, but the other side has not said that it speaks SSH. */
    GREETING,
    /** Agreeing on keys; the host key is not checked yet. */
    KEY_EXCHANGE,
    /** The host is the right one; logging in. */
    LOGIN
  }

  Stage stage() {
    return stage == Stage.CONNECTING && connected ? Stage.GREETING : stage;
  }

  /** A new attempt begins. */
  void begin() {
    connected = false;
    stage = Stage.CONNECTING;
  }

  void reach(Stage next) {
    stage = next;
  }

  /** There is a connection; its network thread may be further already. */
  void connected() {
    connected = true;
  }

  /** Why we refused to go on. */
  Optional<Problem> refusal() {
    return refusal;
  }

  void refuse(Problem problem) {
    refusal = Optional.of(problem);
  }

  /** The host key that was shown. */
  Optional<PublicKey> hostKey() {
    return hostKey;
  }

  void see(PublicKey key) {
    hostKey = Optional.of(key);
  }

  /** The keys that were offered, in order. */
  List<LoginKey> tried() {
    return tried;
  }

  void offer(LoginKey key) {
    tried.add(key);
  }

  /** Keys that could not sign, and why. */
  List<String> failures() {
    return failures;
  }

  void fail(LoginKey key, Throwable reason) {
    failures.add(key.source() + " could not sign: " + Reasons.of(reason));
  }

  /** A key that the server would take, but whose file is still locked. */
  Optional<LoginKey.Locked> wanted() {
    return wanted;
  }

  void want(LoginKey.Locked key) {
    if (wanted.isEmpty()) {
      wanted = Optional.of(key);
    }
  }

  /** The ways to log in that the server named last. */
  List<String> methods() {
    return methods;
  }

  void allow(List<String> names) {
    methods = List.copyOf(names);
  }
}
