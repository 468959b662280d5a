package dev.clova.cli;

import dev.clova.cli.console.Streams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Runs commands one after the other in one process. The build calls it to find out which classes
 * real commands load, and keeps these in a cache beside the program.
 */
final class Rehearsal {

  private Rehearsal() {}

  /**
   * Runs the commands of a file, one a line: the exit status that it must end with, then its
   * arguments. Empty lines and those that begin with {@code #} are skipped.
   */
  public static void main(String[] arguments) throws IOException {
    for (String line : Files.readAllLines(Path.of(arguments[0]))) {
      if (!line.isBlank() && !line.startsWith("#")) {
        run(List.of(line.strip().split(" +")));
      }
    }
    Main.main(new String[] {"version"});
  }

  private static void run(List<String> words) {
    Streams streams = Streams.standard();
    int code = Main.run(words.subList(1, words.size()), streams);
    streams.flush();
    if (code != Integer.parseInt(words.getFirst())) {
      throw new IllegalStateException(words + " ended with " + code);
    }
  }
}
