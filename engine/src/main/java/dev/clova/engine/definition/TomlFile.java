package dev.clova.engine.definition;

import dev.clova.state.ProblemCode;
import dev.clova.state.SourcePosition;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.tomlj.Toml;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseOptions;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;

/** Reads one definition file as far as TOML goes; what it holds is for others to judge. */
record TomlFile(Source source, TomlTable table) {

  /** Empty if the file is none; then problems were added. */
  static Optional<TomlFile> read(Path file, String shown, Problems problems) {
    return readBytes(file, shown, problems).flatMap(bytes -> parse(bytes, shown, problems));
  }

  /** The same for what such a file would hold. */
  static Optional<TomlFile> parse(byte[] bytes, String shown, Problems problems) {
    Optional<Source> decoded = decode(bytes, shown, problems);
    if (decoded.isEmpty() || !TomlLimits.holds(decoded.get(), problems)) {
      return Optional.empty();
    }
    Source source = decoded.get();
    TomlParseResult result = Toml.parse(source.text(), TomlParseOptions.sourceless());
    if (!result.hasErrors()) {
      return Optional.of(new TomlFile(source, result));
    }
    List<TomlParseError> errors = result.errors();
    int told = Math.min(errors.size(), Problems.LISTED_PER_FILE + 1);
    for (TomlParseError error : errors.subList(0, told)) {
      SourcePosition at = source.token(error.position().line(), error.position().column());
      problems.add(at, ProblemCode.SYNTAX, sentence(error), SyntaxHint.of(at));
    }
    problems.leaveOut(shown, errors.size() - told);
    return Optional.empty();
  }

  private static String sentence(TomlParseError error) {
    String message = String.valueOf(error.getMessage());
    return message.endsWith(".") ? message : message + ".";
  }

  private static Optional<byte[]> readBytes(Path file, String shown, Problems problems) {
    SourcePosition at = new Source(shown, "").start();
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      String hint = "Put the file itself there; links are not followed.";
      problems.add(at, ProblemCode.BAD_FILE, "This is not a regular file.", hint);
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      byte[] bytes = in.readNBytes(TomlLimits.FILE_BYTES + 1);
      if (bytes.length <= TomlLimits.FILE_BYTES) {
        return Optional.of(bytes);
      }
      String hint = "Keep long texts in files of the service's directory.";
      problems.add(at, ProblemCode.TOO_LARGE, "The file is larger than 1 MiB.", hint);
    } catch (IOException e) {
      String hint = "Check that it is there and that you may read it.";
      problems.add(at, ProblemCode.BAD_FILE, "The file cannot be read.", hint);
    }
    return Optional.empty();
  }

  private static Optional<Source> decode(byte[] bytes, String shown, Problems problems) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result = decoder.decode(in, out, true);
    Source source = new Source(shown, out.flip().toString());
    if (!result.isError()) {
      return Optional.of(source);
    }
    String detail = String.format("The byte 0x%02X here is not UTF-8.", bytes[in.position()]);
    SourcePosition at = source.atIndex(source.text().length());
    problems.add(at, ProblemCode.SYNTAX, detail, "Save the file as UTF-8.");
    return Optional.empty();
  }
}
