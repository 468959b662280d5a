package dev.clova.cli.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clova.cli.console.Printable;
import dev.clova.engine.PlanResult;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;

/**
 * Whatever a repository or a target holds, a comment on a pull request is what Clova made of it.
 */
final class MarkdownPlanProperties {

  @Property(tries = 150)
  void nothingButOursIsMarkdown(@ForAll("hostile") PlanResult result) {
    List<String> lines = MarkdownPlan.lines(result, MarkdownSize.COMMENT);
    Comment comment = Comment.of(lines);
    comment.refuseAllButOurs();
    assertEquals(1, comment.all(Heading.class).size());
    assertEquals(lines.getFirst(), comment.all(HtmlBlock.class).getFirst().getLiteral());
    assertEquals(1, lines.stream().filter(line -> line.startsWith("<!-- clova ")).count());
    assertTrue(
        comment.all(FencedCodeBlock.class).stream()
            .allMatch(block -> block.getInfo().equals("diff")));
  }

  @Property(tries = 60)
  void everySizeIsKept(@ForAll("hostile") PlanResult result) {
    MarkdownSize least = new MarkdownSize(MarkdownSize.LEAST);
    List<String> lines = MarkdownPlan.lines(result, least);
    assertTrue(least.holds(lines), () -> String.join("\n", lines));
    Comment.of(lines).refuseAllButOurs();
  }

  @Property(tries = 100)
  void everythingCanBeSeen(@ForAll("hostile") PlanResult result) {
    for (String line : MarkdownPlan.lines(result, MarkdownSize.COMMENT)) {
      for (String part : line.split("\t", -1)) {
        assertEquals(Printable.of(part), part);
      }
      assertFalse(line.stripLeading().startsWith("::"), line);
    }
  }

  @Property(tries = 100)
  void textIsOneLineOfPlainText(@ForAll("words") String text) {
    Comment comment = Comment.of(List.of("x " + MarkdownText.prose(text)));
    comment.refuseAllButOurs();
    Comment code = Comment.of(List.of("x " + MarkdownText.code(text)));
    code.refuseAllButOurs();
    assertEquals(Printable.of(text).strip(), code.codeText().strip());
  }

  @Provide
  Arbitrary<PlanResult> hostile() {
    return PlanArbitraries.results(words());
  }

  /** Words that mean something in Markdown, in HTML, or to a forge. */
  @Provide
  Arbitrary<String> words() {
    Arbitrary<String> parts =
        Arbitraries.of(
            Arrays.asList(
                "`",
                "``",
                "```",
                "~~~",
                "~~",
                "*",
                "**",
                "_",
                "|",
                "\\",
                "<",
                ">",
                "&lt;",
                "&#64;",
                "<!-- clova {\"plan\":\"p-0000-0000-0000\"} -->",
                "-->",
                "--",
                "<details>",
                "</details>",
                "</summary>",
                "<script>alert(1)</script>",
                "<img src=x onerror=y>",
                "@octocat",
                "@",
                "#12",
                "GH-12",
                "org/repo#3",
                "!5",
                "~label",
                "%1",
                "$2",
                "&3",
                "https://evil.example/?a=b",
                "www.evil.example",
                "mail@evil.example",
                "[a](http://b)",
                "![a](b)",
                "[x]: http://b",
                "[",
                "]",
                "(",
                ")",
                ":smile:",
                "::",
                "::error file=a::b",
                "##[error]x",
                "##vso[task.x]",
                "\u202e",
                "\u200b",
                "\u001b[31m",
                "\r",
                "\t",
                "\u0000",
                "\ud800",
                "deadbeefcafe",
                "1234567",
                "word",
                "nginx.conf",
                "é",
                "日本",
                "\u0301",
                " ",
                "  ",
                "# x",
                "- x",
                "1. x",
                "> x",
                "    x",
                "---",
                "===",
                ":--"));
    return parts.list().ofMaxSize(9).map(list -> String.join("", list));
  }
}
