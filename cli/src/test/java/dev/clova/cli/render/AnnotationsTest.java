package dev.clova.cli.render;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import dev.clova.state.SourcePosition;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AnnotationsTest {

  @Test
  void aProblemIsToldForItsLine() {
    Problem problem =
        Problem.at(
            new SourcePosition("blog/service.clova.toml", 14, 3, "enabld = true", 6),
            ProblemCode.UNKNOWN_KEY,
            "`enabld` is not a key of `[systemd]`.",
            "Did you mean `enabled`?");
    assertEquals(
        List.of(
            "::error file=deploy/blog/service.clova.toml,line=14,col=3,title=Unknown key"
                + "::`enabld` is not a key of `[systemd]`.%0ADid you mean `enabled`?"),
        Annotations.lines("error", List.of(problem), "deploy"));
  }

  @Test
  void nothingInAProblemIsACommandOfItsOwn() {
    Problem problem =
        Problem.at(
            new SourcePosition("a,b:c%0A::error::x/service.clova.toml", 1, 1, "", 1),
            ProblemCode.BAD_VALUE,
            "100% bad\n::set-output name=x::y\u001b[2J",
            "");
    assertEquals(
        List.of(
            "::warning file=a%2Cb%3Ac%250A%3A%3Aerror%3A%3Ax/service.clova.toml,line=1,col=1,"
                + "title=Value not allowed::100%25 bad%0A\\u{3a}:set-output name=x::y\\u{1b}[2J"),
        Annotations.lines("warning", List.of(problem), ""));
  }

  @Test
  void aProblemWithoutAPlaceIsNoAnnotation() {
    Problem problem = Problem.of(ProblemCode.FAILED, "It failed.", "");
    assertEquals(List.of(), Annotations.lines("error", List.of(problem), ""));
  }
}
