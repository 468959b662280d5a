package dev.clova.engine.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clova.engine.definition.Definitions;
import dev.clova.engine.definition.WorkingDirectory;
import dev.clova.state.ClovaException;
import dev.clova.state.Problem;
import dev.clova.state.SourcePosition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class TemplateProperties {

  private static final Duration SLOWEST = Duration.ofSeconds(30);

  private static final Definitions DEFINITIONS = definitions();

  private static Definitions definitions() {
    try {
      return WorkingDirectory.in(Files.createTempDirectory("templates"), "a", "b-c")
          .service(
              "web",
              """
              targets = ["a"]
              [vars]
              text = "it's {{ target.name }}"
              number = 5
              real = 2.5
              flag = true
              empty = ""
              """)
          .read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Rendering rendering() {
    return new Templates(DEFINITIONS)
        .rendering(DEFINITIONS.service("web"), DEFINITIONS.target("a"), new TreeMap<>());
  }

  @Provide
  Arbitrary<String> pieces() {
    return Arbitraries.of(
            "{{",
            "}}",
            "{%",
            "%}",
            " ",
            "\n",
            "\\",
            "\"",
            "'",
            "#",
            "#{",
            "}",
            "(",
            ")",
            "[",
            "]",
            "{",
            ".",
            ",",
            "|",
            "~",
            "-",
            "+",
            "?",
            ":",
            "if",
            "else",
            "endif",
            "for",
            "in",
            "endfor",
            "set",
            "verbatim",
            "endverbatim",
            "not",
            "is",
            "defined",
            "and",
            "text",
            "vars",
            "target",
            "number",
            "join",
            "upper",
            "default",
            "1",
            "x",
            "=",
            "é",
            "\u2028")
        .list()
        .ofMaxSize(25)
        .map(words -> String.join("", words));
  }

  /** Whatever is written: a text or a problem with a place, and soon. */
  @Property(tries = 3000)
  void anyTemplateIsRenderedOrTold(@ForAll("pieces") String template) {
    assertTimeoutPreemptively(SLOWEST, () -> check(template));
  }

  @Property(tries = 500)
  void anyTextIsRenderedOrTold(@ForAll String template) {
    assertTimeoutPreemptively(SLOWEST, () -> check("{{ text" + template));
  }

  private static void check(String template) {
    try {
      rendering().file("f", template);
    } catch (ClovaException e) {
      for (Problem problem : e.problems()) {
        SourcePosition at = problem.at().orElseThrow();
        assertTrue(at.line() >= 1 && at.column() >= 1 && at.width() >= 1, at.toString());
        assertTrue(problem.detail().endsWith("."), problem.detail());
      }
    }
  }

  @Property(tries = 500)
  void textWithoutTagsStaysAsItIs(@ForAll String text) {
    String harmless = text.replace("{{", "").replace("{%", "");
    assertEquals(harmless, rendering().file("f", harmless));
  }

  @Provide
  Arbitrary<List<String>> simple() {
    Arbitrary<String> path =
        Arbitraries.of(
            "text",
            "vars.text",
            "vars[\"real\"]",
            "number",
            "flag",
            "empty",
            "target.name",
            "targets[\"b-c\"].name",
            "services.web.host",
            "service.dir",
            "vars.real");
    Arbitrary<String> tag =
        Arbitraries.of("{{%s}}", "{{ %s }}", "{{\t%s  }}")
            .flatMap(form -> path.map(form::formatted));
    Arbitrary<String> text =
        Arbitraries.of("a", "\n", "{ ", "}", "$", "#{x", " ", "\r\n", "}}", "é");
    return Arbitraries.oneOf(tag, text).list().ofMaxSize(10);
  }

  /** What we read ourselves is what the template engine would have made of it. */
  @Property(tries = 1000)
  void shortWayAndLongWayAgree(@ForAll("simple") List<String> pieces) {
    String template = String.join("", pieces);
    String longWay = rendering().file("f", template + "{% if true %}{% endif %}");
    assertEquals(longWay, rendering().file("f", template));
  }
}
