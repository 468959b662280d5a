package dev.clova.engine;

import dev.clova.engine.desired.DesiredTarget;
import dev.clova.engine.remote.LookOnly;
import dev.clova.engine.transport.Endpoint;
import dev.clova.state.ClovaException;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What its operator puts on a target so that an SSH key may look there and do nothing else.
 *
 * @param login the user that the key logs in as; empty if the definitions do not say
 * @param authorizedKey the line for that user's {@code authorized_keys}
 * @param grant the line that lets that user run the program as root; empty if it is not to
 */
public record ReadOnlyAccess(Optional<String> login, String authorizedKey, Optional<Grant> grant) {

  /** Where the program is on every target. */
  public static final String PROGRAM = "/usr/local/lib/clova/look";

  /** In place of a key that nobody has given. */
  private static final String NO_KEY = "ssh-ed25519 AAAA… who-it-is-for";

  private static final String NO_LOGIN = "USER";

  /** A root that is the same to a login shell, to sshd, and to sudo. */
  private static final Pattern ROOT = Pattern.compile("~?(/[A-Za-z0-9._@+-]+)+");

  private static final Pattern KEY =
      Pattern.compile("((?:ssh|ecdsa|sk)-[a-z0-9@.-]+ [A-Za-z0-9+/]+=*)(?: ([ -~]*))?\\s*");

  /**
   * A line for a file of root's.
   *
   * @param file where it belongs
   * @param line what it is
   */
  public record Grant(String file, String line) {}

  /** The program, for {@link #PROGRAM}; the same for every target. */
  public static String program() {
    return LookOnly.program();
  }

  /**
   * What it takes for one target.
   *
   * @param key the public half of the key, as {@code ssh-keygen} writes it; empty: a place holder
   * @throws ClovaException if there can be no such key, or that is none
   */
  static ReadOnlyAccess of(DesiredTarget target, Optional<String> key) {
    if (target.endpoint().via() == Endpoint.Via.LOCAL) {
      throw problem(
          ProblemCode.USAGE, "`%s` is this machine: no key opens it.".formatted(target.name()), "");
    }
    boolean isRoots = !target.become().equals("none");
    if (!ROOT.matcher(target.root()).matches() || (isRoots && target.root().startsWith("~"))) {
      throw problem(
          ProblemCode.BAD_VALUE,
          "The `root` of `%s` is `%s`, which cannot be fixed in an authorized_keys line."
              .formatted(target.name(), target.root()),
          isRoots
              ? "With `become`, it has to be absolute, of letters, digits and `._@+-/`."
              : "Let it be of letters, digits and `._@+-/`.");
    }
    String command = PROGRAM + " " + target.root();
    String line =
        "restrict,command=\"%s\" %s"
            .formatted(
                isRoots ? target.become() + " -n " + command : command,
                key.map(ReadOnlyAccess::checked).orElse(NO_KEY));
    return new ReadOnlyAccess(target.endpoint().user(), line, grant(target, command));
  }

  private static Optional<Grant> grant(DesiredTarget target, String command) {
    String user = target.endpoint().user().orElse(NO_LOGIN);
    return switch (target.become()) {
      case "sudo" ->
          Optional.of(
              new Grant("/etc/sudoers.d/clova-look", user + " ALL=(root) NOPASSWD: " + command));
      case "doas" ->
          Optional.of(
              new Grant(
                  "/etc/doas.conf",
                  "permit nopass %s as root cmd %s args %s"
                      .formatted(user, PROGRAM, target.root())));
      default -> Optional.empty();
    };
  }

  /** One public key, without options that would widen what it may do. */
  private static String checked(String text) {
    Matcher form = KEY.matcher(text);
    if (!form.matches()) {
      throw problem(
          ProblemCode.USAGE,
          "That is not the public half of one SSH key.",
          "Give the `.pub` file that ssh-keygen wrote.");
    }
    String comment = form.group(2);
    return form.group(1) + (comment == null || comment.isBlank() ? "" : " " + comment.strip());
  }

  private static ClovaException problem(ProblemCode code, String detail, String hint) {
    return new ClovaException(Problem.of(code, detail, hint));
  }
}
