package dev.clova.engine.kind;

import dev.clova.engine.remote.Question;
import dev.clova.engine.step.Action;
import dev.clova.engine.step.Content;
import dev.clova.engine.step.Step;
import dev.clova.state.Address;
import dev.clova.state.Attributes;
import dev.clova.state.Drift;
import dev.clova.state.Evidence;
import dev.clova.state.Placement;
import dev.clova.state.PlacementRecord;
import dev.clova.state.PlannedAction;
import dev.clova.state.Reason;
import dev.clova.state.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The environment of a service, written as {@code .env} and never shown.
 *
 * <pre>{@code
 * [env]
 * DB_HOST = "{{ services.postgres.host }}"
 * }</pre>
 *
 * <p>A {@code .env} in the service's directory is the same, but goes as it is, with the mode that
 * the other files have, and has the address that it would have among them: {@code
 * blog@vps:sync/.env}.
 *
 * <p>The target compares: the wanted digest goes to it over the wire, and what comes back is
 * whether the file is the same, and fingerprints keyed with a key that stays on the target. So
 * neither a plan nor a state holds anything that a value could be guessed from; a plan names the
 * keys alone.
 *
 * @param placement service and target
 * @param wanted what the file is to hold
 * @param own the mode of a file of the service's own; empty: it is declared as {@code [env]}
 */
public record EnvResource(Placement placement, EnvFile wanted, OptionalInt own)
    implements Resource {

  /** The kind's name in addresses. */
  public static final String KIND = "env";

  /** The file, in the service's directory. */
  public static final String FILE = ".env";

  private static final int SECRET = 0600;

  /** What {@code [env]} comes to. */
  public static EnvResource declared(Placement placement, EnvFile wanted) {
    return new EnvResource(placement, wanted, OptionalInt.empty());
  }

  /** A file of the service's own with this mode. */
  public static EnvResource own(Placement placement, EnvFile wanted, int mode) {
    return new EnvResource(placement, wanted, OptionalInt.of(mode));
  }

  /** The environments that a record remembers, to be taken away. */
  public static List<EnvResource> recalled(PlacementRecord record) {
    Placement placement = record.placement();
    EnvFile nothing = new EnvFile(List.of(), Content.of(new byte[0]));
    return Stream.of(declared(placement, nothing), own(placement, nothing, SECRET))
        .filter(env -> record.resource(env.address()).isPresent())
        .toList();
  }

  /** The mode of the file of its own that a record remembers; empty if it has none. */
  public static OptionalInt ownMode(PlacementRecord record) {
    return record
        .resource(own(record.placement(), EnvFile.own(new byte[0]), SECRET).address())
        .flatMap(recorded -> recorded.get("mode"))
        .filter(mode -> mode.matches("[0-7]{4}"))
        .map(mode -> OptionalInt.of(Integer.parseInt(mode, 8)))
        .orElse(OptionalInt.empty());
  }

  private Address address() {
    return own.isPresent()
        ? Address.of(placement, SyncResource.KIND, FILE)
        : Address.of(placement, KIND);
  }

  /** A mode as {@code ls} shows it of a file. */
  private static String asListed(String octal) {
    int mode = Integer.parseInt(octal, 8);
    StringBuilder listed = new StringBuilder("-");
    for (int i = 0; i < 9; i++) {
      listed.append((mode >> (8 - i) & 1) == 1 ? "rwx".charAt(i % 3) : '-');
    }
    return listed.toString();
  }

  private String mode() {
    return "%04o".formatted(own.orElse(SECRET));
  }

  @Override
  public String name() {
    return own.isPresent() ? SyncResource.KIND + "/" + FILE : KIND;
  }

  @Override
  public List<Question> look(Optional<PlacementRecord> known) {
    return List.of(
        Question.of("sealed", List.of(wanted.content().digest().hex(), asListed(mode()))));
  }

  @Override
  public Finding judge(Sight sight, Changes changes) {
    Seal seal = Seal.read(sight.answer().text());
    Attributes keys = Attributes.of("keys", String.join(" ", wanted.keys()));
    Attributes recorded = own.isPresent() ? keys.with("mode", mode()) : keys;
    if (seal.same()) {
      return Finding.same(recorded);
    }
    Address at = address();
    boolean touched = wasTouched(sight);
    PlannedAction claim =
        PlannedAction.of(
                at,
                seal.present() ? Verb.UPDATE : Verb.CREATE,
                touched && sight.remembered().equals(recorded)
                    ? Reason.DRIFTED
                    : seal.present() ? Reason.CONTENT_DIFFERS : Reason.NOT_PRESENT,
                seal.seen(),
                seal.wanted())
            .evidence(evidence(seal));
    String how = seal.present() ? "it was changed on the target" : "it was removed";
    List<Drift> drift = touched ? List.of(new Drift(at, List.of(Evidence.note(how)))) : List.of();
    if (own.isPresent()) {
      changes.file(FILE);
    } else {
      changes.input(at);
    }
    Step step =
        Step.of(claim, new Action.PutFile(Optional.empty(), FILE, mode(), wanted.content()));
    return new Finding(List.of(step), List.of(), drift, 0, recorded);
  }

  /** Whether the file that Clova had left is not that one any more. */
  private static boolean wasTouched(Sight sight) {
    return sight.tree().touched().contains(FILE)
        && sight.recorded().stream().anyMatch(record -> !recalled(record).isEmpty());
  }

  @Override
  public Finding retire(Sight sight) {
    boolean wasAsked = sight.answer().status() >= 0;
    boolean isThere =
        wasAsked
            ? Seal.read(sight.answer().text()).present()
            : sight.tree().presence() == TreeSight.Presence.DIRECTORY;
    if (!isThere) {
      return Finding.none();
    }
    PlannedAction claim = PlannedAction.of(address(), Verb.REMOVE, Reason.NOT_DECLARED, "", "");
    return Finding.steps(
        List.of(Step.of(claim, new Action.RemoveFile(Optional.empty(), FILE))), Attributes.none());
  }

  private List<Evidence> evidence(Seal seal) {
    List<Evidence> evidence = new ArrayList<>();
    SortedSet<String> added = new TreeSet<>(wanted.keys());
    added.removeAll(seal.keys());
    SortedSet<String> gone = new TreeSet<>(seal.keys());
    gone.removeAll(wanted.keys());
    note(evidence, "keys added: ", added);
    note(evidence, "keys removed: ", gone);
    if (added.isEmpty() && gone.isEmpty()) {
      evidence.add(Evidence.note("a value, the order or the mode differs; keys are the same"));
    }
    return evidence;
  }

  private static void note(List<Evidence> evidence, String what, SortedSet<String> keys) {
    if (!keys.isEmpty()) {
      evidence.add(Evidence.note(what + String.join(", ", keys)));
    }
  }

  /**
   * What {@code clova_sealed} printed: {@code same|differs|absent}, the fingerprint of what is
   * there and of what is wanted ({@code -} without a key), then the names of the keys, a line each.
   */
  private record Seal(
      boolean same, boolean present, String seen, String wanted, List<String> keys) {

    static Seal read(String answer) {
      List<String> lines = answer.lines().toList();
      String[] words = lines.isEmpty() ? new String[] {"absent"} : lines.getFirst().split(" ", -1);
      return new Seal(
          words[0].equals("same"),
          !words[0].equals("absent"),
          words.length > 1 ? words[1] : "-",
          words.length > 2 ? words[2] : "-",
          lines.stream().skip(1).filter(EnvFile::isKey).toList());
    }
  }
}
