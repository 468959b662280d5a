package dev.clova.engine.template;

import dev.clova.engine.template.Pieces.Piece;
import java.util.Optional;

/** A parsed template. */
sealed interface Template {

  /** A text that is no template. */
  record Plain(String text) implements Template {}

  /** Values between literal text. */
  record Simple(Pieces pieces) implements Template {}

  /** Everything else that the template language can do. */
  record Full(FullTemplate template) implements Template {}

  /** One that does not parse. */
  record Broken(Fault fault, int line) implements Template {}

  static Template parse(String text) {
    if (!Pieces.isTemplate(text)) {
      return new Plain(text);
    }
    Optional<Pieces> pieces = Pieces.parse(text);
    return pieces.isPresent() ? new Simple(pieces.get()) : FullTemplate.parse(text);
  }

  /** The value that a path of names leads to. */
  static Object follow(Scope outermost, Piece.Value path) {
    Object value = outermost;
    String walked = "";
    for (String name : path.names()) {
      value = Attributes.of(value, name, walked);
      walked = walked.isEmpty() ? name : walked + "." + name;
    }
    return value;
  }
}
