package dev.clova.engine.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clova.state.Digest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever a key that may only look is used to ask, nothing is run, written or given away. */
class LookOnlyProperties {

  private static final String TOKEN = "0123456789abcdef".repeat(2);
  private static final String SECRET = "kq7zsecretzq7k";
  private static final List<String> SHELLS = List.of("/bin/sh", "dash", "bash", "busybox sh");

  private static Path folder = Path.of("/nowhere");

  @BeforeContainer
  static void target() throws IOException {
    folder = Files.createTempDirectory("look-only").toRealPath();
    Path blog = Files.createDirectories(root().resolve("blog"));
    Path own = Files.createDirectories(root().resolve(".clova/services/blog"));
    Files.writeString(folder.resolve("look"), LookOnly.program());
    Files.writeString(blog.resolve("page"), "seen\n");
    Files.writeString(blog.resolve(".env"), "TOKEN=" + SECRET + "\n");
    Files.writeString(
        blog.resolve("service.clova.toml"),
        "[env] # KEY = \"value\"\nTOKEN = \""
            + SECRET
            + "\"\nA = '\"\"\"'\nB = \"\"\"\n[y]\n"
            + SECRET
            + "\n\"\"\"\nC = \"\"\n[x] # a=b\nc = 1\n");
    Files.writeString(blog.resolve("compose.yml"), "{}");
    Path closed = Files.createDirectories(blog.resolve("closed/in"));
    Files.writeString(closed.resolve("page"), SECRET + "\n");
    Files.setPosixFilePermissions(closed.getParent(), PosixFilePermissions.fromString("rwxr-x---"));
    Files.writeString(root().resolve("outside.env"), "TOKEN=" + SECRET + "\n");
    Files.createSymbolicLink(blog.resolve("link"), root());
    Files.writeString(
        own.resolve("tree"),
        "clova-tree 1\n"
            + "f\t644\t5\t%s\tpage\n".formatted(Digest.of("seen\n").hex())
            + "f\t644\t1\t%s\t.env\n".formatted(Digest.of("x").hex())
            + "f\t644\t1\t%s\tservice.clova.toml\n".formatted(Digest.of("x").hex())
            + "f\t644\t1\t%s\tclosed/in/page\n".formatted(Digest.of(SECRET + "\n").hex())
            + "f\t644\t2\t%s\tcompose.yml\n".formatted(Digest.of("{}").hex())
            + "end 5\n");
    Files.writeString(
        own.resolve("receipt"),
        """
        clova.receipt/1 1 %s 1
        {
          "record": {
            "runtime": {
              "name": "command",
              "attributes": {
                "files": "compose.yml",
                "start": "touch %s",
                "status": "touch %s"
              },
              "persist": [
                "data/"
              ]
            },
            "resources": {}
          }
        }
        """
            .formatted(Digest.of("x").hex(), canary(), folder.resolve("asked")));
  }

  @AfterContainer
  static void remove() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  private static Path root() {
    return folder.resolve("root");
  }

  private static Path canary() {
    return folder.resolve("canary");
  }

  @Provide
  static Arbitrary<String> words() {
    String touch = "touch " + folder.resolve("canary");
    Arbitrary<String> hostile =
        Arbitraries.of(
            "$(" + touch + ")",
            "`" + touch + "`",
            ";" + touch + ";",
            "'; " + touch + "; '",
            "\"; " + touch + "; \"",
            "\n" + touch + "\n",
            "|" + touch,
            "a\n\"data/\"",
            "-exec",
            "touch",
            folder.resolve("canary").toString(),
            ";",
            "{}",
            "-delete",
            "*",
            "../.clova",
            "../outside.env",
            "link/outside.env",
            "/etc/passwd",
            "-rf",
            "--",
            "",
            ".",
            "end",
            "\\c",
            "%s%n");
    Arbitrary<String> good =
        Arbitraries.of(
            "blog",
            "data",
            "page",
            ".env",
            "service.clova.toml",
            "closed/in/page",
            "0",
            "1",
            "text",
            "digest",
            "env",
            "blog.service",
            "declared",
            "orphans",
            Digest.of("x").hex(),
            Digest.of("touch " + folder.resolve("asked")).hex());
    return Arbitraries.frequencyOf(
        net.jqwik.api.Tuple.of(3, hostile),
        net.jqwik.api.Tuple.of(4, good),
        net.jqwik.api.Tuple.of(
            1, Arbitraries.strings().ofMaxLength(12).filter(LookOnlyProperties::isWord)));
  }

  private static boolean isWord(String text) {
    return text.indexOf('\0') < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }

  @Provide
  static Arbitrary<String> lines() {
    Arbitrary<String> verbs =
        Arbitraries.of(
            "root",
            "facts",
            "receipts",
            "tree",
            "read",
            "look",
            "run",
            "digests",
            "end",
            "digest",
            "seed",
            "sealed",
            "status",
            "show",
            "installed",
            "compose",
            "project",
            "used_units",
            "used_project",
            "clova_ask",
            "eval");
    Arbitrary<List<String>> all =
        words().list().ofMaxSize(6).flatMap(words -> verbs.map(verb -> with(verb, words)));
    Arbitrary<String> encoded = all.map(words -> Question.line(words).toString());
    Arbitrary<String> raw = all.map(words -> String.join(" ", words) + "\n");
    return Arbitraries.frequencyOf(
        net.jqwik.api.Tuple.of(4, encoded), net.jqwik.api.Tuple.of(1, raw));
  }

