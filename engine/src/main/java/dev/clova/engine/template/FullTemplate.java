package dev.clova.engine.template;

import dev.clova.state.ClovaException;
import io.pebbletemplates.pebble.error.ParserException;
import io.pebbletemplates.pebble.error.PebbleException;
import io.pebbletemplates.pebble.error.RootAttributeNotFoundException;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;

/** A template that needs the template engine. */
final class FullTemplate {

  private static final int DEEPEST_CAUSE = 64;

  private final PebbleTemplate template;

  private FullTemplate(PebbleTemplate template) {
    this.template = template;
  }

  /** Parses; what does not parse is kept as such, so that it is parsed once too. */
  static Template parse(String source) {
    try {
      return new Template.Full(
          new FullTemplate(Language.ENGINE.getLiteralTemplate(TemplateSource.ready(source))));
    } catch (RuntimeException | StackOverflowError e) {
      // Besides its own exceptions the engine lets index, cast and number ones through for
      // templates that it did not expect, and nested brackets overflow its stack.
      FaultAtLine found =
          TagCheck.explain(source).orElseGet(() -> new FaultAtLine(unparsed(e), line(e, 1)));
      return new Template.Broken(found.fault(), found.line());
    }
  }

  private static Fault unparsed(Throwable thrown) {
    String hint = "What shall stay as it is goes between `{% verbatim %}` and `{% endverbatim %}`.";
    return switch (thrown) {
      case Fault own -> own;
      case ParserException known ->
          Fault.template("This cannot be read: " + detail(known), hint, "");
      default -> Fault.template(detail(thrown), hint, "");
    };
  }

  /**
   * @throws FaultAtLine if it does not render
   * @throws ClovaException if a variable's own template does not
   */
  String render(Scope outermost, Work work) {
    int lineBefore = work.line();
    try (BoundedText out = new BoundedText(work)) {
      template.evaluate(out, new RootScope(outermost, work), Locale.ROOT);
      work.at(lineBefore);
      return TemplateSource.plain(out.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (RuntimeException | StackOverflowError e) {
      // As above; and what our own code threw comes wrapped from inside of some expressions.
      throw told(e, outermost, work);
    }
  }

  private static RuntimeException told(Throwable thrown, Scope outermost, Work work) {
    int line = line(thrown, work.line());
    Throwable cause = thrown;
    for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
      switch (cause) {
        case ClovaException own -> {
          return own;
        }
        case Fault fault -> {
          return new FaultAtLine(fault, line);
        }
        case RootAttributeNotFoundException root -> {
          return new FaultAtLine(outermost.unknown(root.getAttributeName()), line);
        }
        default -> cause = cause.getCause();
      }
    }
    return new FaultAtLine(Fault.template(detail(thrown), "", ""), line);
  }

  private static int line(Throwable thrown, int otherwise) {
    int line = otherwise;
    Throwable cause = thrown;
    for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
      if (cause instanceof PebbleException known && known.getLineNumber() != null) {
        line = Math.max(1, known.getLineNumber());
      }
      cause = cause.getCause();
    }
    return line;
  }

  private static String detail(Throwable thrown) {
    return switch (thrown) {
      case PebbleException known -> {
        String message = String.valueOf(known.getPebbleMessage());
        if (TemplateSource.isAboutEnd(message)) {
          yield "The template ends inside of `{{` or `{%`.";
        }
        yield message.endsWith(".") ? message : message + ".";
      }
      case StackOverflowError deep -> "The template is nested too deeply.";
      default -> "The template engine cannot read this.";
    };
  }

  /** A fault and the line of the template that it is in. */
  static final class FaultAtLine extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Fault fault;
    private final int line;

    FaultAtLine(Fault fault, int line) {
      super(fault.detail(), null, false, false);
      this.fault = fault;
      this.line = line;
    }

    Fault fault() {
      return fault;
    }

    int line() {
      return line;
    }
  }
}
