package dev.clova.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clova.engine.definition.TrustedTargets;
import dev.clova.state.ClovaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A working directory full of traps: each would leave a file behind if it were run or followed. */
class PlanRunsNothingTest {

  private final Path folder;
  private final Path sprung;
  private final PlannedWorkspace workspace;

  PlanRunsNothingTest(@TempDir Path folder) {
    this.folder = folder;
    this.sprung = folder.resolve("sprung");
    this.workspace = new PlannedWorkspace(folder);
  }

  @BeforeEach
  void setTheTraps() throws IOException {
    Files.createDirectory(sprung);
    workspace.workspace(PlannedWorkspace.HERE + "vars = { x = \"$(touch " + sprung + "/var)\" }\n");
    workspace.write(
        "blog/service.clova.toml",
        """
        targets = ["here"]
        [env]
        A = "$(T/env)"
        [command]
        start = "T/start"
        stop = "T/stop"
        status = "T/status"
        reload = "T/reload"
        logs = "T/logs"
        [health]
        command = "T/health"
        [hooks]
        before_apply = "T/before_apply"
        after_apply = "T/after_apply"
        before_stop = "T/before_stop"
        [[on_change]]
        files = ["*"]
        action = "run: T/on_change"
        """
            .replace("T/", "touch " + sprung + "/"));
    for (String name :
        List.of(
            "$(touch name1)", "`touch name2`", "a; touch name3", "-o name4", "x; touch name5")) {
      workspace.write("blog/" + name, "");
    }
    git();
    workspace.write(".ssh/config", "Host *\n  ProxyCommand touch " + sprung + "/proxy\n");
    workspace.write("blog/Makefile", "all:\n\ttouch " + sprung + "/make\n");
    workspace.write(".envrc", "touch " + sprung + "/envrc\n");
    workspace.write("blog/.env.example", "$(touch " + sprung + "/example)\n");
  }

  /** What git would run for whoever asks it about this folder. */
  private void git() throws IOException {
    workspace.write(".git/HEAD", "ref: refs/heads/main\n");
    workspace.write(
        ".git/config",
        """
        [core]
        repositoryformatversion = 0
        fsmonitor = T/fsmonitor
        sshCommand = T/ssh
        pager = T/pager
        hooksPath = .
        [filter "trap"]
        clean = T/clean
        smudge = T/smudge
        process = T/process
        required = true
        [diff "trap"]
        textconv = T/textconv
        """
            .replace("T/", "touch " + sprung + "/"));
    workspace.write(".gitattributes", "* filter=trap diff=trap\n");
    for (String hook : List.of("post-checkout", "post-index-change", "pre-commit")) {
      workspace.write(".git/hooks/" + hook, "#!/bin/sh\ntouch " + sprung + "/" + hook + "\n");
      Files.setPosixFilePermissions(
          workspace.root().resolve(".git/hooks/" + hook),
          PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    Files.createDirectories(workspace.root().resolve(".git/objects"));
    Files.createDirectories(workspace.root().resolve(".git/refs"));
  }

  @AfterEach
  void close() {
    workspace.close();
  }

  private List<String> sprung() throws IOException {
    try (Stream<Path> files = Files.list(sprung)) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }

  @Test
  void aPlanSpringsNoTrap() throws IOException {
    workspace.plan();
    workspace.plan(PlannedWorkspace.request().withoutLook());
    assertEquals(List.of(), sprung());
    assertFalse(Files.exists(workspace.on("here", "blog")));
    workspace.apply(PlannedWorkspace.request());
    assertTrue(sprung().contains("start"), "the traps are set");
  }

  /** What was deployed by others must not be asked with commands that nobody applied. */
  @Test
  void aPlanOfChangedCommandsRunsNoneOfThem() throws IOException {
    workspace.apply(PlannedWorkspace.request());
    for (String trap : sprung()) {
      Files.delete(sprung.resolve(trap));
    }
    Path file = workspace.root().resolve("blog/service.clova.toml");
    workspace.write(
        "blog/service.clova.toml", Files.readString(file).replace("/status", "/other-status"));
    workspace.plan();
    assertFalse(sprung().contains("other-status"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{% include \"/etc/hostname\" %}",
        "{% import \"/etc/hostname\" %}",
        "{% extends \"/etc/hostname\" %}",
        "{{ vars.x.getClass() }}",
        "{{ \"\".class.forName(\"java.lang.Runtime\") }}",
        "{{ vars.x.getBytes() }}",
      })
  void aTemplateReachesNothingButItsNames(String template) throws IOException {
    workspace.write(
        "blog/service.clova.toml", "targets = [\"here\"]\n[sync]\ntemplate = [\"*.tmpl\"]\n");
    workspace.write("blog/x.tmpl", template + "\n");
    assertThrows(ClovaException.class, () -> workspace.plan());
    assertEquals(List.of(), sprung());
  }

  /** A link in the place of Clova's own folder leads to somebody's home. */
  @Test
  void anUntrustedPlanWritesNothingThroughALink() throws IOException {
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Files.createSymbolicLink(workspace.root().resolve(".clova"), elsewhere);
    workspace.outside(
        new Outside(
            Optional.empty(),
            Optional.of(TrustedTargets.read(Optional.empty(), workspace.root()))));
    try {
      workspace.plan();
    } catch (ClovaException e) {
      assertFalse(e.problems().isEmpty());
    }
    try (Stream<Path> written = Files.list(elsewhere)) {
      assertEquals(List.of(), written.toList());
    }
  }

  @Test
  void aLinkOutOfTheServiceIsNotFollowed() throws IOException {
    Path secret = folder.resolve("secret");
    Files.writeString(secret, "do not send me\n");
    Files.createSymbolicLink(workspace.root().resolve("blog/link"), secret);
    try {
      assertFalse(workspace.plan().toString().contains("do not send me"));
    } catch (ClovaException e) {
      assertTrue(e.problems().getFirst().detail().contains("link"), e::toString);
    }
  }
}
