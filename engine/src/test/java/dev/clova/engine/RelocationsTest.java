package dev.clova.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.clova.engine.definition.Definitions;
import dev.clova.engine.definition.WorkingDirectory;
import dev.clova.state.ClovaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which services go where when people move, swap and drain. */
class RelocationsTest {

  private final Path folder;
  private final Definitions definitions;

  RelocationsTest(@TempDir Path folder) {
    this.folder = folder;
    this.definitions =
        WorkingDirectory.in(folder, "a", "b", "c")
            .service("blog", "targets = [\"a\"]\n")
            .service("wiki", "targets = [\"a\", \"b\"]\n[env]\nB = \"{{ services.blog.host }}\"\n")
            .service("mail", "targets = [\"b\"]\n")
            .service("base", "targets = [\"*\"]\n")
            .read();
  }

  @Test
  void oneServiceLeavesItsOnlyPlace() {
    Relocations move = Relocations.move(definitions, "blog", Optional.empty(), "c");
    assertEquals("{blog={a=c}}", move.moves().toString());
    assertEquals("[blog, wiki]", move.concerned(folder, definitions).toString());
  }

  @Test
  void templatesSpeakToo() throws IOException {
    Definitions read =
        WorkingDirectory.in(folder, "a", "b", "c")
            .service("mail", "targets = [\"b\"]\n[sync]\ntemplate = [\"*.conf\"]\n")
            .read();
    Relocations move = Relocations.move(read, "blog", Optional.empty(), "c");
    Files.writeString(folder.resolve("mail/a.txt"), "{{ services.blog.host }}");
    assertEquals("[blog, wiki]", move.concerned(folder, read).toString());
    Files.writeString(folder.resolve("mail/a.conf"), "{{ services.blog.host }}");
    assertEquals("[blog, mail, wiki]", move.concerned(folder, read).toString());
  }

  @Test
  void ofSeveralPlacesOneHasToBeNamed() {
    assertRefused("`wiki` is on 2 targets.", "wiki", Optional.empty(), "c");
    assertEquals(
        "{wiki={b=c}}",
        Relocations.move(definitions, "wiki", Optional.of("b"), "c").moves().toString());
    assertRefused("`wiki` is on `b` already.", "wiki", Optional.of("a"), "b");
    assertRefused("`blog` is not on `c`.", "blog", Optional.of("c"), "b");
    assertRefused("`blok` is not a service.", "blok", Optional.empty(), "b");
    assertRefused("`d` is not a target.", "blog", Optional.empty(), "d");
  }

  /** As after a move that was cut off: the file is not changed again, and the plan goes on. */
  @Test
  void whatTheFileSaysAlreadyChangesNoFile() {
    for (Optional<String> from : List.of(Optional.<String>empty(), Optional.of("c"))) {
      Relocations again = Relocations.move(definitions, "blog", from, "a");
      assertEquals(List.of(), again.files(folder, definitions));
      assertEquals("[blog, wiki]", again.concerned(folder, definitions).toString());
    }
    assertRefused("`blog` is on `a` already.", "blog", Optional.of("a"), "a");
    assertRefused("`wiki` is on 2 targets.", "wiki", Optional.empty(), "a");
  }

  @Test
  void swapExchangesWhatIsOnOneOfThem() {
    Relocations swap = Relocations.swap(definitions, "a", "b", List.of());
    assertEquals("{blog={a=b}, mail={b=a}}", swap.moves().toString());
    assertEquals(List.of("`base` is on both of them", "`wiki` is on both of them"), swap.left());
    assertEquals(
        "{mail={b=a}}",
        Relocations.swap(definitions, "a", "b", List.of("mail")).moves().toString());
  }

  @Test
  void drainSpreadsAndSaysWhatCannotGo() {
    Relocations drain =
        Relocations.drain(definitions, "b", Relocations.candidates(definitions, "*"));
    assertEquals("{mail={b=c}, wiki={b=c}}", drain.moves().toString());
    assertEquals(List.of("`base` is on every other target that it may go to"), drain.left());
  }

  @Test
  void filesAreChangedAndTakenBack() throws IOException {
    Relocations move = Relocations.move(definitions, "blog", Optional.empty(), "c");
    FileChange change = (FileChange) move.files(folder, definitions).getFirst();
    assertEquals("blog/service.clova.toml", change.shown());
    change.write();
    assertEquals("targets = [\"c\"]\n", Files.readString(change.file()));
    change.takeBack();
    assertEquals("targets = [\"a\"]\n", Files.readString(change.file()));
    Files.writeString(change.file(), "targets = []\n");
    assertThrows(ClovaException.class, change::takeBack);
    assertEquals("targets = []\n", Files.readString(change.file()));
  }

  private void assertRefused(String why, String service, Optional<String> from, String to) {
    ClovaException refused =
        assertThrows(ClovaException.class, () -> Relocations.move(definitions, service, from, to));
    assertEquals(why, refused.problems().getFirst().detail());
  }
}
