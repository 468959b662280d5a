package dev.clova.cli.render;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.commonmark.Extension;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.gfm.strikethrough.Strikethrough;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.Code;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** A text in Markdown as forges read it. */
final class Comment {

  private static final List<Extension> EXTENSIONS =
      List.of(
          TablesExtension.create(), StrikethroughExtension.create(), AutolinkExtension.create());

  private static final Pattern OURS =
      Pattern.compile(
          "<!-- clova \\{[^<>]*} -->"
              + "|<details( open)?><summary>([^<>]|</?code>|</?strong>)*</summary>"
              + "|</details>");

  /** What forges make links, names, pictures or references of. */
  private static final Pattern LIVELY =
      Pattern.compile("[@#]|://|www\\.|:[a-z]+:|\\b[0-9a-f]{7,40}\\b|\\bGH-[0-9]|[!~%$&][0-9a-z]");

  private final Node document;

  private Comment(Node document) {
    this.document = document;
  }

  static Comment of(List<String> lines) {
    return new Comment(
        Parser.builder().extensions(EXTENSIONS).build().parse(String.join("\n", lines)));
  }

  String html() {
    return HtmlRenderer.builder().extensions(EXTENSIONS).build().render(document);
  }

  void refuseAllButOurs() {
    for (Class<? extends Node> foreign :
        List.of(
            Link.class,
            Image.class,
            LinkReferenceDefinition.class,
            HtmlInline.class,
            BlockQuote.class,
            IndentedCodeBlock.class,
            ThematicBreak.class,
            Strikethrough.class)) {
      assertTrue(all(foreign).isEmpty(), () -> foreign.getSimpleName() + ": " + html());
    }
    for (HtmlBlock block : all(HtmlBlock.class)) {
      assertTrue(OURS.matcher(block.getLiteral().strip()).matches(), block.getLiteral());
    }
    for (Text text : all(Text.class)) {
      assertFalse(LIVELY.matcher(text.getLiteral()).find(), text.getLiteral());
    }
  }

  String codeText() {
    return all(Code.class).stream().map(Code::getLiteral).collect(Collectors.joining());
  }

  <T extends Node> List<T> all(Class<T> type) {
    List<T> found = new ArrayList<>();
    collect(document, type, found);
    return found;
  }

  private static <T extends Node> void collect(Node node, Class<T> type, List<T> found) {
    if (type.isInstance(node)) {
      found.add(type.cast(node));
    }
    for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
      collect(child, type, found);
    }
  }
}