  @Provide
  static Arbitrary<List<String>> requests() {
    return lines().list().ofMinSize(1).ofMaxSize(25);
  }

  private static List<String> with(String verb, List<String> words) {
    List<String> all = new ArrayList<>(List.of(verb));
    all.addAll(words);
    return all;
  }

  @Property(tries = 150)
  void nothingIsRunWrittenOrGivenAway(@ForAll("requests") List<String> lines) throws Exception {
    SortedMap<String, String> before = everything();
    String text = "root\n" + String.join("", lines);
    for (String shell : SHELLS) {
      String answer = ask(shell, text);
      assertTrue(answer.startsWith("\n@" + TOKEN + " hello "), answer);
      assertTrue(answer.endsWith("\n@" + TOKEN + " end 0\n"), answer);
      assertFalse(answer.contains(SECRET), answer);
      assertFalse(answer.contains("root:x:0"), answer);
    }
    assertEquals(before, everything());
  }

  /** What is in a folder that not everybody gets into is not everybody's to read. */
  @Example
  void onlyWhatEverybodyMayReadIsTold() throws Exception {
    String file = Digest.of("seen\n").hex();
    for (String shell : SHELLS) {
      assertTrue(told(shell, "page").startsWith("file " + file + "\nseen\n"));
      assertEquals("unreadable\n", told(shell, "closed/in/page"));
      assertEquals("none\n", told(shell, "closed/page"));
      assertEquals(
          "[env] # KEY = \"•\"\nTOKEN = \"•\"\nA = '\"\"\"'\nB = \"\"\"\n•\n•\n\"\"\"\nC = \"\"\n[x] # a=b\nc = 1\n",
          told(shell, "service.clova.toml").replaceFirst("file .*\n", ""));
    }
  }

  private static String told(String shell, String path) throws Exception {
    String answer =
        ask(shell, "root\n" + Question.line(List.of("read", "blog", "0", "text", path)));
    String begin = "read blog 0\n";
    return answer.substring(
        answer.indexOf(begin) + begin.length(), answer.lastIndexOf("\n@" + TOKEN));
  }

  /** A service may have made links in its own folders; they lead to nothing. */
  @Example
  void whatIsBehindALinkIsNotTold() throws Exception {
    Files.createDirectories(root().resolve("blog/data/in"));
    Files.writeString(root().resolve("blog/data/in/one"), "");
    String look =
        """
        root
        look blog 0
        seed 1 link/outside.env
        seed 2 link/blog
        seed 3 data/in
        seed 4 data/in/one
        seed 5 link
        seed 6 data/no/one
        end
        """;
    for (String shell : SHELLS) {
      String answer = ask(shell, look);
      String begin = "look blog 0\n";
      assertEquals(
          "3\n4\n5\n",
          answer.substring(
              answer.indexOf(begin) + begin.length(),
              answer.indexOf("\n@", answer.indexOf(begin))));
    }
  }

  /** Compose quotes what it does not understand, also of a {@code .env}. */
  @Example
  void whatComposeSaysIsNotTold() throws Exception {
    Path bin = Files.createDirectories(folder.resolve("bin"));
    Path docker =
        Files.writeString(
            bin.resolve("docker"),
            """
            #!/bin/sh
            case "$*" in *config*) cat "$(dirname "$0")/../root/blog/.env" >&2; exit 1 ;; esac
            """);
    assertTrue(docker.toFile().setExecutable(true));
    Path program =
        Files.writeString(
            folder.resolve("look-docker"),
            LookOnly.program().replace("\nPATH=", "\nPATH=" + bin + ":"));
    String question =
        Question.line(
                List.of(
                    "compose",
                    "blog",
                    "plain",
                    "other",
                    "",
                    "1",
                    "compose.yml",
                    Digest.of("{}").hex()))
            .toString();
    for (String shell : SHELLS) {
      String answer = start(shell, program, asked("root\nlook blog 0\n" + question + "end\n"));
      assertTrue(answer.contains("definition 1\n|a key that may only look"), answer);
      assertFalse(answer.contains(SECRET), answer);
    }
  }

  /** An ordinary start gets an answer, and nothing of it is run. */
  @Property(tries = 20)
  void shellTextIsSkipped(@ForAll("words") String word) throws Exception {
    String program = "touch " + canary() + "\n" + word;
    Assume.that(program.lines().noneMatch("."::equals));
    for (String shell : SHELLS) {
      String answer = start(shell, program + "\n.\n" + TOKEN + "\n" + program);
      assertEquals("\n@" + TOKEN + " readonly 1\n", answer);
    }
    assertFalse(Files.exists(canary()));
  }

  private static SortedMap<String, String> everything() throws IOException {
    SortedMap<String, String> all = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.toList()) {
        all.put(path.toString(), Files.getLastModifiedTime(path).toString());
      }
    }
    return all;
  }

  private static String ask(String shell, String lines) throws Exception {
    return start(shell, asked(lines));
  }

  private static String asked(String lines) {
    String text = lines + "\n#" + TOKEN;
    int length = text.getBytes(StandardCharsets.UTF_8).length;
    return "look " + TOKEN + "\n" + length + " " + TOKEN + " plain any\n" + text;
  }

  private static String start(String shell, String input) throws Exception {
    return start(shell, folder.resolve("look"), input);
  }

  private static String start(String shell, Path program, String input) throws Exception {
    List<String> command = new ArrayList<>(List.of(shell.split(" ")));
    command.addAll(List.of(program.toString(), root().toString()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (OutputStream in = process.getOutputStream()) {
      in.write(input.getBytes(StandardCharsets.UTF_8));
    }
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
