package dev.clova.engine.runtime;

import dev.clova.engine.step.Content;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One unit file of a service, with the few of its settings that decide what Clova does with it. All
 * else in it is systemd's business.
 *
 * @param name the unit's name, such as {@code blog.service}
 * @param content the file
 * @param settings the settings as {@code Section.Name}, each with its values in order
 */
record UnitFile(String name, Content content, Map<String, List<String>> settings) {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9:_.\\\\@-]{1,250}\\.[a-z]+");

  static UnitFile of(String name, Content content) {
    return new UnitFile(name, content, settings(text(content)));
  }

  /** Whether systemd takes this for the name of a unit. */
  static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  static boolean isTemplate(String name) {
    return name.contains("@.");
  }

  boolean isService() {
    return name.endsWith(".service");
  }

  /** Whether it says how it is enabled; without that, nothing can make it start with the system. */
  boolean isInstallable() {
    return settings.keySet().stream().anyMatch(key -> key.startsWith("Install."));
  }

  boolean has(String setting) {
    return settings.containsKey(setting);
  }

  /** The unit that this timer sets off. */
  Optional<String> timed() {
    return name.endsWith(".timer") ? Optional.of(names("Timer.Unit")) : Optional.empty();
  }

  /** The unit that this socket or path brings up when something comes in. */
  Optional<String> activated() {
    if (name.endsWith(".path")) {
      return Optional.of(names("Path.Unit"));
    }
    if (!name.endsWith(".socket")) {
      return Optional.empty();
    }
    boolean perConnection =
        last("Socket.Accept").map(value -> value.matches("(?i)1|yes|y|true|t|on")).orElse(false);
    return Optional.of(perConnection ? stem() + "@.service" : names("Socket.Service"));
  }

  private String names(String setting) {
    return last(setting).orElse(stem() + ".service");
  }

  private String stem() {
    return name.substring(0, name.lastIndexOf('.'));
  }

  private Optional<String> last(String setting) {
    return Optional.ofNullable(settings.get(setting)).map(List::getLast);
  }

  /** Sections, comments and continued lines as in {@code systemd.syntax(7)}. */
  private static Map<String, List<String>> settings(String text) {
    Map<String, List<String>> settings = new HashMap<>();
    String section = "";
    StringBuilder logical = new StringBuilder();
    for (String raw : text.split("\n", -1)) {
      String line = raw.strip();
      if (line.startsWith("#") || line.startsWith(";")) {
        continue;
      }
      if (line.endsWith("\\")) {
        logical.append(line, 0, line.length() - 1).append(' ');
        continue;
      }
      String whole = logical.append(line).toString().strip();
      logical.setLength(0);
      int equals = whole.indexOf('=');
      if (whole.startsWith("[") && whole.endsWith("]")) {
        section = whole.substring(1, whole.length() - 1);
      } else if (equals > 0) {
        settings
            .computeIfAbsent(
                section + "." + whole.substring(0, equals).strip(), key -> new ArrayList<>())
            .add(whole.substring(equals + 1).strip());
      }
    }
    return settings;
  }

  private static String text(Content content) {
    return new String(bytes(content), StandardCharsets.UTF_8);
  }

  static byte[] bytes(Content content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(content.length());
    try {
      content.writeTo(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
