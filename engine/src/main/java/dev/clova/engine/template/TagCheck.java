package dev.clova.engine.template;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds what is wrong with the tags of a template that did not parse, for people to read. */
final class TagCheck {

  private static final Pattern TAG = Pattern.compile("\\{%-?\\s*(\\w*)");
  private static final List<String> KNOWN =
      List.of("else", "elseif", "endfor", "endif", "endverbatim", "for", "if", "set", "verbatim");

  private TagCheck() {}

  private record Open(String word, int line) {}

  /** Empty if the tags are not what is wrong. */
  static Optional<FullTemplate.FaultAtLine> explain(String source) {
    Deque<Open> open = new ArrayDeque<>();
    Matcher tag = TAG.matcher(source);
    while (tag.find()) {
      String word = tag.group(1);
      int line = 1 + (int) source.substring(0, tag.start()).chars().filter(c -> c == '\n').count();
      boolean isKept = !open.isEmpty() && open.peek().word().equals("verbatim");
      if (isKept && !word.equals("endverbatim")) {
        continue;
      }
      if (!KNOWN.contains(word)) {
        return Optional.of(at(line, "There is no tag `" + word + "`.", word));
      }
      if (word.startsWith("end")) {
        if (open.isEmpty() || !word.equals("end" + open.peek().word())) {
          return Optional.of(at(line, "`" + word + "` ends nothing here.", word));
        }
        open.pop();
      } else if (!word.startsWith("else") && !word.equals("set")) {
        open.push(new Open(word, line));
      }
    }
    return Optional.ofNullable(open.peek())
        .map(last -> at(last.line(), "`" + last.word() + "` has no end.", last.word()));
  }

  private static FullTemplate.FaultAtLine at(int line, String detail, String word) {
    String hint =
        word.startsWith("end") || List.of("for", "if", "verbatim").contains(word)
            ? "`{% if … %}` and `{% for … %}` end with `{% endif %}` and `{% endfor %}`."
            : "Tags are `" + String.join("`, `", KNOWN) + "`.";
    return new FullTemplate.FaultAtLine(Fault.template(detail, hint, word), line);
  }
}
