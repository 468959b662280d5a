package dev.clova.engine.kind;

import dev.clova.engine.remote.Question;
import dev.clova.engine.step.Action;
import dev.clova.engine.step.Step;
import dev.clova.state.Address;
import dev.clova.state.Attributes;
import dev.clova.state.Evidence;
import dev.clova.state.Placement;
import dev.clova.state.PlacementRecord;
import dev.clova.state.PlannedAction;
import dev.clova.state.Reason;
import dev.clova.state.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The environment of a service, written as {@code .env} with mode 0600 and never shown.
 *
 * <pre>{@code
 * [env]
 * DB_HOST = "{{ services.postgres.host }}"
 * }</pre>
 *
 * <p>The target compares: the wanted digest goes to it over the wire, and what comes back is
 * whether the file is the same, and fingerprints keyed with a key that stays on the target. So
 * neither a plan nor a state holds anything that a value could be guessed from; a plan names the
 * keys alone.
 *
 * @param placement service and target
 * @param wanted the declared environment
 */
public record EnvResource(Placement placement, EnvFile wanted) implements Resource {

  /** The kind's name in addresses. */
  public static final String KIND = "env";

  private static final String FILE = ".env";

  @Override
  public String name() {
    return KIND;
  }

  @Override
  public List<Question> look(Optional<PlacementRecord> known) {
    return List.of(Question.of("sealed", List.of(wanted.content().digest().hex())));
  }

  @Override
  public Finding judge(Sight sight, Changes changes) {
    Seal seal = Seal.read(sight.answer().text());
    Attributes recorded = Attributes.of("keys", String.join(" ", wanted.keys()));
    if (seal.same()) {
      return Finding.same(recorded);
    }
    Address at = Address.of(placement, KIND);
    Verb verb = seal.present() ? Verb.UPDATE : Verb.CREATE;
    PlannedAction claim =
        PlannedAction.of(
                at,
                verb,
                seal.present() ? Reason.CONTENT_DIFFERS : Reason.NOT_PRESENT,
                seal.seen(),
                seal.wanted())
            .evidence(evidence(seal));
    changes.input(at);
    return Finding.steps(
        List.of(
            Step.of(claim, new Action.PutFile(Optional.empty(), FILE, "0600", wanted.content()))),
        recorded);
  }

  @Override
  public Finding retire(Sight sight) {
    if (!Seal.read(sight.answer().text()).present()) {
      return Finding.none();
    }
    PlannedAction claim =
        PlannedAction.of(Address.of(placement, KIND), Verb.REMOVE, Reason.NOT_DECLARED, "", "");
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
