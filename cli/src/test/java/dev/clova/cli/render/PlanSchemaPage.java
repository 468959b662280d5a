package dev.clova.cli.render;

import dev.clova.engine.policy.Verdict;
import dev.clova.state.Effect;
import dev.clova.state.JsonOut;
import dev.clova.state.ProblemCode;
import dev.clova.state.Reason;
import dev.clova.state.Risk;
import dev.clova.state.Term;
import dev.clova.state.Verb;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The JSON Schema of a plan, from the lists that the code has. The published one lets names be that
 * it does not know, since later versions may add some; the strict one does not, so that tests find
 * what is written and not described.
 */
final class PlanSchemaPage {

  private final boolean strict;

  private PlanSchemaPage(boolean strict) {
    this.strict = strict;
  }

  static String published() {
    return new PlanSchemaPage(false).document();
  }

  static String strict() {
    return new PlanSchemaPage(true).document();
  }

  private String document() {
    return JsonOut.document(
        out -> {
          out.text("$schema", "https://json-schema.org/draft/2020-12/schema");
          out.text("title", "A plan of Clova");
          out.text(
              "description",
              "What `clova plan --format json` prints. Additions raise the minor number of the"
                  + " format; readers ignore names that they do not know, and refuse another major"
                  + " number.");
          type(
              out,
              List.of(
                  "format",
                  "plan",
                  "digest",
                  "workspace",
                  "scope",
                  "partial",
                  "complete",
                  "applyable",
                  "guards",
                  "counts",
                  "unchanged",
                  "unreached",
                  "cannot_tell",
                  "drift",
                  "actions",
                  "policies",
                  "blockers",
                  "warnings",
                  "notes"),
              this::plan);
          out.object("$defs", this::definitions);
        });
  }

  private void plan(JsonOut out) {
    out.object(
        "format", it -> it.text("type", "string").text("pattern", "^clova\\.plan/1\\.[0-9]+$"));
    out.object(
        "plan",
        it ->
            text(it, "The short name by which people approve it.")
                .text("pattern", "^p(-[0-9a-hjkmnp-tv-z]{4}){3}$"));
    out.object("digest", it -> text(it, "All of it.").text("pattern", "^[0-9a-f]{64}$"));
    out.object("workspace", it -> text(it, "The lineage that it belongs to."));
    out.object("scope", it -> text(it, "What was selected; empty for everything."));
    out.object("partial", it -> flag(it, "Whether the selection left something out."));
    out.object(
        "complete",
        it -> flag(it, "Whether all was reached, and could be told, that was selected."));
    out.object("applyable", it -> flag(it, "Whether there is something to do that may be done."));
    out.object(
        "guards",
        it -> {
          it.text("description", "What else must still be so when it is applied.");
          it.text("type", "object");
          it.object("additionalProperties", value -> value.text("type", "string"));
        });
    out.object(
        "counts",
        it -> {
          it.text("description", "How many actions there are of each verb.");
          type(
              it,
              words(Verb.values()),
              verbs ->
                  words(Verb.values()).forEach(word -> verbs.object(word, PlanSchemaPage::count)));
        });
    out.object("unchanged", it -> count(it.text("description", "How many things need nothing.")));
    list(out, "unreached", "Targets that gave no answer.", "unreached");
    list(out, "cannot_tell", "Things of which it cannot be said whether they change.", "unknown");
    list(out, "drift", "What is not as Clova left it.", "drift");
    list(out, "actions", "By address and verb.", "action");
    list(out, "policies", "What each rule says of it.", "policy");
    list(out, "blockers", "Why it may not be applied.", "problem");
    list(out, "warnings", "What is wrong and does not keep it from being applied.", "problem");
    out.object("notes", it -> texts(it, "What happened before, one sentence each."));
  }

