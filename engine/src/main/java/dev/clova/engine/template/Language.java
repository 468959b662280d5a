package dev.clova.engine.template;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.attributes.AttributeResolver;
import io.pebbletemplates.pebble.extension.AbstractExtension;
import io.pebbletemplates.pebble.extension.Extension;
import io.pebbletemplates.pebble.extension.ExtensionCustomizer;
import io.pebbletemplates.pebble.extension.Filter;
import io.pebbletemplates.pebble.extension.Function;
import io.pebbletemplates.pebble.extension.NodeVisitorFactory;
import io.pebbletemplates.pebble.lexer.Syntax;
import io.pebbletemplates.pebble.loader.StringLoader;
import io.pebbletemplates.pebble.operator.Associativity;
import io.pebbletemplates.pebble.operator.BinaryOperator;
import io.pebbletemplates.pebble.operator.BinaryOperatorImpl;
import io.pebbletemplates.pebble.operator.BinaryOperatorType;
import io.pebbletemplates.pebble.tokenParser.TokenParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The template language: what is left of the engine's when everything is taken away that reads
 * files, asks the clock or the locale, calls methods, or works without a bound.
 */
final class Language {

  private static final Set<String> TAGS = Set.of("if", "set");
  private static final Set<String> FUNCTIONS = Set.of("min", "max");
  private static final Set<String> OPERATORS_LEFT_OUT = Set.of("+", "~", "|", "..");

  /** The one engine; it keeps nothing between two templates. */
  static final PebbleEngine ENGINE = engine();

  private Language() {}

  private static PebbleEngine engine() {
    Syntax.Builder syntax =
        new Syntax.Builder()
            .setCommentOpenDelimiter(TemplateSource.NEVER)
            .setCommentCloseDelimiter(TemplateSource.NEVER)
            .setEnableNewLineTrimming(false);
    syntax.setInterpolationOpenDelimiter(TemplateSource.NEVER);
    syntax.setInterpolationCloseDelimiter(TemplateSource.NEVER);
    return new PebbleEngine.Builder()
        .syntax(syntax.build())
        .loader(new StringLoader())
        .strictVariables(true)
        .autoEscaping(false)
        .cacheActive(false)
        .defaultLocale(Locale.ROOT)
        .methodAccessValidator((object, method) -> false)
        .registerExtensionCustomizer(Reduced::new)
        .extension(new Own())
        .build();
  }

  /** What stays of the engine's own extensions. */
  private static final class Reduced extends ExtensionCustomizer {

    Reduced(Extension whole) {
      super(whole);
    }

    @Override
    public Map<String, Filter> getFilters() {
      return Map.of();
    }

    @Override
    public Map<String, Function> getFunctions() {
      Map<String, Function> functions = super.getFunctions();
      if (functions != null) {
        functions.keySet().retainAll(FUNCTIONS);
      }
      return functions;
    }

    @Override
    public List<TokenParser> getTokenParsers() {
      List<TokenParser> tags = new ArrayList<>();
      List<TokenParser> all = super.getTokenParsers();
      for (TokenParser tag : all == null ? List.<TokenParser>of() : all) {
        if (TAGS.contains(tag.getTag())) {
          tags.add(tag);
        }
      }
      return tags;
    }

    @Override
    public List<BinaryOperator> getBinaryOperators() {
      List<BinaryOperator> operators = new ArrayList<>();
      List<BinaryOperator> all = super.getBinaryOperators();
      for (BinaryOperator operator : all == null ? List.<BinaryOperator>of() : all) {
        if (!OPERATORS_LEFT_OUT.contains(operator.getSymbol())) {
          operators.add(operator);
        }
      }
      return operators;
    }

    @Override
    public List<NodeVisitorFactory> getNodeVisitors() {
      return List.of();
    }

    @Override
    public List<AttributeResolver> getAttributeResolver() {
      return List.of();
    }
  }

  /** What comes instead. */
  private static final class Own extends AbstractExtension {

    @Override
    public List<TokenParser> getTokenParsers() {
      return List.of(new CountedLoop.Tag());
    }

    @Override
    public List<BinaryOperator> getBinaryOperators() {
      return List.of(
          new BinaryOperatorImpl(
              "+", 40, Operators.Sum::new, BinaryOperatorType.NORMAL, Associativity.LEFT),
          new BinaryOperatorImpl(
              "|", 100, Operators.Filtered::new, BinaryOperatorType.FILTER, Associativity.LEFT),
          new BinaryOperatorImpl(
              "~", 110, Operators.Joined::new, BinaryOperatorType.NORMAL, Associativity.LEFT));
    }

    @Override
    public List<AttributeResolver> getAttributeResolver() {
      return List.of(new NameResolver());
    }
  }
}
