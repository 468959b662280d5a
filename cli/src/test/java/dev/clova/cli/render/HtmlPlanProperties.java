package dev.clova.cli.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clova.cli.console.Printable;
import dev.clova.engine.PlanResult;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a repository or a target holds, a page has no element but ours, and all are closed. */
final class HtmlPlanProperties {

  private static final Set<String> OURS =
      Set.of(
          ("html head title style body main header p h1 h2 ul li b span code div table thead tbody"
                  + " tr th td strong details summary pre i section footer svg defs marker path text"
                  + " rect")
              .split(" "));

  private static final Set<String> EMPTY = Set.of("meta", "path", "rect");

  private static final Pattern TAG = Pattern.compile("<(/?)([a-z0-9]+)((?: [^<>]*)?)>");

  private static final Pattern ATTRIBUTES =
      Pattern.compile("(?: [a-zA-Z-]+=\"[^\"<>]*\"| open)*/?");

  @Property(tries = 100)
  void everyElementIsOursAndClosed(@ForAll("hostile") PlanResult result) {
    String page = String.join("\n", HtmlPlan.lines(result)).replaceFirst("<!doctype html>", "");
    String body = page.replaceFirst("(?s)<style>.*?</style>", "");
    Deque<String> open = new ArrayDeque<>();
    Matcher tag = TAG.matcher(body);
    int end = 0;
    while (tag.find()) {
      text(body.substring(end, tag.start()));
      end = tag.end();
      String name = tag.group(2);
      assertTrue(OURS.contains(name) || EMPTY.contains(name), tag.group());
      assertTrue(ATTRIBUTES.matcher(tag.group(3)).matches(), tag.group());
      if (!tag.group(1).isEmpty()) {
        assertEquals(open.pop(), name);
      } else if (!EMPTY.contains(name)) {
        open.push(name);
      }
    }
    assertTrue(open.isEmpty(), open::toString);
  }

  private static void text(String text) {
    assertTrue(text.indexOf('<') < 0 && text.indexOf('>') < 0, text);
    for (String part : text.split("[\n\t]", -1)) {
      assertEquals(Printable.of(part), part);
    }
  }

  @Property(tries = 30)
  void theSamePlanIsTheSamePage(@ForAll("hostile") PlanResult result) {
    assertEquals(List.copyOf(HtmlPlan.lines(result)), HtmlPlan.lines(result));
  }

  @Provide
  Arbitrary<PlanResult> hostile() {
    return PlanArbitraries.results(new MarkdownPlanProperties().words());
  }
}