  private void definitions(JsonOut out) {
    out.object(
        "address",
        it ->
            text(
                it,
                "A placement, `service@target`, or a thing of it: `service@target:kind/name`."));
    define(
        out,
        "unreached",
        List.of("target", "why"),
        it -> {
          it.object("target", PlanSchemaPage::text);
          it.object("why", PlanSchemaPage::text);
        });
    define(
        out,
        "unknown",
        List.of("at", "why", "needs"),
        it -> {
          it.object("at", PlanSchemaPage::address);
          it.object("why", PlanSchemaPage::text);
          it.object("needs", that -> text(that, "What would make it known; may be empty."));
        });
    define(
        out,
        "drift",
        List.of("at", "relevant", "evidence"),
        it -> {
          it.object("at", PlanSchemaPage::address);
          it.object("relevant", that -> flag(that, "Whether the plan does something about it."));
          list(it, "evidence", "What differs.", "evidence");
        });
    define(
        out,
        "evidence",
        List.of(),
        it -> {
          it.object("note", that -> text(that, "A fact in words."));
          it.object("attribute", that -> text(that, "What is not as it is to be."));
          it.object("seen", that -> text(that, "Its value there; left out if it has none."));
          it.object(
              "wanted", that -> text(that, "Its value to be; left out if it is to have none."));
        });
    define(
        out,
        "policy",
        List.of("rule", "source", "at", "text", "verdict", "why"),
        it -> {
          it.object("rule", that -> text(that, "The key by which it is written."));
          it.object("source", that -> text(that, "The file that it is written in."));
          it.object("at", that -> text(that, "`file:line`."));
          it.object("text", that -> text(that, "What it says."));
          closed(it, "verdict", Verdict.Outcome.values());
          it.object(
              "why", that -> text(that, "What the plan does against it, or why it keeps it."));
        });
    define(
        out,
        "problem",
        List.of("code", "title", "text", "hint"),
        it -> {
          it.object(
              "code",
              that ->
                  text(that)
                      .texts(
                          "enum",
                          Arrays.stream(ProblemCode.values())
                              .map(code -> code.name().toLowerCase(Locale.ROOT))
                              .toList()));
          it.object("title", PlanSchemaPage::text);
          it.object("at", that -> text(that, "`file:line:column`, where it has a place."));
          it.object("text", PlanSchemaPage::text);
          it.object("hint", that -> text(that, "What to do; may be empty."));
        });
    define(
        out,
        "action",
        List.of(
            "at", "do", "why", "because", "wave", "effect", "risk", "seen", "wanted", "evidence"),
        this::action);
    define(
        out,
        "change",
        List.of("lines", "notes", "truncated"),
        it -> {
          it.object("old", that -> that.text("$ref", "#/$defs/version"));
          it.object("new", that -> that.text("$ref", "#/$defs/version"));
          it.object("lines", PlanSchemaPage::lines);
          it.object("notes", that -> texts(that, "What the lines do not show."));
          it.object("truncated", that -> flag(that, "Whether lines were left out."));
        });
    define(
        out,
        "version",
        List.of("digest", "size", "mode"),
        it -> {
          it.object(
              "digest",
              that -> text(that, "SHA-256; for what holds a secret, a keyed fingerprint."));
          it.object("size", that -> count(that.text("description", "In bytes.")));
          it.object("mode", that -> text(that, "Four octal digits; may be empty."));
        });
  }

  private void action(JsonOut out) {
    out.object("at", PlanSchemaPage::address);
    closed(out, "do", Verb.values());
    closed(out, "why", Reason.values());
    out.object(
        "because",
        it -> {
          it.text("description", "The other things that this follows from.").text("type", "array");
          it.object("items", PlanSchemaPage::address);
        });
    out.object(
        "wave",
        it ->
            it.text("description", "Its place in the order.")
                .text("type", "integer")
                .number("minimum", 1));
    closed(out, "effect", Effect.values());
    closed(out, "risk", Risk.values());
    out.object("seen", it -> text(it, "Fingerprint of what is there; empty if nothing is."));
    out.object("wanted", it -> text(it, "Digest of what is to be there; empty if nothing is."));
    list(out, "evidence", "The facts behind the reason.", "evidence");
    out.object("change", it -> it.text("$ref", "#/$defs/change"));
  }

  private static void lines(JsonOut out) {
    out.text("description", "Each a mark, one of `@ = - +`, and a line without its end.");
    out.text("type", "array");
    out.object(
        "items",
        it -> {
          it.text("type", "array").number("minItems", 2).number("maxItems", 2);
          it.objects(
              "prefixItems",
              List.of(List.of("@", "=", "-", "+"), List.<String>of()),
              (item, marks) -> {
                item.text("type", "string");
                if (!marks.isEmpty()) {
                  item.texts("enum", marks);
                }
              });
        });
  }

  private void define(JsonOut out, String name, List<String> required, Consumer<JsonOut> members) {
    out.object(name, it -> type(it, required, members));
  }

  private void type(JsonOut out, List<String> required, Consumer<JsonOut> members) {
    out.text("type", "object").texts("required", required).object("properties", members);
    if (strict) {
      out.flag("additionalProperties", false);
    }
  }

  private static void closed(JsonOut out, String name, Term[] list) {
    out.object(name, it -> it.text("type", "string").texts("enum", words(list)));
  }

  private static List<String> words(Term[] list) {
    return Stream.of(list).map(Term::word).toList();
  }

  private static void list(JsonOut out, String name, String what, String of) {
    out.object(
        name,
        it -> {
          it.text("description", what).text("type", "array");
          it.object("items", item -> item.text("$ref", "#/$defs/" + of));
        });
  }

  private static void texts(JsonOut out, String what) {
    out.text("description", what).text("type", "array");
    out.object("items", PlanSchemaPage::text);
  }

  private static JsonOut text(JsonOut out, String what) {
    return text(out.text("description", what));
  }

  private static JsonOut text(JsonOut out) {
    return out.text("type", "string");
  }

  private static JsonOut address(JsonOut out) {
    return out.text("$ref", "#/$defs/address");
  }

  private static void flag(JsonOut out, String what) {
    out.text("description", what).text("type", "boolean");
  }

  private static void count(JsonOut out) {
    out.text("type", "integer").number("minimum", 0);
  }
}
