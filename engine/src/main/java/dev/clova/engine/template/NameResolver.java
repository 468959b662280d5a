package dev.clova.engine.template;

import io.pebbletemplates.pebble.attributes.AttributeResolver;
import io.pebbletemplates.pebble.attributes.ResolvedAttribute;
import io.pebbletemplates.pebble.node.ArgumentsNode;
import io.pebbletemplates.pebble.node.ForNode.LoopVariables;
import io.pebbletemplates.pebble.template.EvaluationContextImpl;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What comes after a dot or in brackets. */
final class NameResolver implements AttributeResolver {

  @Override
  public ResolvedAttribute resolve(
      @Nullable Object instance,
      @Nullable Object name,
      Object @Nullable [] argumentValues,
      @Nullable ArgumentsNode arguments,
      EvaluationContextImpl context,
      String file,
      int line) {
    Work work = (Work) context.getVariable(Work.NAME);
    work.at(line);
    if (argumentValues != null) {
      String detail = "Values have no methods to call.";
      throw Fault.template(detail, "Filters come after `|`.", Printed.text(String.valueOf(name)));
    }
    Object value = Optional.ofNullable(instance).orElse("");
    Object wanted = Optional.ofNullable(name).orElse("");
    try {
      return new ResolvedAttribute(
          value instanceof LoopVariables loop
              ? loop(loop, Printed.text(wanted))
              : Attributes.of(value, wanted, ""));
    } catch (Fault fault) {
      throw fault.isUnknownName() ? new MissingName(fault, line) : fault;
    }
  }

  private static Object loop(LoopVariables loop, String name) {
    return switch (name) {
      case "index" -> loop.getIndex();
      case "first" -> loop.isFirst();
      case "last" -> loop.isLast();
      case "length" -> loop.getLength().longValue();
      case "revindex" -> loop.getRevindex().longValue();
      default ->
          throw Fault.unknownName(
              "loop." + name, "Known are `index`, `first`, `last`, `length` and `revindex`.");
    };
  }
}
