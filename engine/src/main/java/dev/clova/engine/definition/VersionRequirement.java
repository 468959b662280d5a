package dev.clova.engine.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which versions of Clova a workspace accepts, such as {@code >=0.1, <2}. */
record VersionRequirement(List<Bound> bounds) {

  private record Bound(String operator, List<Integer> version) {

    boolean admits(List<Integer> other) {
      int order = compare(other, version);
      return switch (operator) {
        case ">=" -> order >= 0;
        case ">" -> order > 0;
        case "<=" -> order <= 0;
        case "<" -> order < 0;
        default -> order == 0;
      };
    }
  }

  /** Empty if the text is no requirement. */
  static Optional<VersionRequirement> parse(String text) {
    List<Bound> bounds = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      String bound = part.strip();
      int operatorEnd = 0;
      while (operatorEnd < bound.length() && "<>=".indexOf(bound.charAt(operatorEnd)) >= 0) {
        operatorEnd++;
      }
      String operator = bound.substring(0, operatorEnd);
      Optional<List<Integer>> version = version(bound.substring(operatorEnd).strip());
      if (version.isEmpty() || !List.of("", "=", ">=", ">", "<=", "<").contains(operator)) {
        return Optional.empty();
      }
      bounds.add(new Bound(operator, version.get()));
    }
    return Optional.of(new VersionRequirement(bounds));
  }

  /** Whether a version such as {@code 0.1.0} is accepted; what follows a hyphen is not compared. */
  boolean admits(String version) {
    int hyphen = version.indexOf('-');
    Optional<List<Integer>> parsed = version(hyphen < 0 ? version : version.substring(0, hyphen));
    if (parsed.isEmpty()) {
      return false;
    }
    for (Bound bound : bounds) {
      if (!bound.admits(parsed.get())) {
        return false;
      }
    }
    return true;
  }

  private static Optional<List<Integer>> version(String text) {
    String[] parts = text.split("\\.", -1);
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < parts.length; i++) {
      boolean isNumber = !parts[i].isEmpty() && parts[i].length() <= 6;
      for (int k = 0; k < parts[i].length(); k++) {
        isNumber &= parts[i].charAt(k) >= '0' && parts[i].charAt(k) <= '9';
      }
      if (!isNumber || parts.length > 4) {
        return Optional.empty();
      }
      numbers.add(Integer.parseInt(parts[i]));
    }
    return Optional.of(numbers);
  }

  private static int compare(List<Integer> a, List<Integer> b) {
    for (int i = 0; i < Math.max(a.size(), b.size()); i++) {
      int order = Integer.compare(number(a, i), number(b, i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static int number(List<Integer> version, int index) {
    return index < version.size() ? version.get(index) : 0;
  }
}
