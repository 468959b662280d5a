package dev.clova.cli;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A secret that is nowhere else in the world, and all the forms in which it could get out.
 *
 * @param name where it was put
 * @param value what it is
 */
record Canary(String name, String value) {

  /** Every form, by what it is called. */
  Map<String, String> forms() {
    Map<String, String> forms = new LinkedHashMap<>();
    forms.put("raw", value);
    forms.put("reversed", new StringBuilder(value).reverse().toString());
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    for (int offset = 0; offset < 3; offset++) {
      forms.put("base64 at " + offset, inside(Base64.getEncoder(), offset, bytes));
      forms.put("base64url at " + offset, inside(Base64.getUrlEncoder(), offset, bytes));
    }
    forms.put("hex", HexFormat.of().formatHex(bytes));
    forms.put("HEX", HexFormat.of().withUpperCase().formatHex(bytes));
    forms.put("URL", escaped("%%%02X", "%"));
    forms.put("JSON", value.replace("\"", "\\\"").replace("/", "\\/"));
    forms.put("XML", value.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;"));
    forms.put("shell", escaped("\\%c", "\\"));
    for (String algorithm : List.of("SHA-256", "SHA-1", "MD5")) {
      for (String end : List.of("", "\n")) {
        byte[] digest = digest(algorithm, value + end);
        String what = algorithm + (end.isEmpty() ? "" : " of the line");
        forms.put(what, HexFormat.of().formatHex(digest));
        forms.put(what + " in base64", Base64.getEncoder().withoutPadding().encodeToString(digest));
      }
    }
    return forms;
  }

  /** Where it is in a text, in which form; empty if it is nowhere. */
  List<String> in(String where, byte[] content) {
    String text = new String(content, StandardCharsets.ISO_8859_1);
    String lower = text.toLowerCase(Locale.ROOT);
    List<String> found = new ArrayList<>();
    forms()
        .forEach(
            (form, shape) -> {
              boolean isDigest = form.matches("(SHA-256|SHA-1|MD5)( of the line)?");
              boolean isThere =
                  isDigest ? lower.contains(shape.substring(0, 16)) : text.contains(shape);
              if (isThere) {
                found.add("%s of %s in %s".formatted(form, name, where));
              }
            });
    return found;
  }

  /** The middle of its encoding, which does not depend on what stands around it. */
  private static String inside(Base64.Encoder encoder, int offset, byte[] bytes) {
    byte[] shifted = new byte[offset + bytes.length];
    System.arraycopy(bytes, 0, shifted, offset, bytes.length);
    String all = encoder.withoutPadding().encodeToString(shifted);
    return all.substring(offset == 0 ? 0 : 4, all.length() - all.length() % 4);
  }

  private String escaped(String format, String mark) {
    StringBuilder text = new StringBuilder();
    value
        .chars()
        .forEach(
            c -> {
              boolean isPlain = Character.isLetterOrDigit(c) || "-._~".indexOf(c) >= 0;
              String sign = Character.toString(c);
              String code = mark.equals("%") ? format.formatted(c) : format.formatted((char) c);
              text.append(isPlain ? sign : code);
            });
    return text.toString();
  }

  private static byte[] digest(String algorithm, String text) {
    try {
      return MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
