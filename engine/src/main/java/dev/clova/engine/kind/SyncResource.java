package dev.clova.engine.kind;

import dev.clova.engine.remote.Prune;
import dev.clova.engine.remote.Question;
import dev.clova.engine.remote.ShellText;
import dev.clova.engine.step.Action;
import dev.clova.engine.step.Step;
import dev.clova.engine.step.TreeEdit;
import dev.clova.engine.tree.LocalTree;
import dev.clova.state.Address;
import dev.clova.state.Attributes;
import dev.clova.state.CannotTell;
import dev.clova.state.Digest;
import dev.clova.state.Evidence;
import dev.clova.state.Placement;
import dev.clova.state.PlacementRecord;
import dev.clova.state.PlannedAction;
import dev.clova.state.Reason;
import dev.clova.state.Risk;
import dev.clova.state.Tree;
import dev.clova.state.TreeEntry;
import dev.clova.state.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The files of a service: its whole directory, as the definition says, on the target.
 *
 * <pre>{@code
 * [sync]
 * exclude = ["drafts/"]
 * persist = ["data/"]
 * delete  = "managed"
 * }</pre>
 *
 * <p>Plans {@code create blog@vps:sync} where nothing is there yet, else {@code create}, {@code
 * update}, {@code replace} or {@code remove blog@vps:sync/PATH} for each path that differs.
 *
 * @param placement service and target
 * @param source what is to be there, with the way to its content
 * @param seeds persistent paths for which the directory has something to begin with
 * @param seed reads what one of them begins with
 * @param policy what becomes of paths that are not wanted
 */
