package dev.clova.engine.tree;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clova.engine.definition.SyncDefinition;
import dev.clova.engine.definition.SyncDefinition.ModeRule;
import dev.clova.state.ClovaException;
import dev.clova.state.Digest;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import dev.clova.state.TreeEntry;
import dev.clova.state.TreeEntry.DirectoryEntry;
import dev.clova.state.TreeEntry.FileEntry;
import dev.clova.state.TreeEntry.LinkEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceTreeTest {

  private final SourceFolder folder;

  SourceTreeTest(@TempDir Path temporary) {
    folder = new SourceFolder(temporary);
  }

  @Test
  void findsFilesDirectoriesAndLinks() throws IOException {
    folder
        .write("service.clova.toml", "targets = []")
        .write("bin/run", "#!/bin/sh", 0775)
        .write(".hidden", "", 0664)
        .directory("empty")
        .link("current", "bin/run");

    assertEquals(
        List.of(
            new FileEntry(".hidden", 0644, 0, Digest.of("")),
            new DirectoryEntry("bin", 0755),
            new FileEntry("bin/run", 0755, 9, Digest.of("#!/bin/sh")),
            new LinkEntry("current", "bin/run"),
            new DirectoryEntry("empty", 0755),
            new FileEntry("service.clova.toml", 0600, 12, Digest.of("targets = []"))),
        folder.tree().tree().entries());
  }

  @Test
  void leavesOutWhatIsExcluded() throws IOException {
    folder
        .write("index.html", "")
        .write(".git/config", "")
        .write("sub/.git", "gitdir: ../x")
        .write(".clova/state.json", "{}")
        .write("drafts/one.md", "")
        .write("a.psd", "")
        .write(".clovaignore", "# kept out\n*.log\r\n\n!sub/\n")
        .write("x.log", "")
        .write("sub/keep.log", "")
        .write("sub/.clovaignore", "!keep.log\nscratch/\n")
        .write("sub/scratch/y", "");

    assertEquals(
        List.of(".clovaignore", "index.html", "sub", "sub/.clovaignore", "sub/keep.log"),
        paths(folder.scan(SourceFolder.sync(List.of("drafts/", "*.psd"), List.of()))));
  }

  @Test
  void persistentPathsAreSeedsOfTheirOwn() throws IOException {
    folder
        .write("data/db/one", "1", 0600)
        .write("data/x.tmpl", "{{ not rendered }}")
        .write("src/data/two", "2")
        .mode("data/db", 0700);

    SourceTree source = folder.scan();

    assertEquals(List.of("src", "src/data", "src/data/two"), paths(source));
    assertEquals(List.of("data"), source.seeds());
    assertEquals(
        List.of(
            new DirectoryEntry("data", 0755),
            new DirectoryEntry("data/db", 0700),
            new FileEntry("data/db/one", 0600, 1, Digest.of("1")),
            new FileEntry("data/x.tmpl", 0644, 18, Digest.of("{{ not rendered }}"))),
        source.seed("data").tree().entries());
  }

  @Test
  void aDeepSeedComesWithTheDirectoriesThatLeadToIt() throws IOException {
    folder.write("var/lib/db/one", "1").write("var/x", "");
    SyncDefinition sync =
        new SyncDefinition(
            List.of(),
            List.of("var/lib/", "*.sqlite"),
            List.of(),
            List.of(new ModeRule("var/", 0750)),
            Optional.empty(),
            SyncDefinition.Delete.MANAGED);
    folder.write("a.sqlite", "");

    SourceTree source = folder.scan(sync);

    assertEquals(List.of("var", "var/x"), paths(source));
    assertEquals(List.of("a.sqlite", "var/lib"), source.seeds());
    assertEquals(List.of("a.sqlite"), SourceFolder.paths(source.seed("a.sqlite")));
    assertEquals(
        List.of("var 750", "var/lib 755", "var/lib/db 755", "var/lib/db/one 644"),
        source.seed("var/lib").tree().entries().stream().map(SourceTreeTest::modeOf).toList());
  }

  @Test
  void knowsWhatOnATargetIsNotClovasBusiness() throws IOException {
    folder.write(".clovaignore", "*.log\n").write("sub/.clovaignore", "!keep.log\ntmp/\n");

    SourceTree source = folder.scan(SourceFolder.sync(List.of("cache/"), List.of()));

    assertTrue(source.leavesAlone("data", true));
    assertTrue(source.leavesAlone("data/db/file", false));
    assertTrue(source.leavesAlone("x/cache/y", false));
    assertTrue(source.leavesAlone("x.log", false));
    assertTrue(source.leavesAlone("sub/tmp/deep/er", false));
    assertFalse(source.leavesAlone("sub/keep.log", false));
    assertFalse(source.leavesAlone("src/data", true));
    assertFalse(source.leavesAlone("index.html", false));
  }

  @Test
  void rendersTemplates() throws IOException {
    folder.write("conf/site.conf.tmpl", "on {{ x }}", 0755).write("plain", "{{ x }}");

    LocalTree tree =
        folder.scan().render((path, text) -> (path + ": " + text).getBytes(StandardCharsets.UTF_8));

    byte[] rendered = "apps/blog/conf/site.conf.tmpl: on {{ x }}".getBytes(StandardCharsets.UTF_8);
    FileEntry file = (FileEntry) tree.tree().find("conf/site.conf").orElseThrow();
    assertEquals(new FileEntry("conf/site.conf", 0755, rendered.length, Digest.of(rendered)), file);
    assertArrayEquals(rendered, tree.content(file, 100).orElseThrow());
    assertEquals(Optional.empty(), tree.content(file, 10));
    assertEquals(List.of("conf", "conf/site.conf", "plain"), SourceFolder.paths(tree));
  }

  @Test
  void allTemplatesThatDoNotRenderAreNamed() throws IOException {
    folder.write("a.tmpl", "").write("b.tmpl", "");
    SourceTree source = folder.scan();

    ClovaException refused =
        assertThrows(
            ClovaException.class,
            () ->
                source.render(
                    (path, text) -> {
                      throw new ClovaException(Problem.of(ProblemCode.TEMPLATE, path, ""));
                    }));

    assertEquals(
        List.of("apps/blog/a.tmpl", "apps/blog/b.tmpl"),
        refused.problems().stream().map(Problem::detail).toList());
  }

  @Test
  void aTemplateCannotTakeThePlaceOfAFile() throws IOException {
    folder.write("x.conf.tmpl", "").write("x.conf", "");

    assertEquals(
        List.of(
            "`apps/blog/x.conf.tmpl` is rendered to `apps/blog/x.conf`, which is there as well."),
        faults());
  }

  @Test
  void oneTreeServesAllTargetsWhereNothingIsRendered() throws IOException {
    folder.write("a", "");
    SourceTree source = folder.scan();

    assertSame(
        source.render((path, text) -> new byte[0]), source.render((path, text) -> new byte[0]));
  }

  @Test
  void generatedFilesJoinTheTree() throws IOException {
    folder.write("a", "");

    LocalTree tree =
        folder.tree().with(".env", 0600, new byte[] {1}).with(".env", 0600, new byte[] {2});

    assertEquals(
        Optional.of(new FileEntry(".env", 0600, 1, Digest.of(new byte[] {2}))),
        tree.tree().find(".env"));
    assertThrows(IllegalArgumentException.class, () -> tree.with("a", 0600, new byte[0]));
  }

  @Test
  void modesAreAsTheDefinitionSays() throws IOException {
    folder
        .write("bin/run", "")
        .write("bin/deep/run", "")
        .write("key", "", 0600)
        .write("conf.tmpl", "", 0600)
        .directory("private")
        .mode("private", 0700);
    List<ModeRule> modes =
        List.of(
            new ModeRule("*", 0640),
            new ModeRule("bin/*", 0755),
            new ModeRule("key", 0400),
            new ModeRule("private/", 0750),
            new ModeRule("conf", 0600));

    List<TreeEntry> entries =
        folder
            .scan(SourceFolder.sync(List.of(), modes))
            .render((path, text) -> new byte[0])
            .tree()
            .entries();

    assertEquals(
        List.of(
            "bin 755",
            "bin/deep 755",
            "bin/deep/run 640",
            "bin/run 755",
            "conf 600",
            "key 400",
            "private 750"),
        entries.stream().map(SourceTreeTest::modeOf).toList());
  }

  @Test
  void whatOnlyItsOwnerMayReadIsNotOpenedToOthers() throws IOException {
    folder.write("key", "secret", 0600).directory("vault").mode("vault", 0700);

    ClovaException refused = assertThrows(ClovaException.class, folder::scan);

    assertEquals(
        List.of(
            "`apps/blog/key` may be read by its owner only, and would be mode 0644 on the target.",
            "`apps/blog/vault` may be read by its owner only, and would be mode 0755 on the"
                + " target."),
        refused.problems().stream().map(Problem::detail).toList());
    assertEquals(
        "Say which mode it is to have, such as `mode = { \"key\" = \"0600\" }` under `[sync]`.",
        refused.problems().getFirst().hint());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/nowhere/shadow",
        "..",
        "../other",
        "a/../../blog/x",
        "deep/link/../../x",
        "deep/out"
      })
  void linksThatLeaveTheDirectoryAreRefused(String text) throws IOException {
    folder.write("x", "").directory("top").directory("deep").link("deep/link", "../top");
    folder.link("l", text);
    if (text.equals("deep/out")) {
      folder.link("deep/out", "../..");
    }

    assertTrue(faults().stream().anyMatch(fault -> fault.startsWith("`apps/blog/l` is a link to")));
  }

  @Test
  void linksThatStayAreKept() throws IOException {
    folder
        .write("a/b/c", "")
        .link("a/up", "../a/b/c")
        .link("gone", "nowhere/at/all")
        .link("round", "round")
        .link("ping", "pong")
        .link("pong", "ping/x")
        .link("uploads", "data/uploads")
        .link("down", "a/b")
        .link("back", "down/../../a/./b/c");

    assertEquals(
        Optional.of(new LinkEntry("back", "down/../../a/./b/c")),
        folder.tree().tree().find("back"));
  }

  @Test
  void pipesAndSocketsAreNamedAndNotOpened() throws Exception {
    folder.write("a", "");
    Path pipe = folder.directory().resolve("pipe");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());

    SourceTree source = folder.scan();

    assertEquals(List.of("a"), paths(source));
    assertEquals(
        List.of(new SourceWarning("apps/blog/pipe", "is a named pipe and is not copied")),
        source.warnings());
  }

  @Test
  void specialBitsAndTwinsAreNamed() throws IOException {
    folder.write("README", "").write("readme", "").write("su", "", 04755);

    assertEquals(
        List.of(
            new SourceWarning("apps/blog/readme", "and `README` are one file on some systems"),
            new SourceWarning(
                "apps/blog/su", "has a set-user-ID or set-group-ID bit, which is not copied")),
        folder.scan().warnings());
  }

  @Test
  void hardLinksAreFilesOfTheirOwn() throws IOException {
    folder.write("a", "x");
    Files.createLink(folder.directory().resolve("b"), folder.directory().resolve("a"));

    assertEquals(List.of("a", "b"), folder.paths());
  }

  @Test
  void namesThatAreNoTextAreRefused() throws IOException {
    folder.write("ok", "");
    Path directory = folder.directory();
    Files.write(LocalNames.resolve(directory, "caf\uDCE9"), new byte[0]);
    Files.write(directory.resolve("two\nlines"), new byte[0]);

    assertEquals(
        List.of(
            "`apps/blog/caf\\xe9` cannot be deployed: its path is not UTF-8.",
            "`apps/blog/two\\u{a}lines` cannot be deployed: its name has a control character."),
        faults());
    assertEquals(
        List.of("ok"), paths(folder.scan(SourceFolder.sync(List.of("caf*", "two*"), List.of()))));
  }

  @Test
  void oddNamesAreKept() throws IOException {
    List<String> names =
        List.of(
            " ", " lead", "$(x)", "'", "*", "-rf", "CON", "\\", "`", "a;b", "trail ", "é", "😀");
    for (String name : names) {
      folder.write(name, name);
    }

    assertEquals(names, folder.paths());
  }

  @Test
  void aDirectoryThatIsNotThereIsAProblem() {
    assertEquals(List.of("The directory of service `blog` is not there."), faults());
  }

  @Test
  void manyFaultsAreCutShort() throws IOException {
    for (int i = 0; i < 30; i++) {
      folder.write("f" + i, "", 0600);
    }

    assertEquals(26, faults().size());
    assertTrue(faults().contains("5 more files of `apps/blog` cannot be deployed."));
  }

  private List<String> faults() {
    return assertThrows(ClovaException.class, folder::scan).problems().stream()
        .map(Problem::detail)
        .toList();
  }

  private static List<String> paths(SourceTree source) {
    return SourceFolder.paths(source.render((path, text) -> new byte[0]));
  }

  private static String modeOf(TreeEntry entry) {
    return switch (entry) {
      case FileEntry file -> file.path() + " " + Integer.toOctalString(file.mode());
      case DirectoryEntry directory ->
          directory.path() + " " + Integer.toOctalString(directory.mode());
      case LinkEntry link -> link.path();
    };
  }
}
