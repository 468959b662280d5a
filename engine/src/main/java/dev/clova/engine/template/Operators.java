package dev.clova.engine.template;

import io.pebbletemplates.pebble.error.AttributeNotFoundException;
import io.pebbletemplates.pebble.node.expression.BinaryExpression;
import io.pebbletemplates.pebble.node.expression.Expression;
import io.pebbletemplates.pebble.node.expression.FilterInvocationExpression;
import io.pebbletemplates.pebble.template.EvaluationContextImpl;
import io.pebbletemplates.pebble.template.PebbleTemplateImpl;
import io.pebbletemplates.pebble.utils.OperatorUtils;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The operators that could make texts without end, bounded. */
final class Operators {

  private Operators() {}

  private static Work work(EvaluationContextImpl context, int line) {
    Work work = (Work) context.getVariable(Work.NAME);
    work.at(line);
    return work;
  }

  private static Object value(
      Expression<?> of, PebbleTemplateImpl self, EvaluationContextImpl context) {
    return Optional.<Object>ofNullable(of.evaluate(self, context)).orElse("");
  }

  /** {@code a ~ b}: both as text. */
  static final class Joined extends BinaryExpression<Object> {

    @Override
    public Object evaluate(PebbleTemplateImpl self, EvaluationContextImpl context) {
      Object left = value(getLeftExpression(), self, context);
      Object right = value(getRightExpression(), self, context);
      return work(context, getLineNumber()).made(Printed.text(left) + Printed.text(right));
    }
  }

  /** {@code a + b}: the sum of numbers; anything else as {@code ~}. */
  static final class Sum extends BinaryExpression<Object> {

    @Override
    public Object evaluate(PebbleTemplateImpl self, EvaluationContextImpl context) {
      Object left = value(getLeftExpression(), self, context);
      Object right = value(getRightExpression(), self, context);
      return left instanceof Number && right instanceof Number
          ? OperatorUtils.add(left, right)
          : work(context, getLineNumber()).made(Printed.text(left) + Printed.text(right));
    }
  }

  /** {@code a | filter(…)}. */
  static final class Filtered extends BinaryExpression<Object> {

    @Override
    public Object evaluate(PebbleTemplateImpl self, EvaluationContextImpl context) {
      FilterInvocationExpression call = (FilterInvocationExpression) getRightExpression();
      Work work = work(context, getLineNumber());
      TextFilter filter = TextFilter.named(call.getFilterName());
      Map<String, Object> arguments =
          call.getArgs()
              .getArgumentMap(
                  self,
                  context,
                  () -> filter.argument().isEmpty() ? List.of() : List.of(filter.argument()));
      return filter.apply(input(filter, self, context), arguments, work);
    }

    private Object input(
        TextFilter filter, PebbleTemplateImpl self, EvaluationContextImpl context) {
      if (filter != TextFilter.DEFAULT) {
        return value(getLeftExpression(), self, context);
      }
      try {
        return value(getLeftExpression(), self, context);
      } catch (AttributeNotFoundException e) {
        return "";
      }
    }
  }
}