public record SyncResource(
    Placement placement,
    LocalTree source,
    List<String> seeds,
    Function<String, LocalTree> seed,
    Policy policy)
    implements Resource {

  /** The kind's name in addresses. */
  public static final String KIND = "sync";

  /** Copies its list. */
  public SyncResource {
    seeds = List.copyOf(seeds);
  }

  /**
   * What becomes of paths on the target that are not wanted.
   *
   * @param delete which of them go
   * @param leavesAlone whether a path is none of Clova's business: persistent or excluded
   */
  public record Policy(Delete delete, LeavesAlone leavesAlone) {}

  /** Which unwanted paths go. */
  public enum Delete {
    /** Those that Clova put there. */
    MANAGED,
    /** All. */
    EXTRA,
    /** None. */
    NEVER
  }

  /** Whether a path is none of Clova's business. */
  @FunctionalInterface
  public interface LeavesAlone {
    /** Asks about one path. */
    boolean test(String path, boolean directory);
  }

  /**
   * The files as a receipt remembers them, for a placement that is no longer declared.
   *
   * @param purge whether persistent paths go, too
   */
  public static SyncResource recalled(PlacementRecord record, boolean purge) {
    return new SyncResource(
        record.placement(),
        LocalTree.EMPTY,
        List.of(),
        path -> LocalTree.EMPTY,
        new Policy(purge ? Delete.EXTRA : Delete.MANAGED, (path, directory) -> false));
  }

  @Override
  public String name() {
    return KIND;
  }

  /** Which of the seeded paths are there already, by their numbers. */
  @Override
  public List<Question> look(Optional<PlacementRecord> known) {
    List<Question> questions = new ArrayList<>();
    for (int i = 0; i < seeds.size(); i++) {
      questions.add(Question.of("seed", List.of(Integer.toString(i), seeds.get(i))));
    }
    return questions;
  }

  @Override
  public Finding judge(Sight sight, Changes changes) {
    return switch (sight.tree().presence()) {
      case ODD -> odd();
      case GONE -> fresh(changes);
      case DIRECTORY -> existing(sight, changes);
      case UNSEEN -> remembered(sight, changes);
    };
  }

  private Finding odd() {
    return new Finding(
        List.of(),
        List.of(
            new CannotTell(
                Address.of(placement, KIND),
                "where the service's directory should be, there is a file or a link",
                "it moved away on the target")),
        List.of(),
        0,
        Attributes.none());
  }

  private Finding fresh(Changes changes) {
    changes.fresh();
    Tree tree = source.tree();
    PlannedAction claim =
        PlannedAction.of(
                Address.of(placement, KIND),
                Verb.CREATE,
                Reason.NOT_PRESENT,
                "",
                tree.digest().hex())
            .evidence(List.of(Evidence.note(TreeWords.contents(tree))));
    List<TreeEdit.Seed> begin = seeds.stream().map(this::seedOf).toList();
    TreeEdit edit = new TreeEdit(true, tree.entries(), List.of(), List.of(), begin, tree);
    return Finding.steps(List.of(Step.of(claim, new Action.PutTree(source, edit))), recorded());
  }

  private Finding existing(Sight sight, Changes changes) {
    List<TreeEdit.Seed> missing = missingSeeds(sight);
    if (missing.isEmpty() && isAsWanted(sight.tree())) {
      return new Finding(
          List.of(), List.of(), List.of(), source.tree().entries().size(), recorded());
    }
    TreeComparison comparison = TreeComparison.of(placement, source, policy, sight.tree());
    if (comparison.obstacle().isPresent()) {
      return Finding.blocked(comparison.obstacle().get());
    }
    List<PlannedAction> claims = new ArrayList<>(comparison.claims());
    for (TreeEdit.Seed seeded : missing) {
      claims.add(
          PlannedAction.of(
                  Address.of(placement, KIND, seeded.path()),
                  Verb.CREATE,
                  Reason.NOT_PRESENT,
                  "",
                  seeded.content().tree().digest().hex())
              .evidence(List.of(Evidence.note("persistent: sent once, then the target's own"))));
    }
    comparison.changed().forEach(changes::file);
    boolean recordIsBehind =
        sight.tree().recorded().map(r -> !r.equals(source.tree())).orElse(true);
    if (claims.isEmpty() && recordIsBehind) {
      claims.add(adoption(sight.tree()));
    }
    List<Step> steps =
        claims.isEmpty()
            ? List.of()
            : List.of(
                new Step(claims, List.of(new Action.PutTree(source, comparison.edit(missing)))));
    return new Finding(steps, List.of(), comparison.drift(), comparison.unchanged(), recorded());
  }

  /** Nobody looked: what is recorded is compared, as far as it is kept here. */
  private Finding remembered(Sight sight, Changes changes) {
    Optional<Digest> left = sight.recorded().flatMap(PlacementRecord::tree);
    if (left.equals(Optional.of(source.tree().digest()))) {
      return Finding.same(recorded());
    }
    if (sight.tree().recorded().isPresent()) {
      TreeComparison comparison = TreeComparison.of(placement, source, policy, sight.tree());
      comparison.changed().forEach(changes::file);
      return new Finding(
          List.of(
              new Step(
                  comparison.claims(),
                  List.of(new Action.PutTree(source, comparison.edit(List.of()))))),
          List.of(),
          List.of(),
          comparison.unchanged(),
          recorded());
    }
    changes.input(Address.of(placement, KIND));
    PlannedAction claim =
        PlannedAction.of(
                Address.of(placement, KIND),
                Verb.UPDATE,
                Reason.CONTENT_DIFFERS,
                left.map(Digest::hex).orElse(""),
                source.tree().digest().hex())
            .evidence(List.of(Evidence.note("which files differ is not kept here")));
    TreeEdit edit =
        new TreeEdit(
            false, source.tree().entries(), List.of(), List.of(), List.of(), source.tree());
    return Finding.steps(List.of(Step.of(claim, new Action.PutTree(source, edit))), recorded());
  }

  /** Everything is there as it should be, but no receipt says so. */
  private PlannedAction adoption(TreeSight tree) {
    return PlannedAction.of(
            Address.of(placement, KIND),
            Verb.ADOPT,
            tree.recorded().isPresent() ? Reason.DEFINITION_CHANGED : Reason.NOT_PRESENT,
            "",
            source.tree().digest().hex())
        .evidence(List.of(Evidence.note("the files are there already; only the record is new")));
  }

  private boolean isAsWanted(TreeSight tree) {
    return tree.asRecorded() && tree.recorded().map(source.tree()::equals).orElse(false);
  }

  private List<TreeEdit.Seed> missingSeeds(Sight sight) {
    List<String> there = sight.answer().text().lines().toList();
    List<TreeEdit.Seed> missing = new ArrayList<>();
    for (int i = 0; i < seeds.size(); i++) {
      if (!there.contains(Integer.toString(i))) {
        missing.add(seedOf(seeds.get(i)));
      }
    }
    return missing;
  }

  private TreeEdit.Seed seedOf(String path) {
    return new TreeEdit.Seed(path, seed.apply(path));
  }

  private Attributes recorded() {
    return Attributes.of("tree", source.tree().digest().hex());
  }

  @Override
  public Finding retire(Sight sight) {
    Tree ours = sight.tree().recorded().orElse(Tree.EMPTY);
    List<String> gone = new ArrayList<>();
    List<String> altered = new ArrayList<>();
    for (TreeEntry entry : ours.entries()) {
      if (TreeComparison.isUntouched(entry, sight.tree())) {
        gone.add(entry.path());
      } else if (sight.tree().seen().containsKey(entry.path())) {
        altered.add(entry.path());
      }
    }
    List<Evidence> evidence = new ArrayList<>();
    boolean isGone = sight.tree().presence() == TreeSight.Presence.GONE;
    evidence.add(
        Evidence.note(
            isGone
                ? "%s is not there any more".formatted(sight.directory())
                : TreeWords.contents(ours)));
    if (!altered.isEmpty()) {
      evidence.add(Evidence.note("kept, since changed on the target: " + TreeWords.some(altered)));
    }
    List<String> persist =
        isGone
            ? List.of()
            : sight.recorded().map(record -> record.runtime().persist()).orElse(List.of());
    boolean purge = policy.delete() == Delete.EXTRA && !persist.isEmpty();
    if (!persist.isEmpty()) {
      evidence.add(
          Evidence.note(
              "persistent data in %s is %s: %s"
                  .formatted(
                      sight.directory(), purge ? "DELETED" : "kept", String.join(", ", persist))));
    }
    PlannedAction claim =
        PlannedAction.of(
                Address.of(placement, KIND),
                Verb.REMOVE,
                Reason.NOT_DECLARED,
                ours.digest().hex(),
                "")
            .evidence(evidence)
            .risk(purge ? Risk.DATA_LOST : Risk.NONE);
    TreeEdit edit = new TreeEdit(false, List.of(), List.of(), gone, List.of(), Tree.EMPTY);
    List<Action> actions = new ArrayList<>(List.of(new Action.PutTree(source, edit)));
    if (purge) {
      actions.add(new Action.Script(purge(persist)));
    }
    return Finding.steps(List.of(new Step(List.of(claim), actions)), Attributes.none());
  }

  private static ShellText purge(List<String> persist) {
    List<ShellText> lines = new ArrayList<>();
    for (String path : Prune.paths("", persist)) {
      lines.add(
          ShellText.of("(clova_purge ")
              .plus(ShellText.words(List.of(path.split("/", -1))))
              .plus(") || return 1"));
    }
    return ShellText.lines(lines);
  }
}
