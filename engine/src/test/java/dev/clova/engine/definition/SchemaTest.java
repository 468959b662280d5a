package dev.clova.engine.definition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaTest {

  @TempDir Path root;

  private static List<Key> all() {
    List<Key> keys = new ArrayList<>();
    collect(Schema.workspace().top(), keys);
    collect(Schema.service().top(), keys);
    assertTrue(keys.size() > 80, () -> "only " + keys.size());
    return keys;
  }

  private static void collect(Key key, List<Key> into) {
    into.add(key);
    key.keys().forEach(inside -> collect(inside, into));
  }

  @Test
  void everyKeyIsDocumentedInSentences() {
    for (Key key : all()) {
      assertTrue(key.doc().endsWith(".") && !key.doc().isBlank(), key.name());
      assertTrue(
          Character.isUpperCase(key.doc().charAt(0)) || key.doc().startsWith("`"), key.doc());
    }
  }

  @Test
  void keysOfATableDiffer() {
    for (Key table : all()) {
      Set<String> names = new HashSet<>();
      table.keys().forEach(key -> assertTrue(names.add(key.name()), key.name()));
    }
  }

  @Test
  void fallbacksAreTold() {
    Key sync = Schema.service().top().inside("sync").orElseThrow();
    assertEquals("[\"data/\"]", sync.inside("persist").orElseThrow().fallbackText());
    assertEquals("[]", sync.inside("exclude").orElseThrow().fallbackText());
    assertEquals("\"managed\"", sync.inside("delete").orElseThrow().fallbackText());
    assertEquals("", sync.inside("owner").orElseThrow().fallbackText());
    Key compose = Schema.service().top().inside("compose").orElseThrow();
    assertEquals("false", compose.inside("build").orElseThrow().fallbackText());
  }

  /** Each example goes through the reader with the key that it is an example of. */
  @Test
  void examplesAreAllowed() {
    StringBuilder workspace = new StringBuilder("[workspace]\nid = \"k3v9t2mqa8wz\"\n");
    Key top = Schema.workspace().top();
    examples(top.inside("workspace").orElseThrow(), workspace);
    workspace.append("[targets.bastion]\n[targets.vps]\n");
    examples(top.inside("targets").orElseThrow(), workspace);
    WorkingDirectory directory =
        new WorkingDirectory(root).with("clova.toml", workspace.toString());
    directory.service("postgres", "targets = []");
    for (Key table : Schema.service().top().keys()) {
      boolean isTable = !table.keys().isEmpty();
      StringBuilder service = new StringBuilder();
      if (!isTable && !table.name().equals("targets") && !table.example().isEmpty()) {
        service.append(table.name()).append(" = ").append(table.example()).append('\n');
      }
      service.append("targets = [\"vps\"]\n");
      if (isTable) {
        String name = table.name();
        boolean isRepeated = table.type() == Key.Type.TABLES;
        service.append(isRepeated ? "[[" + name + "]]\n" : "[" + name + "]\n");
        if (!name.equals("health")) {
          examples(table, service);
        }
        directory.service(
            "s-" + name.replace('_', '-'), service.toString().replace("[health]\n", ""));
      } else {
        directory.service("s-" + table.name(), service.toString());
      }
    }
    directory.with("s-compose/compose.yml", "");
    directory.with("s-systemd/blog.service", "").with("s-systemd/blog.timer", "");
    assertEquals(List.of(), directory.problems());
  }

  private static void examples(Key table, StringBuilder toml) {
    for (Key key : table.keys()) {
      if (!key.example().isEmpty()) {
        toml.append(key.name()).append(" = ").append(key.example()).append('\n');
      }
    }
  }
}
