package dev.clova.engine.template;

import io.pebbletemplates.pebble.extension.NodeVisitor;
import io.pebbletemplates.pebble.lexer.Token;
import io.pebbletemplates.pebble.node.ForNode;
import io.pebbletemplates.pebble.node.RenderableNode;
import io.pebbletemplates.pebble.node.expression.Expression;
import io.pebbletemplates.pebble.parser.Parser;
import io.pebbletemplates.pebble.template.EvaluationContextImpl;
import io.pebbletemplates.pebble.template.PebbleTemplateImpl;
import io.pebbletemplates.pebble.tokenParser.ForTokenParser;
import io.pebbletemplates.pebble.tokenParser.TokenParser;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a {@code for} goes through: lists, tables and scopes by name, every turn counted. */
final class CountedLoop implements Expression<Object> {

  private final Expression<?> inner;

  private CountedLoop(Expression<?> inner) {
    this.inner = inner;
  }

  /** The tag {@code for}. */
  static final class Tag implements TokenParser {

    private final ForTokenParser whole = new ForTokenParser();

    @Override
    public String getTag() {
      return whole.getTag();
    }

    @Override
    public RenderableNode parse(Token token, Parser parser) {
      ForNode loop = (ForNode) whole.parse(token, parser);
      return new ForNode(
          loop.getLineNumber(),
          loop.getIterationVariable(),
          new CountedLoop(loop.getIterable()),
          loop.getBody(),
          loop.getElseBody());
    }
  }

  @Override
  public Object evaluate(PebbleTemplateImpl self, EvaluationContextImpl context) {
    Work work = (Work) context.getVariable(Work.NAME);
    work.at(getLineNumber());
    Object value = inner.evaluate(self, context);
    List<?> elements =
        switch (value) {
          case null -> List.of();
          case List<?> list -> list;
          case Map<?, ?> table -> entries(table);
          case Scope scope -> entries(scope);
          default -> throw Fault.template("`for` goes through lists and tables only.", "", "");
        };
    return new Counted(elements, work);
  }

  private static List<Object> entries(Map<?, ?> table) {
    TreeMap<String, Object> sorted = new TreeMap<>();
    table.forEach((key, value) -> sorted.put(Printed.text(key), value));
    List<Object> entries = new ArrayList<>();
    sorted.forEach((key, value) -> entries.add(Map.of("key", key, "value", value)));
    return entries;
  }

  private static List<Object> entries(Scope scope) {
    List<Object> entries = new ArrayList<>();
    for (String name : scope.names()) {
      entries.add(
          new FixedScope(
              scope.path() + ".entry",
              new TreeMap<>(Map.of("key", () -> name, "value", () -> scope.value(name)))));
    }
    return entries;
  }

  @Override
  public void accept(NodeVisitor visitor) {
    inner.accept(visitor);
  }

  @Override
  public int getLineNumber() {
    return inner.getLineNumber();
  }

  private static final class Counted extends AbstractList<Object> {

    private final List<?> elements;
    private final Work work;

    Counted(List<?> elements, Work work) {
      this.elements = elements;
      this.work = work;
    }

    @Override
    public Object get(int index) {
      work.turn();
      return elements.get(index);
    }

    @Override
    public int size() {
      return elements.size();
    }
  }
}
