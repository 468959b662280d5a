package dev.clova.engine.definition;

import dev.clova.state.ClovaException;
import dev.clova.state.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A working directory for a test, made of the texts of its files. */
public record WorkingDirectory(Path root) {

  private static final String VERSION = "0.1.0";

  /** One with a {@code clova.toml} that has an id, and a target for each name. */
  public static WorkingDirectory in(Path root, String... targets) {
    StringBuilder toml = new StringBuilder("[workspace]\nid = \"k3v9t2mqa8wz\"\n");
    for (String target : targets) {
      toml.append("\n[targets.").append(target).append("]\n");
    }
    return new WorkingDirectory(root).with("clova.toml", toml.toString());
  }

  /** The same with one more file. */
  public WorkingDirectory with(String path, String text) {
    return with(path, text.getBytes(StandardCharsets.UTF_8));
  }

  /** The same with one more file. */
  public WorkingDirectory with(String path, byte[] bytes) {
    try {
      Path file = root.resolve(path);
      Files.createDirectories(file.resolveSibling(""));
      Files.write(file, bytes);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same with one more service. */
  public WorkingDirectory service(String path, String toml) {
    return with(path + "/service.clova.toml", toml);
  }

  /** What it says. */
  public Definitions read() {
    return DefinitionReader.read(root, VERSION, () -> "new4id5for6tests");
  }

  /** What is wrong with it; empty if nothing is. */
  public List<Problem> problems() {
    try {
      read();
      return List.of();
    } catch (ClovaException e) {
      return e.problems();
    }
  }
}
