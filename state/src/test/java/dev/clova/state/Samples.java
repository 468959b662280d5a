package dev.clova.state;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Values that many tests start from; every optional part is there at least once. */
final class Samples {

  static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  static final Placement BLOG = new Placement("blog", "vps");

  static final Placement BASE = new Placement("base", "nuc");

  private Samples() {}

  static Home home() {
    return new Home(
        "/srv/clova",
        "/srv/clova/blog",
        "app",
        "sudo",
        Attributes.of(Map.of("host", "vps.example.org", "port", "2222", "user", "deploy")));
  }

  static PlacementRecord blog() {
    RuntimeRecord runtime =
        new RuntimeRecord(
            "compose",
            Attributes.of(Map.of("project", "blog", "files", "compose.yml")),
            List.of("data/"),
            Optional.of(Digest.of("inputs")),
            "k:4be1");
    return PlacementRecord.first(BLOG, home(), NOON, "p-7f3k-9c2m-04qd")
        .withRuntime(runtime)
        .withTree(Optional.of(Digest.of("tree")))
        .withGeneration(7)
        .withProtection(true)
        .withTaint(Optional.of("health: \"no answer\"\nfrom :8080"))
        .withHold(
            Optional.of(new Hold("ann@laptop", NOON, "disk swap – über Nacht", Optional.empty())))
        .withResources(
            Map.of(
                Address.of(BLOG, "package", "nginx"),
                Attributes.of("version", "1.26"),
                Address.of(BLOG, "file", "/etc/odd \"name\"\n"),
                Attributes.of(Map.of("mode", "0644", "digest", Digest.of("x").hex()))));
  }

  static PlacementRecord base() {
    return PlacementRecord.first(BASE, home(), NOON.plusNanos(1), "p-0000-0000-0000")
        .withReceipt(Optional.of(Digest.of("receipt")));
  }

  static ApplyRecord apply(String id) {
    return new ApplyRecord(
        id,
        "p-7f3k-9c2m-04qd",
        "ann@laptop",
        NOON,
        NOON.plusSeconds(9),
        ApplyOutcome.PARTLY,
        5,
        1,
        2,
        List.of(BLOG, BASE),
        Optional.empty());
  }

  static State state(String lineage) {
    return State.first(lineage).with(blog()).with(base()).with(apply("a-1")).with(apply("a-2"));
  }

  static PlannedAction update() {
    return PlannedAction.of(
            Address.of(BLOG, "sync", "nginx.conf"),
            Verb.UPDATE,
            Reason.CONTENT_DIFFERS,
            "f:9b31c0d7",
            Digest.of("wanted").hex())
        .evidence(
            List.of(
                Evidence.note("changed outside Clova"),
                Evidence.differs("mode", "0600", "0644"),
                Evidence.differs("owner", Optional.empty(), Optional.of("app"))))
        .change(
            new ContentChange(
                Optional.of(new ContentVersion(812, Digest.of("old").hex(), "0600")),
                Optional.of(new ContentVersion(820, Digest.of("wanted").hex(), "0644")),
                List.of(
                    TextLine.hunk("line 12"),
                    TextLine.context("server {"),
                    TextLine.context(""),
                    TextLine.old("  client_max_body_size 8m;"),
                    TextLine.wanted("  client_max_body_size 64m;"),
                    TextLine.context("}")),
                List.of("no newline at the end"),
                true));
  }

  static PlannedAction restart() {
    return PlannedAction.of(
            Address.of(BLOG, "run", "compose"), Verb.RESTART, Reason.INPUT_CHANGED, "r:4be1", "")
        .because(List.of(Address.of(BLOG, "sync", "nginx.conf")))
        .effect(Effect.DOWNTIME)
        .wave(2);
  }

  static PlannedAction removal() {
    return PlannedAction.of(
            Address.of(BASE, "file", "/etc/it's '''odd'''\u0001\r"),
            Verb.REMOVE,
            Reason.NOT_DECLARED,
            "f:00",
            "")
        .risk(Risk.DATA_LOST)
        .change(
            new ContentChange(
                Optional.of(new ContentVersion(3, "k:1", "")),
                Optional.empty(),
                List.of(TextLine.old("it's '''odd'''"), TextLine.old("\u001b[31m\u202e\\ \" \t")),
                List.of(),
                false));
  }

  static Plan plan() {
    return new Plan(
        "k3v9t2mq",
        "tag:web",
        true,
        Sorted.copy(Map.of("definition/blog", Digest.of("blog").hex(), "policy", "3")),
        List.of(restart(), removal(), update()),
        List.of(new Unreached("backup-1", "no answer within 30 s")),
        List.of(new CannotTell(Address.of(BLOG, "health"), "a first deploy", "an apply")),
        List.of(new Drift(update().at(), update().evidence())),
        24);
  }
}
