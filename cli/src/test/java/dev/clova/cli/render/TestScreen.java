package dev.clova.cli.render;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A terminal that understands the few sequences that Clova sends; any other is an error. */
final class TestScreen {

  private static final Pattern TOKEN =
      Pattern.compile("\u001b\\[([0-9;?]*)([A-Za-z])|\r|\n|[^\u001b\r\n]+");

  private final List<StringBuilder> rows = new ArrayList<>(List.of(new StringBuilder()));
  private int row;
  private int column;
  private int writes;
  private int columns;

  TestScreen(int columns) {
    this.columns = columns;
  }

  int columns() {
    return columns;
  }

  /** How often something was written. */
  int writes() {
    return writes;
  }

  /** Makes it narrower or wider, as terminals do: rows that do not fit go on in the next one. */
  void resize(int other) {
    columns = other;
    List<StringBuilder> wrapped = new ArrayList<>();
    int cursor = 0;
    for (int i = 0; i < rows.size(); i++) {
      cursor = i == row ? wrapped.size() : cursor;
      StringBuilder rest = rows.get(i);
      while (rest.length() > columns) {
        wrapped.add(new StringBuilder(rest.substring(0, columns)));
        rest = new StringBuilder(rest.substring(columns));
      }
      wrapped.add(rest);
    }
    rows.clear();
    rows.addAll(wrapped);
    row = cursor;
  }

  void write(String text) {
    writes++;
    Matcher token = TOKEN.matcher(text);
    int end = 0;
    while (token.find()) {
      if (token.start() != end) {
        throw new AssertionError("not understood: " + text.substring(end, token.start()));
      }
      end = token.end();
      take(token);
    }
  }

  /** What is to be seen, without blank rows at the end. */
  String text() {
    return String.join("\n", rows.stream().map(line -> line.toString().stripTrailing()).toList())
        .stripTrailing();
  }

  private void take(Matcher token) {
    switch (token.group()) {
      case "\r" -> column = 0;
      case "\n" -> {
        row++;
        column = 0;
        if (row == rows.size()) {
          rows.add(new StringBuilder());
        }
      }
      default -> {
        if (token.group(2) == null) {
          print(token.group());
        } else {
          control(token.group(1), token.group(2));
        }
      }
    }
  }

  private void control(String number, String letter) {
    switch (letter) {
      case "A" -> row = Math.max(0, row - Integer.parseInt(number));
      case "K" -> rows.get(row).setLength(Math.min(column, rows.get(row).length()));
      case "J" -> {
        rows.get(row).setLength(Math.min(column, rows.get(row).length()));
        while (rows.size() > row + 1) {
          rows.removeLast();
        }
      }
      case "m", "h", "l" -> {}
      default -> throw new AssertionError("not understood: " + number + letter);
    }
  }

  private void print(String text) {
    StringBuilder line = rows.get(row);
    while (line.length() < column) {
      line.append(' ');
    }
    line.replace(column, Math.min(line.length(), column + text.length()), text);
    column += text.length();
  }
}
