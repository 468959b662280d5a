// Checks or rewrites every Java file of the build with google-java-format, on the JDK of the
// toolchain: Maven itself may run on an older one, whose parser does not know today's Java.
//
//   java -cp google-java-format-all-deps.jar .build/Format.java check|apply DIRECTORY...
//
// What was found to be in order is remembered by its digest in target/formatted, so that a build
// parses only what has changed since.

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions.Style;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

final class Format {

  private static final Path IN_ORDER = Path.of("target", "formatted");

  public static void main(String[] arguments) throws Exception {
    boolean apply = arguments[0].equals("apply");
    Set<String> known = new HashSet<>();
    if (Files.exists(IN_ORDER)) {
      known.addAll(Files.readAllLines(IN_ORDER));
    }
    Set<String> inOrder = new TreeSet<>();
    List<Path> unformatted = new ArrayList<>();
    for (int i = 1; i < arguments.length; i++) {
      try (var files = Files.walk(Path.of(arguments[i]))) {
        for (Path file : files.filter(Format::isSource).sorted().toList()) {
          String source = Files.readString(file);
          if (known.contains(digest(source))) {
            inOrder.add(digest(source));
            continue;
          }
          String formatted = format(file, source);
          if (apply || formatted.equals(source)) {
            inOrder.add(digest(formatted));
          }
          if (formatted.equals(source)) {
            continue;
          }
          unformatted.add(file);
          if (apply) {
            Files.writeString(file, formatted);
          }
        }
      }
    }
    Files.createDirectories(IN_ORDER.getParent());
    Files.write(IN_ORDER, inOrder);
    if (!apply && !unformatted.isEmpty()) {
      System.err.println("Not formatted (`mvn -N -Pformat validate` rewrites them):");
      unformatted.forEach(file -> System.err.println("  " + file));
      System.exit(1);
    }
  }

  private static String digest(String source) throws Exception {
    byte[] bytes = source.getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  private static boolean isSource(Path file) {
    return file.toString().endsWith(".java") && !file.toString().contains("/target/");
  }

  private static String format(Path file, String source) throws Exception {
    try {
      String ordered = ImportOrderer.reorderImports(source, Style.GOOGLE);
      return new Formatter().formatSource(RemoveUnusedImports.removeUnusedImports(ordered));
    } catch (FormatterException e) {
      throw new IllegalStateException("Cannot read " + file + ": " + e.getMessage(), e);
    }
  }
}
