package dev.clova.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.clova.engine.live.CommandListener;
import dev.clova.engine.live.CommandResult;
import dev.clova.engine.live.LogLine;
import dev.clova.engine.live.LogListener;
import dev.clova.engine.live.LogWish;
import dev.clova.engine.planning.Intent;
import dev.clova.engine.tree.LeftOut;
import dev.clova.state.ApplyOutcome;
import dev.clova.state.ApplyRecord;
import dev.clova.state.ClovaException;
import dev.clova.state.Placement;
import dev.clova.state.ProblemCode;
import dev.clova.state.Receipt;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was done and what became of it since, on folders of this machine. */
class PastAndDriftTest {

  private static final Placement APP = new Placement("app", "nuc");

  private final LocalWorkspace workspace;
  private final Path service;
  private final Path there;

  PastAndDriftTest(@TempDir Path folder) {
    this.workspace = new LocalWorkspace(folder, "nuc");
    this.service = workspace.workspace().resolve("app");
    this.there = workspace.root("nuc").resolve("app");
  }

  @BeforeEach
  void deploy() {
    workspace.service(
        "app",
        "sync.exclude = [\"*.psd\"]",
        "sync.template = [\"*.tmpl\"]",
        "env.GREETING = \"hello {{ target.name }}\"");
    workspace.write(service.resolve("app.conf"), "one\ntwo\n");
    workspace.write(service.resolve("site.conf.tmpl"), "at {{ target.name }}\n");
    workspace.write(service.resolve("draft.psd"), "");
    Path definition = service.resolve("service.clova.toml");
    workspace.write(definition, read(definition) + "logs = \"echo said $GREETING; echo end\"\n");
    workspace.apply();
  }

  @AfterEach
  void end() {
    workspace.close();
  }

  @Test
  void everyApplyIsRememberedWithItsPlan() {
    workspace.write(service.resolve("app.conf"), "one\n");
    PlanResult plan = workspace.plan();
    workspace.apply();
    Past past = workspace.engine().history(Selection.ALL, false);
    assertEquals(2, past.applies().size());
    ApplyRecord last = past.applies().getFirst();
    assertEquals(plan.plan().id().text(), last.plan());
    assertEquals(ApplyOutcome.DONE, last.outcome());
    assertEquals("ann@laptop", last.who());
    assertEquals(Optional.empty(), last.revision(), "it is in no repository");
    assertEquals(last, workspace.engine().applied(last.id().substring(0, 6)));
    assertEquals(
        ProblemCode.NO_MATCH,
        assertThrows(ClovaException.class, () -> workspace.engine().applied("ffffffffffffffff"))
            .problems()
            .getFirst()
            .code());
  }

  @Test
  void aReceiptTellsWhatLiesOnATarget() {
    Past past = workspace.engine().history(Selection.ALL, true);
    assertEquals(Set.of(APP), past.receipts().keySet());
    assertEquals(
        List.of("ann@laptop"), past.receipts().values().stream().map(Receipt::writer).toList());
    assertEquals(List.of(), past.unreached());
    workspace.away("nuc");
    assertEquals(1, workspace.engine().history(Selection.ALL, true).unreached().size());
  }

  @Test
  void whatIsAsItWasLeftHasNoDrift() {
    assertEquals(List.of(), drift());
    workspace.write(service.resolve("app.conf"), "changed here\n");
    assertEquals(List.of(), drift(), "a change of the definition is none");
  }

  @Test
  void allDriftIsFoundAlsoWhatNoPlanWouldTouch() throws IOException {
    workspace.write(there.resolve("app.conf"), "one\nby hand\n");
    workspace.write(there.resolve("added"), "");
    workspace.write(there.resolve("data").resolve("of the service"), "");
    Files.delete(there.resolve("site.conf"));
    assertEquals(
        List.of("app@nuc:sync/added", "app@nuc:sync/app.conf", "app@nuc:sync/site.conf"), drift());
  }

  @Test
  void aChangeThatTheDefinitionHasByNowIsDriftAllTheSame() {
    workspace.write(there.resolve("app.conf"), "one\nthree\n");
    workspace.write(service.resolve("app.conf"), "one\nthree\n");
    assertEquals(List.of(), changedFiles());
    assertEquals(List.of("app@nuc:sync/app.conf"), drift());
  }

  @Test
  void whatATargetHasIsTakenOver() {
    workspace.write(there.resolve("app.conf"), "one\nby hand\n");
    workspace.engine().accept("app@nuc:sync/app.conf", change -> true);
    assertEquals("one\nby hand\n", read(service.resolve("app.conf")));
    assertEquals(List.of(), changedFiles());
  }

