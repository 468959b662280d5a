package dev.clova.cli.render;

import dev.clova.engine.PlanResult;
import dev.clova.state.Address;
import dev.clova.state.CannotTell;
import dev.clova.state.ContentChange;
import dev.clova.state.ContentVersion;
import dev.clova.state.Digest;
import dev.clova.state.Drift;
import dev.clova.state.Effect;
import dev.clova.state.Evidence;
import dev.clova.state.Placement;
import dev.clova.state.Plan;
import dev.clova.state.PlannedAction;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import dev.clova.state.Reason;
import dev.clova.state.Risk;
import dev.clova.state.SourcePosition;
import dev.clova.state.TextLine;
import dev.clova.state.Unreached;
import dev.clova.state.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Plans that show what a reader may meet. */
final class PlanSamples {

  static final Placement BLOG = new Placement("blog", "web-1");

  private PlanSamples() {}

  /** A bit of everything. */
  static PlanResult rich() {
    List<PlannedAction> actions =
        new ArrayList<>(List.of(nginx(), env(), blogRestart(), uploads()));
    for (String target : List.of("db-1", "web-1", "web-2")) {
      actions.addAll(metrics(new Placement("metrics", target)));
    }
    actions.addAll(site(new Placement("site", "web-1")));
    Plan plan =
        new Plan(
            "k3v9t2mq",
            "tag:web -t web-*",
            true,
            new TreeMap<>(),
            actions,
            List.of(new Unreached("backup-1", "no answer within 30 s")),
            List.of(
                new CannotTell(
                    Address.of(BLOG, "health"),
                    "its command was never applied before",
                    "an apply")),
            List.of(
                new Drift(nginx().at(), List.of(Evidence.differs("mode", "0600", "0644"))),
                new Drift(Address.of(BLOG, "sync", "README.md"), List.of())),
            1024);
    return new PlanResult(
        plan,
        List.of(
            Problem.at(
                new SourcePosition("blog/service.clova.toml", 14, 3, "x = 1", 1),
                ProblemCode.BAD_VALUE,
                "`drafts/` matches nothing.",
                "")),
        List.of("An earlier apply was interrupted; what it left is part of this plan."),
        List.of(),
        List.of());
  }

  /** One that may not be applied. */
  static PlanResult blocked() {
    Plan plan = plan("", List.of(uploads()), 3);
    return new PlanResult(
        plan,
        List.of(),
        List.of(),
        List.of(
            Problem.of(
                ProblemCode.REFUSED,
                "`shop@web-2` is protected by `prevent_destroy`.",
                "Take that out of the definition first.")),
        List.of());
  }

  /** Nothing to do, and all that there is was seen. */
  static PlanResult nothing() {
    return bare(plan("", List.of(), 24));
  }

  /** Nothing to do as far as anybody can tell. */
  static PlanResult nothingKnown() {
    Plan plan =
        new Plan(
            "k3v9t2mq",
            "blog",
            true,
            new TreeMap<>(),
            List.of(),
            List.of(new Unreached("backup-1", "connection refused")),
            List.of(new CannotTell(Address.of(BLOG, "health"), "no docker there", "docker")),
            List.of(),
            1);
    return bare(plan);
  }

  /** What tries to break the layout or the terminal. */
  static PlanResult hostile() {
    Placement placement = new Placement("blog", "web-1");
    String name =
        "conf/\u001b[31mred\u001b]8;;http://evil\u0007 \u202ereversed/" + "long-".repeat(30);
    PlannedAction update =
        PlannedAction.of(
                Address.of(placement, "sync", name),
                Verb.UPDATE,
                Reason.CONTENT_DIFFERS,
                "f:1",
                "f:2")
            .evidence(
                List.of(Evidence.note("says \u001b[2J\rclean"), Evidence.note("日本語 ".repeat(20))))
            .change(
                new ContentChange(
                    Optional.of(new ContentVersion(9_000_000_000L, "k:1", "0644")),
                    Optional.of(new ContentVersion(1, "k:2", "0644")),
                    List.of(
                        TextLine.hunk("line 1"),
                        TextLine.old("\tindented with a tab"),
                        TextLine.wanted("    indented with a tab"),
                        TextLine.old("ends in CR\r"),
                        TextLine.wanted("ends in CR"),
                        TextLine.old("blanks   "),
                        TextLine.wanted("blanks"),
                        TextLine.old("::error::x \u001b[31m\u200b\u0000"),
                        TextLine.wanted("wide 幅".repeat(80))),
                    List.of("no newline at the end"),
                    true));
    return bare(plan("", List.of(update), 0));
  }

