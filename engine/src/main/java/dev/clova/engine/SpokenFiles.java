package dev.clova.engine;

import dev.clova.engine.definition.Definitions;
import dev.clova.engine.definition.ServiceDefinition;
import dev.clova.engine.tree.PathMatcher;
import dev.clova.state.ClovaException;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The files of a service that may speak of other services: its definition, and its templates. */
final class SpokenFiles {

  private SpokenFiles() {}

  /** The definition first, then the templates, sorted. */
  static List<Path> of(ServiceDefinition service) {
    Predicate<String> isTemplate = PathMatcher.of(service.sync().template());
    List<Path> all = new ArrayList<>();
    all.add(service.directory().resolve(Definitions.SERVICE_FILE));
    try (Stream<Path> files = Files.walk(service.directory())) {
      files
          .filter(Files::isRegularFile)
          .filter(file -> isTemplate.test(service.directory().relativize(file).toString()))
          .filter(file -> !file.equals(all.getFirst()))
          .sorted()
          .forEach(all::add);
    } catch (IOException e) {
      throw unreadable(service.directory(), e);
    }
    return all;
  }

  /** What is in one of them. */
  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static ClovaException unreadable(Path file, IOException why) {
    return new ClovaException(
        Problem.of(ProblemCode.FAILED, "`" + file + "` cannot be read.", ""), why);
  }
}
