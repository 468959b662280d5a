package dev.clova.packaging;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * One jar of everything, in a fixed order and without compression: it is opened at every start, and
 * one file is found faster than thirty.
 */
final class FlatJar {

  private static final LocalDateTime TIME = LocalDateTime.of(2026, 1, 1, 0, 0);

  private final String version;
  private final Map<String, byte[]> entries = new TreeMap<>();
  private final Map<String, Set<String>> services = new TreeMap<>();

  private FlatJar(String version) {
    this.version = version;
  }

  /** Collects what jars and folders of classes hold. */
  static FlatJar of(List<Path> classPath, String version) throws IOException {
    FlatJar flat = new FlatJar(version);
    for (Path entry : classPath) {
      if (Files.isDirectory(entry)) {
        flat.addFolder(entry);
      } else {
        flat.addJar(entry);
      }
    }
    flat.services.forEach(
        (name, providers) ->
            flat.entries.put(
                name, (String.join("\n", providers) + "\n").getBytes(StandardCharsets.UTF_8)));
    new ClassFiles(flat.entries).improve();
    return flat;
  }

  /** Writes it; the same content gives the same bytes. */
  Path write(Path file) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.setMethod(ZipOutputStream.STORED);
      put(zip, JarFile.MANIFEST_NAME, manifest());
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        put(zip, entry.getKey(), entry.getValue());
      }
    }
    return file;
  }

  private void addFolder(Path folder) throws IOException {
    for (Path path : Folders.walk(folder)) {
      if (Files.isRegularFile(path)) {
        add(folder.relativize(path).toString(), Files.readAllBytes(path), folder);
      }
    }
  }

  /** A jar with variants for several Java versions gives those for the one that runs this. */
  private void addJar(Path file) throws IOException {
    try (JarFile jar = new JarFile(file.toFile(), true, ZipFile.OPEN_READ, Runtime.version())) {
      List<? extends ZipEntry> files =
          jar.versionedStream().filter(entry -> !entry.isDirectory()).toList();
      for (ZipEntry entry : files) {
        try (InputStream in = jar.getInputStream(entry)) {
          add(entry.getName(), in.readAllBytes(), file);
        }
      }
    }
  }

  private void add(String name, byte[] content, Path origin) {
    if (name.startsWith("META-INF/services/")) {
      addProviders(name, content);
    } else if (isLegal(name)) {
      String jar = origin.getFileName().toString().replaceFirst("\\.jar$", "");
      entries.put("META-INF/licenses/" + jar + "/" + name.replace("META-INF/", ""), content);
    } else if (!isLeftOut(name)) {
      byte[] other = entries.putIfAbsent(name, content);
      if (other != null && !Arrays.equals(other, content)) {
        throw new IllegalStateException(name + " is in more than one jar, also in " + origin);
      }
    }
  }

  private void addProviders(String name, byte[] content) {
    services
        .computeIfAbsent(name, absent -> new LinkedHashSet<>())
        .addAll(
            new String(content, StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.replaceFirst("#.*", "").strip())
                .filter(line -> !line.isEmpty())
                .collect(Collectors.toList()));
  }

  private static boolean isLegal(String name) {
    return name.matches("(META-INF/)?(LICENSE|LICENCE|NOTICE|DEPENDENCIES|about)[^/]*");
  }

  private static boolean isLeftOut(String name) {
    return name.matches(
        "META-INF/(MANIFEST\\.MF|INDEX\\.LIST|[^/]*\\.(SF|RSA|DSA|EC)|maven/.*|versions/.*"
            + "|native-image/.*|proguard/.*)"
            + "|com/amazon/.*\\.(so|dylib)|(.*/)?module-info\\.class|OSGI-INF/.*|OSGI-OPT/.*");
  }

  private byte[] manifest() throws IOException {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.put(Attributes.Name.MAIN_CLASS, "dev.clova.cli.Main");
    main.put(Attributes.Name.IMPLEMENTATION_VERSION, version);
    main.put(new Attributes.Name("Enable-Native-Access"), "ALL-UNNAMED");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    manifest.write(bytes);
    return bytes.toByteArray();
  }

  private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
    CRC32 sum = new CRC32();
    sum.update(content);
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(TIME);
    entry.setSize(content.length);
    entry.setCrc(sum.getValue());
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }
}
