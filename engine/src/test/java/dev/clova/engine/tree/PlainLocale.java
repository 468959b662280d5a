package dev.clova.engine.tree;

import dev.clova.state.TreeEntry.LinkEntry;
import dev.clova.state.TreePath;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;

/** A program of its own, for a locale of its own: names what a service's directory holds. */
final class PlainLocale {

  private PlainLocale() {}

  @SuppressWarnings("SystemOut")
  public static void main(String[] arguments) throws IOException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    out.println(System.getProperty("sun.jnu.encoding"));
    LocalTree tree = new SourceFolder(Path.of(arguments[0])).tree();
    for (var entry : tree.tree().entries()) {
      out.println(
          TreePath.show(entry.path())
              + (entry instanceof LinkEntry link ? " -> " + link.linkTarget() : ""));
    }
    try (StageArchive archive = new StageArchive(OutputStream.nullOutputStream(), Instant.EPOCH)) {
      archive.tree("", tree, tree.tree().entries());
    }
    out.println("packed");
  }
}
