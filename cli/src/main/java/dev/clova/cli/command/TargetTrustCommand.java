package dev.clova.cli.command;

import dev.clova.cli.console.Console;
import dev.clova.cli.console.ExitStatus;
import dev.clova.cli.render.HostKeyText;
import dev.clova.engine.transport.Endpoint;
import dev.clova.engine.transport.HostKeys;
import dev.clova.engine.transport.ScannedKey;
import dev.clova.state.ClovaException;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import java.util.List;

/**
 * {@code clova target trust NAME}: shows a target's host key and stores it once somebody agrees.
 */
final class TargetTrustCommand implements Command {

  private static final Setting<String> FINGERPRINT =
      Setting.text(
          "SHA256:…", "The fingerprint that the owner gave; may be repeated", "--fingerprint");

  @Override
  public Syntax syntax() {
    return Syntax.of(
            "Show the host key of a target, and of the hosts on the way to it, and store it in the"
                + " known_hosts file that connections use. A key that has changed is never stored.")
        .example("clova target trust vps", "shows the key, and asks")
        .example("clova target trust vps --fingerprint SHA256:… --yes", "without a question")
        .options(FINGERPRINT, SharedOptions.YES)
        .options(ConnectOptions.ASK_PASS)
        .operands(Operands.one("NAME", "A target, or a jump host of one"));
  }

  @Override
  public ExitStatus run(Call call) {
    List<String> expected = call.values(FINGERPRINT);
    if (call.has(SharedOptions.YES) && expected.isEmpty()) {
      throw new ClovaException(
          Problem.of(
              ProblemCode.USAGE,
              "`--yes` alone would trust whoever answers.",
              "Say whom to trust: `--fingerprint SHA256:…`, as the server's owner gives it."));
    }
    try (Workplace workplace = Workplace.open(call, "target trust")) {
      HostKeys keys = workplace.hostKeys();
      String name = call.operands().getFirst();
      for (Endpoint host : workplace.engine().targetChecks().way(keys, name)) {
        trust(call, keys, keys.scan(host), expected);
      }
    }
    return ExitStatus.DONE;
  }

  private static void trust(Call call, HostKeys keys, ScannedKey key, List<String> expected) {
    Console console = call.console();
    HostKeyText text = new HostKeyText(console.errPalette(), console.columns());
    switch (key.standing()) {
      case KNOWN -> console.say(text.known(key));
      case CHANGED, REVOKED -> keys.trust(key);
      case NEW -> {
        console.say(text.shown(key));
        if (!expected.isEmpty()) {
          compare(key, expected);
        }
        if (!call.has(SharedOptions.YES)) {
          console.confirm(
              "Is this the right key of `" + key.target() + "`?", "--fingerprint SHA256:… --yes");
        }
        keys.trust(key);
        console.say(text.stored(key));
      }
    }
  }

  private static void compare(ScannedKey key, List<String> expected) {
    if (!expected.contains(key.fingerprint())) {
      throw new ClovaException(
          Problem.of(
              ProblemCode.HOST_KEY,
              "`%s` shows the %s key %s, and that is not what was expected. Nothing was stored."
                  .formatted(key.target(), key.type(), key.fingerprint()),
              "Either the fingerprint is of another key of that host (it has one of each type: `"
                  + HostKeyText.command(key)
                  + "`), or somebody is listening in."));
    }
  }
}
