package dev.clova.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clova.engine.definition.Definitions;
import dev.clova.engine.definition.WorkingDirectory;
import dev.clova.state.ClovaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What another name for a service changes in the working directory. */
class RenamingTest {

  private final Path folder;
  private final Definitions definitions;

  RenamingTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    this.definitions =
        WorkingDirectory.in(folder, "a", "b")
            .service(
                "db",
                """
                # Where it is.
                targets = [
                  "a",  # for now
                ]  # only there
                [env]
                SELF = "{{ services.db.host }}"
                """)
            .service(
                "wiki",
                """
                after = ["db", "db-old"]  # both
                targets = ["a"]
                [env]
                A = "{{ services.db.host }} {{ services['db'].hosts }} {{ services.db-old.host }}"
                B = "services.db is not a template"
                [sync]
                template = ["*.conf"]
                """)
            .service("db-old", "targets = [\"b\"]\n")
            .read();
    Files.writeString(folder.resolve("wiki/wiki.conf"), "host {{ services.db.host }}\n");
    Files.writeString(folder.resolve("wiki/other"), "host {{ services.db.host }}\n");
  }

  @Test
  void rulesHoldForItAsBefore() throws IOException {
    Path workspace = folder.resolve("clova.toml");
    String before = Files.readString(workspace);
    Files.writeString(
        workspace,
        before
            + """

            [policy]
            protect = ["db", "db-old", "db@a"]  # for ever
            deny = ["remove db@*:sync", "* db", "remove wiki@*"]
            """);

    Renaming.of(folder, definitions, "db", "1store").changes().forEach(DefinitionChange::write);

    assertEquals(
        before
            + """

            [policy]
            protect = ["1store", "db-old", "1store@a"]  # for ever
            deny = ["remove 1store@*:sync", "* 1store", "remove wiki@*"]
            """,
        Files.readString(workspace));
  }

  @Test
  void whatSpeaksOfItSpeaksOfItsNewName() throws IOException {
    Engine.Relocated renamed = Renaming.of(folder, definitions, "db", "store");
    assertEquals(List.of("store", "wiki"), renamed.services());
    renamed.changes().forEach(DefinitionChange::write);
    assertEquals(
        """
        # Where it is.
        targets = [
          "a",  # for now
        ]  # only there
        renamed_from = "db"
        [env]
        SELF = "{{ services.store.host }}"
        """,
        Files.readString(folder.resolve("store/service.clova.toml")));
    assertEquals(
        """
        after = ["store", "db-old"]  # both
        targets = ["a"]
        [env]
        A = "{{ services.store.host }} {{ services['store'].hosts }} {{ services.db-old.host }}"
        B = "services.db is not a template"
        [sync]
        template = ["*.conf"]
        """,
        Files.readString(folder.resolve("wiki/service.clova.toml")));
    assertEquals(
        "host {{ services.store.host }}\n", Files.readString(folder.resolve("wiki/wiki.conf")));
    assertEquals("host {{ services.db.host }}\n", Files.readString(folder.resolve("wiki/other")));
    renamed.changes().reversed().forEach(DefinitionChange::takeBack);
    assertEquals(
        "host {{ services.db.host }}\n", Files.readString(folder.resolve("wiki/wiki.conf")));
    assertTrue(Files.exists(folder.resolve("db/service.clova.toml")));
    assertFalse(Files.exists(folder.resolve("store")));
  }

  @Test
  void earlierNameIsReplaced() throws IOException {
    Path file = folder.resolve("db-old/service.clova.toml");
    Files.writeString(file, "renamed_from = 'base' # once\ntargets = [\"b\"]\n");
    FileChange change =
        (FileChange) Renaming.of(folder, definitions, "db-old", "base2").changes().get(1);
    assertEquals("renamed_from = \"db-old\" # once\ntargets = [\"b\"]\n", change.after());
  }

  @Test
  void whatCannotBeIsRefused() {
    assertRefused("`store` is not a service.", "store", "db");
    assertRefused("There is a service `wiki` already.", "db", "wiki");
    assertRefused("`My DB` cannot be a service's name.", "db", "My DB");
  }

  private void assertRefused(String what, String old, String name) {
    ClovaException refused =
        assertThrows(ClovaException.class, () -> Renaming.of(folder, definitions, old, name));
    assertEquals(what, refused.problems().getFirst().detail());
  }
}
