package dev.clova.engine.tree;

import dev.clova.engine.definition.SyncDefinition;
import dev.clova.engine.definition.SyncDefinition.Delete;
import dev.clova.engine.definition.SyncDefinition.ModeRule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** A service's directory in a temporary folder, and what a test does with it. */
record SourceFolder(Path folder) {

  static SyncDefinition sync(List<String> exclude, List<ModeRule> modes) {
    return new SyncDefinition(
        exclude, List.of("data/"), List.of("*.tmpl"), modes, Optional.empty(), Delete.MANAGED);
  }

  static SyncDefinition sync() {
    return sync(List.of(), List.of());
  }

  Path directory() {
    return folder.resolve("blog");
  }

  Path cache() {
    return folder.resolve("cache");
  }

  ServiceSource source() {
    return new ServiceSource("blog", directory(), "apps/blog");
  }

  SourceFolder write(String path, String content) throws IOException {
    return write(path, content, 0644);
  }

  SourceFolder write(String path, String content, int mode) throws IOException {
    Path file = directory().resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, content.getBytes(StandardCharsets.UTF_8));
    return mode(path, mode);
  }

  SourceFolder directory(String path) throws IOException {
    Files.createDirectories(directory().resolve(path));
    return this;
  }

  SourceFolder link(String path, String text) throws IOException {
    Path link = directory().resolve(path);
    Files.createDirectories(link.getParent());
    Files.createSymbolicLink(link, Path.of(text));
    return this;
  }

  SourceFolder mode(String path, int mode) throws IOException {
    Files.setAttribute(directory().resolve(path), "unix:mode", mode);
    return this;
  }

  SourceTree scan(SyncDefinition sync) {
    return new TreeScanner(cache(), 2, Clock.systemUTC()).scan(source(), sync);
  }

  SourceTree scan() {
    return scan(sync());
  }

  LocalTree tree() {
    return scan().render((path, text) -> text.getBytes(StandardCharsets.UTF_8));
  }

  List<String> paths() {
    return paths(tree());
  }

  static List<String> paths(LocalTree tree) {
    return tree.tree().entries().stream().map(entry -> entry.path()).toList();
  }
}
