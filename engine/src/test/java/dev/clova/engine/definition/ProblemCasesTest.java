package dev.clova.engine.definition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.fail;

import dev.clova.engine.template.Rendering;
import dev.clova.engine.template.Templates;
import dev.clova.state.ClovaException;
import dev.clova.state.Placement;
import dev.clova.state.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every problem that definitions can have, word by word: files of cases under {@code
 * src/test/resources/definition}, each case some files and what is said about them. {@code
 * -Dclova.golden=write} writes down what is said now; where {@code CI} is set that is refused.
 */
class ProblemCasesTest {

  private static final Path CASES = Path.of("src/test/resources/definition");
  private static final String EXPECTED = "problems";

  @TempDir Path temporary;

  @TestFactory
  List<DynamicTest> everyProblemIsToldAsWrittenDown() throws IOException {
    boolean isWriting = System.getProperty("clova.golden", "").equals("write");
    List<DynamicTest> tests = new ArrayList<>();
    List<Path> files;
    try (var listed = Files.list(CASES)) {
      files = listed.sorted().toList();
    }
    for (Path file : files) {
      List<Case> cases = cases(Files.readString(file));
      if (isWriting) {
        assertNull(System.getenv("CI"), "golden files are written by people");
        write(file, cases);
      }
      for (Case one : cases) {
        String name = file.getFileName() + ": " + one.name();
        tests.add(DynamicTest.dynamicTest(name, () -> check(one)));
      }
    }
    if (tests.size() < 50) {
      fail("only " + tests.size() + " cases were found");
    }
    return tests;
  }

  private record Case(String name, Map<String, String> files) {}

  private void check(Case one) throws IOException {
    assertEquals(one.files().get(EXPECTED), said(one));
  }

  private void write(Path file, List<Case> cases) throws IOException {
    StringBuilder text = new StringBuilder();
    for (Case one : cases) {
      one.files().put(EXPECTED, said(one));
      text.append("=== ").append(one.name()).append('\n');
      one.files()
          .forEach(
              (path, content) -> text.append("--- ").append(path).append('\n').append(content));
    }
    Files.writeString(file, text);
  }

  private String said(Case one) throws IOException {
    Path root = Files.createTempDirectory(temporary, "case");
    WorkingDirectory directory = WorkingDirectory.in(root, "a", "b");
    for (Map.Entry<String, String> file : one.files().entrySet()) {
      if (!file.getKey().equals(EXPECTED)) {
        directory = directory.with(file.getKey(), file.getValue());
      }
    }
    StringBuilder said = new StringBuilder();
    try {
      Definitions definitions = directory.read();
      definitions.warnings().forEach(warning -> said.append("warning ").append(text(warning)));
      unrendered(definitions).forEach(problem -> said.append(text(problem)));
    } catch (ClovaException e) {
      e.problems().forEach(problem -> said.append(text(problem)));
    }
    return said.toString();
  }

  private static Set<Problem> unrendered(Definitions definitions) {
    Set<Problem> problems = new TreeSet<>();
    Templates templates = new Templates(definitions);
    for (Placement placement : definitions.placements()) {
      ServiceDefinition service = definitions.service(placement.service());
      TargetDefinition target = definitions.target(placement.target());
      Rendering rendering = templates.rendering(service, target, new TreeMap<>());
      problems.addAll(rendering.problems());
    }
    return problems;
  }

  private static String text(Problem problem) {
    String place = problem.at().map(at -> at + "+" + at.width()).orElse("nowhere");
    String hint = problem.hint().isEmpty() ? "" : "  " + problem.hint() + "\n";
    String marked = problem.at().map(at -> marked(at.text(), at.column(), at.width())).orElse("");
    return problem.code() + " " + place + marked + "\n  " + problem.detail() + "\n" + hint;
  }

  /** What is underlined: shows at a glance whether it is the right thing. */
  private static String marked(String line, int column, int width) {
    int begin = line.offsetByCodePoints(0, Math.min(column - 1, line.length()));
    int end = Math.min(line.length(), begin + width);
    return end <= begin ? "" : "  " + line.substring(begin, end);
  }

  private static List<Case> cases(String text) {
    List<Case> cases = new ArrayList<>();
    for (String part : text.split("(?m)^=== ", -1)) {
      if (part.isBlank()) {
        continue;
      }
      int end = part.indexOf('\n');
      Map<String, String> files = new LinkedHashMap<>();
      for (String file : part.substring(end + 1).split("(?m)^--- ", -1)) {
        if (!file.isEmpty()) {
          int nameEnd = file.indexOf('\n');
          files.put(file.substring(0, nameEnd), file.substring(nameEnd + 1));
        }
      }
      files.putIfAbsent(EXPECTED, "");
      cases.add(new Case(part.substring(0, end), files));
    }
    return cases;
  }
}
