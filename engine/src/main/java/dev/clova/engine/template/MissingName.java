package dev.clova.engine.template;

import io.pebbletemplates.pebble.error.AttributeNotFoundException;

/** An unknown name as the template engine knows it, so that templates can give a default. */
final class MissingName extends AttributeNotFoundException {

  private static final long serialVersionUID = 1L;

  MissingName(Fault fault, int line) {
    super(fault, fault.detail(), fault.culprit(), line, "");
  }
}