  @Test
  void nothingIsTakenOverUnlessItIsApprovedOrIntoATemplate() {
    workspace.write(there.resolve("app.conf"), "one\nby hand\n");
    assertEquals(ProblemCode.NOT_CONFIRMED, refusal("app@nuc:sync/app.conf", false));
    assertEquals("one\ntwo\n", read(service.resolve("app.conf")));
    workspace.write(there.resolve("site.conf"), "by hand\n");
    assertEquals(ProblemCode.REFUSED, refusal("app@nuc:sync/site.conf", true));
    assertEquals(ProblemCode.REFUSED, refusal("app@nuc:sync/site.conf.tmpl", true));
    assertEquals("at {{ target.name }}\n", read(service.resolve("site.conf.tmpl")));
    for (String odd :
        List.of(
            "app@nuc:sync/../../clova.toml",
            "app@nuc:sync/nothing",
            "app@nuc:env",
            "app@nuc",
            "other@nuc:sync/app.conf")) {
      assertEquals(ProblemCode.REFUSED, refusal(odd, true), odd);
    }
  }

  @Test
  void whatIsSentAndWhatIsNotIsTold() {
    ServiceFiles files = workspace.engine().files("app");
    assertEquals(
        List.of("app.conf", "run", "service.clova.toml", "site.conf"),
        files.tree().entries().stream().map(entry -> entry.path()).toList());
    assertEquals(Set.of("site.conf"), files.rendered());
    assertEquals(
        List.of("data", "draft.psd"), files.leftOut().stream().map(LeftOut::path).toList());
  }

  @Test
  void templatesAreShownAsTheTargetHasThemAndOfTheEnvTheNames() {
    assertEquals(
        Map.of("site.conf", "at nuc\n", ".env", "GREETING='********'\n"),
        workspace.engine().render("app", Optional.empty()));
    assertEquals(
        Map.of("app.conf", "one\ntwo\n"),
        workspace.engine().render("app@nuc", Optional.of("app.conf")));
    assertThrows(
        ClovaException.class, () -> workspace.engine().render("app", Optional.of("nothing")));
  }

  @Test
  void theLogIsThatOfTheRecordedCommand() {
    Path definition = service.resolve("service.clova.toml");
    workspace.write(definition, read(definition).replace("echo said", "echo not applied"));
    List<String> said = new ArrayList<>();
    LogListener listener =
        new LogListener() {
          @Override
          public boolean lines(List<LogLine> lines) {
            lines.forEach(line -> said.add(line.placement() + " " + line.text()));
            return true;
          }

          @Override
          public void notice(String text) {}
        };
    LogWish wish = new LogWish(false, OptionalInt.of(10), Optional.empty());
    assertEquals(List.of(), workspace.engine().logs(new LogRequest(Selection.ALL, wish), listener));
    assertEquals(List.of("app@nuc said hello nuc", "app@nuc end"), said);
    workspace.away("nuc");
    assertEquals(1, workspace.engine().logs(new LogRequest(Selection.ALL, wish), listener).size());
  }

  @Test
  void aCommandRunsInTheServicesDirectoryWithItsEnv() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CommandListener listener =
        new CommandListener() {
          @Override
          public void output(String target, byte[] piece) {
            out.writeBytes(piece);
          }

          @Override
          public void errors(String target, byte[] piece) {}

          @Override
          public void ended(CommandResult result) {}
        };
    ExecRequest request =
        new ExecRequest(
            "app", Optional.empty(), List.of("echo $GREETING; pwd; exit 3"), Optional.empty());
    CommandResult result = workspace.engine().exec(request, listener);
    assertEquals(new CommandResult.End.Exited(3), result.end());
    assertFalse(result.succeeded());
    assertEquals("hello nuc\n" + there + "\n", out.toString(StandardCharsets.UTF_8));
  }

  private List<String> drift() {
    return workspace
        .engine()
        .drift(LocalWorkspace.request(Intent.CONVERGE), event -> {})
        .drift()
        .stream()
        .map(drift -> drift.at().toString())
        .toList();
  }

  private List<String> changedFiles() {
    return workspace.engine().compare(PlanRequest.ALL, event -> {}).plan().actions().stream()
        .map(action -> action.at().toString())
        .filter(at -> at.contains(":sync/"))
        .toList();
  }

  private ProblemCode refusal(String address, boolean approved) {
    return assertThrows(
            ClovaException.class, () -> workspace.engine().accept(address, change -> approved))
        .problems()
        .getFirst()
        .code();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
