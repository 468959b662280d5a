package dev.clova.engine.template;

import java.util.List;

/**
 * The characters of a template that a fault is about; the template engine tells the line only.
 *
 * @param offset in the template
 * @param width at least 1
 */
record Culprit(int offset, int width) {

  /**
   * @param line from 1
   * @param text what to look for, on that line or further down; if it is not there, its last name,
   *     else the first tag
   */
  static Culprit find(String source, int line, String text) {
    int begin = 0;
    for (int i = 1; i < line; i++) {
      int end = source.indexOf('\n', begin);
      begin = end < 0 ? begin : end + 1;
    }
    int newline = source.indexOf('\n', begin);
    int end = newline < 0 ? source.length() : newline;
    String last = text.substring(text.lastIndexOf('.') + 1);
    for (String wanted : text.isEmpty() ? List.<String>of() : List.of(text, last)) {
      int onLine = word(source, wanted, begin, end);
      int at = onLine >= 0 ? onLine : word(source, wanted, begin, source.length());
      if (at >= 0) {
        return new Culprit(at, wanted.length());
      }
    }
    return tag(source, begin, end);
  }

  private static int word(String source, String wanted, int begin, int end) {
    int at = source.indexOf(wanted, begin);
    while (at >= 0 && at + wanted.length() <= end) {
      boolean isWhole =
          (at == 0 || !isName(source.charAt(at - 1)))
              && (at + wanted.length() == source.length()
                  || !isName(source.charAt(at + wanted.length())));
      if (isWhole) {
        return at;
      }
      at = source.indexOf(wanted, at + 1);
    }
    return -1;
  }

  private static boolean isName(char c) {
    return Pieces.isNamePart(c, false);
  }

  private static Culprit tag(String source, int begin, int end) {
    for (int at = begin; at + 1 < end; at++) {
      boolean isTag =
          source.charAt(at) == '{'
              && (source.charAt(at + 1) == '{' || source.charAt(at + 1) == '%');
      if (isTag) {
        int close = source.indexOf('}', at);
        int stop = close < 0 || close + 2 > end ? end : close + 2;
        return new Culprit(at, stop - at);
      }
    }
    return new Culprit(begin, Math.max(1, end - begin));
  }
}
