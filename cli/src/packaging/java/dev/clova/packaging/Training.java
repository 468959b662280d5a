package dev.clova.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Makes the cache of loaded and linked classes by running real commands on the finished package:
 * what these do not load is not in it. The commands and the workspace that they work in are the
 * files of {@code training}; extend these when commands are added.
 *
 * <p>The virtual machine does not notice when a cache and its jar do not belong together and runs
 * the old classes. Hence both have the digest of the jar in their names, the cache is made right
 * after the jar, and the folder was empty before.
 */
final class Training {

  private Training() {}

  static void run(Path folder, String name, Path lessons, Path output)
      throws IOException, InterruptedException {
    Path place = Files.createTempDirectory("clova-training");
    try {
      copy(lessons, place);
      Path home = Files.createDirectory(place.resolve("home"));
      Path cache = folder.resolve("lib/" + name + ".aot");
      Path log = output.resolve("training.log");
      ProcessBuilder rehearsal =
          new ProcessBuilder(command(folder, name, cache, place.resolve("commands")))
              .redirectErrorStream(true)
              .redirectOutput(log.toFile());
      rehearsal.environment().put("HOME", home.toString());
      rehearsal.environment().put("LC_ALL", "C.UTF-8");
      int status = rehearsal.start().waitFor();
      if (status != 0 || !Files.exists(cache)) {
        throw new IOException("training ended with " + status + ": see " + log);
      }
    } finally {
      Folders.delete(place);
    }
  }

  private static List<String> command(Path folder, String name, Path cache, Path commands) {
    return List.of(
        folder.resolve("runtime/bin/java").toString(),
        "@" + folder.resolve("lib/clova.jvm"),
        "-XX:AOTCacheOutput=" + cache,
        "-Djava.library.path=" + folder.resolve("lib"),
        "-Dcom.amazon.corretto.crypto.provider.useExternalLib=true",
        "-cp",
        folder.resolve("lib/" + name + ".jar").toString(),
        "dev.clova.cli.Rehearsal",
        commands.toString());
  }

  private static void copy(Path lessons, Path place) throws IOException {
    for (Path source : Folders.walk(lessons)) {
      Path copy = place.resolve(lessons.relativize(source).toString());
      if (Files.isDirectory(source)) {
        Files.createDirectories(copy);
      } else {
        Files.writeString(copy, Files.readString(source).replace("@PLACE@", place.toString()));
      }
    }
  }
}
