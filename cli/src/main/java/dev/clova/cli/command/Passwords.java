package dev.clova.cli.command;

import dev.clova.cli.console.Console;
import dev.clova.engine.transport.Prompt;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The passwords that a person typed for one command. Those that an option promises are asked for
 * before anything is connected to; passphrases of keys only when a key turns out to be needed.
 */
final class Passwords implements Prompt {

  private final Console console;
  private final Optional<char[]> login;
  private final Optional<char[]> become;
  private final Map<Path, char[]> passphrases = new HashMap<>();

  private Passwords(Console console, Optional<char[]> login, Optional<char[]> become) {
    this.console = console;
    this.login = login;
    this.become = become;
  }

  /** Asks for what the options of a call promise. */
  static Passwords ask(Call call) {
    Console console = call.console();
    return new Passwords(
        console,
        ask(call, ConnectOptions.ASK_PASS, "Password to log in with"),
        ask(call, ConnectOptions.ASK_BECOME_PASS, "Password for sudo"));
  }

  private static Optional<char[]> ask(Call call, Flag flag, String question) {
    return call.has(flag)
        ? Optional.of(call.console().secret(question, flag.name()))
        : Optional.empty();
  }

  /** Gives the password for sudo, a copy each time; empty if none was asked for. */
  Optional<Supplier<char[]>> become() {
    return become.map(password -> password::clone);
  }

  @Override
  public synchronized Optional<char[]> passphrase(Path key) {
    if (!console.canAsk()) {
      return Optional.empty();
    }
    char[] known =
        passphrases.computeIfAbsent(
            key, file -> console.secret("Passphrase of " + file, "an encrypted key"));
    return Optional.of(known.clone());
  }

  @Override
  public Optional<char[]> password(String user, String host) {
    return login.map(char[]::clone);
  }
}