  static PlanResult bare(Plan plan) {
    return new PlanResult(plan, List.of(), List.of(), List.of(), List.of());
  }

  static Plan plan(String scope, List<PlannedAction> actions, int unchanged) {
    return new Plan(
        "k3v9t2mq",
        scope,
        !scope.isEmpty(),
        new TreeMap<>(),
        actions,
        List.of(),
        List.of(),
        List.of(),
        unchanged);
  }

  static PlannedAction nginx() {
    return PlannedAction.of(
            Address.of(BLOG, "sync", "nginx.conf"),
            Verb.UPDATE,
            Reason.CONTENT_DIFFERS,
            "f:9b31c0d7",
            Digest.of("nginx").hex())
        .change(
            new ContentChange(
                Optional.of(new ContentVersion(812, Digest.of("old").hex(), "0600")),
                Optional.of(new ContentVersion(1320, Digest.of("new").hex(), "0644")),
                List.of(
                    TextLine.hunk("line 12"),
                    TextLine.context("server {"),
                    TextLine.context("  listen 80;"),
                    TextLine.old("  client_max_body_size 16m;"),
                    TextLine.wanted("  client_max_body_size 64m;"),
                    TextLine.context("  root /srv/blog;"),
                    TextLine.context("")),
                List.of(),
                false));
  }

  private static PlannedAction env() {
    return PlannedAction.of(
            Address.of(BLOG, "sync", ".env"), Verb.UPDATE, Reason.SECRET_CHANGED, "k:1", "k:2")
        .evidence(List.of(Evidence.note("secret smtp_password changed")))
        .change(
            ContentChange.of(
                Optional.of(new ContentVersion(88, "k:4be1c0d79b31", "0600")),
                Optional.of(new ContentVersion(88, "k:77aa0e8f5210", "0600"))));
  }

  private static PlannedAction blogRestart() {
    return PlannedAction.of(
            Address.of(BLOG, "run", "compose"), Verb.RESTART, Reason.INPUT_CHANGED, "r:4be1", "")
        .because(
            List.of(nginx().at(), env().at(), Address.of(new Placement("db", "db-1"), "health")))
        .evidence(List.of(Evidence.note("nginx.conf is mounted in web")))
        .effect(Effect.DOWNTIME)
        .wave(2);
  }

  private static PlannedAction uploads() {
    return PlannedAction.of(
            Address.of(new Placement("shop", "web-2"), "directory", "/srv/clova/shop/uploads"),
            Verb.REMOVE,
            Reason.NOT_DECLARED,
            "f:00",
            "")
        .evidence(List.of(Evidence.note("4,812 files, 1.2 GiB")))
        .risk(Risk.DATA_LOST);
  }

  private static List<PlannedAction> metrics(Placement at) {
    PlannedAction compose =
        created(at, "compose.yml", 18)
            .change(
                new ContentChange(
                    Optional.empty(),
                    Optional.of(new ContentVersion(412, "d", "0644")),
                    IntStream.range(1, 19)
                        .mapToObj(line -> TextLine.wanted("line " + line + " of the file"))
                        .toList(),
                    List.of(),
                    false));
    PlannedAction settings =
        PlannedAction.of(
                Address.of(at, "sync", "settings.toml"),
                Verb.UPDATE,
                Reason.ATTRIBUTES_DIFFER,
                "f:1",
                "f:2")
            .evidence(
                List.of(
                    Evidence.differs(
                        "mode", "0644", at.target().equals("web-2") ? "0755" : "0640")));
    PlannedAction start =
        PlannedAction.of(
                Address.of(at, "run", "compose"), Verb.START, Reason.NOT_RUNNING, "r:", "r:1")
            .wave(at.target().equals("db-1") ? 2 : 3);
    return List.of(compose, settings, start);
  }

  private static List<PlannedAction> site(Placement at) {
    return IntStream.range(0, 30)
        .mapToObj(number -> created(at, "pages/chapter-" + number + ".html", 1000 + number))
        .toList();
  }

  private static PlannedAction created(Placement at, String name, long size) {
    return PlannedAction.of(
            Address.of(at, "sync", name), Verb.CREATE, Reason.NOT_PRESENT, "", "f:" + name)
        .change(
            ContentChange.of(
                Optional.empty(), Optional.of(new ContentVersion(size, "d:" + name, "0644"))));
  }
}
