package dev.clova.engine.template;

import dev.clova.engine.definition.Definitions;
import dev.clova.engine.definition.ServiceDefinition;
import dev.clova.engine.definition.TargetDefinition;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The templates of one workspace. What was parsed once is kept, so that a file for a thousand
 * targets is parsed once. For any number of threads.
 */
public final class Templates {

  private final Definitions definitions;
  private final Map<String, Template> parsed = new ConcurrentHashMap<>();

  /** The templates of a workspace. */
  public Templates(Definitions definitions) {
    this.definitions = definitions;
  }

  /**
   * Rendering for one placement.
   *
   * @param facts stable facts of the target by name, such as {@code os} and {@code arch}; empty if
   *     nothing is known of it yet
   */
  public Rendering rendering(
      ServiceDefinition service, TargetDefinition target, SortedMap<String, String> facts) {
    return new Rendering(new Context(this, Optional.of(service), target, facts));
  }

  Definitions definitions() {
    return definitions;
  }

  Template parse(String text) {
    return parsed.computeIfAbsent(text, Template::parse);
  }
}
