package dev.clova.engine.tree;

/** Turns a template of a service's directory into the file that a target gets. */
@FunctionalInterface
public interface TemplateRenderer {

  /**
   * Renders one file.
   *
   * @param path the template as a person would type it from the working directory's root
   * @param text its whole text
   * @throws dev.clova.state.ClovaException if it does not render
   */
  byte[] render(String path, String text);
}
