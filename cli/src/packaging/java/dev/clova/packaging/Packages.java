package dev.clova.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes what users get, from the class path of the finished build: a folder and an archive with a
 * Java runtime of its own and a cache of everything that a start loads, and the same without these
 * for any JDK.
 *
 * <p>Run from its source by the JDK of the build:
 *
 * <pre>java -cp RUNTIME-CLASS-PATH Packages.java VERSION ROOT OUTPUT</pre>
 *
 * ROOT is the top of the source tree, OUTPUT an existing folder. What is up to date is left alone.
 */
final class Packages {

  private final String version;
  private final Path root;
  private final Path output;

  private Packages(String version, Path root, Path output) {
    this.version = version;
    this.root = root;
    this.output = output;
  }

  public static void main(String[] arguments) throws Exception {
    Packages made =
        new Packages(arguments[0], Path.of(arguments[1]).toAbsolutePath(), Path.of(arguments[2]));
    made.make();
  }

  private void make() throws Exception {
    List<Path> classPath = classPath();
    Path sources = root.resolve("cli/src/packaging");
    Stamp stamp = Stamp.of(output.resolve("package.stamp"), classPath, sources);
    if (stamp.isCurrent()) {
      System.out.println("Packages are up to date.");
      return;
    }
    stamp.remove();
    Path jar = FlatJar.of(classPath, version).write(output.resolve("flat.jar"));
    String name = "clova-" + version + "-" + Stamp.digest(jar).substring(0, 12);
    Path plain = folder("clova-" + version, jar, name, "portable.jvm");
    Archive.write(plain, output.resolve(plain.getFileName() + ".tar.gz"));
    Path full = folder("clova-" + version + "-" + platform(), jar, name, "native.jvm");
    NativeCode.copy(classPath, full.resolve("lib"));
    RuntimeImage.link(full.resolve("runtime"));
    Training.run(full, name, sources.resolve("training"), output);
    Archive.write(full, output.resolve(full.getFileName() + ".tar.gz"));
    Files.delete(jar);
    stamp.write();
    System.out.println("Made " + plain + " and " + full + ", and an archive of each.");
  }

  private static List<Path> classPath() {
    List<Path> classPath = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(":", -1)) {
      classPath.add(Path.of(entry));
    }
    return classPath;
  }

  private static String platform() {
    String system = System.getProperty("os.name").startsWith("Mac") ? "macos" : "linux";
    String processor = System.getProperty("os.arch");
    return system + "-" + (processor.equals("amd64") ? "x86_64" : processor);
  }

  /** A fresh folder with the launcher, the jar, the licence and the virtual machine's options. */
  private Path folder(String folderName, Path jar, String name, String furtherOptions)
      throws IOException {
    Path folder = output.resolve(folderName);
    Folders.delete(folder);
    Files.createDirectories(folder.resolve("bin"));
    Files.createDirectories(folder.resolve("lib"));
    Files.copy(root.resolve("LICENSE"), folder.resolve("LICENSE"));
    Files.copy(
        jar, folder.resolve("lib").resolve(name + ".jar"), StandardCopyOption.REPLACE_EXISTING);
    Path launcher = folder.resolve("bin/clova");
    String template = Files.readString(root.resolve("cli/src/packaging/clova.sh"));
    Files.writeString(launcher, template.replace("@NAME@", name));
    Path sources = root.resolve("cli/src/packaging");
    Files.writeString(
        folder.resolve("lib/clova.jvm"),
        Files.readString(sources.resolve("clova.jvm"))
            + "\n"
            + Files.readString(sources.resolve(furtherOptions)));
    if (!launcher.toFile().setExecutable(true, false)) {
      throw new IOException("cannot make " + launcher + " executable");
    }
    return folder;
  }
}
