package dev.clova.packaging;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.constant.ClassDesc;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The class files of a jar, made quicker to start. What they do stays the same. */
final class ClassFiles {

  private final Map<String, byte[]> entries;
  private final ClassFile files;

  /**
   * The class files among a jar's entries.
   *
   * @param entries contents by name; all that the classes among them need, but for Java's own
   */
  ClassFiles(Map<String, byte[]> entries) {
    this.entries = entries;
    this.files =
        ClassFile.of(
            ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
            ClassFile.ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofResourceParsing(this::open)
                    .orElse(
                        ClassHierarchyResolver.ofClassLoading(ClassLoader.getPlatformClassLoader()))
                    .cached()));
  }

  /** Replaces the entries that can be improved. */
  void improve() {
    entries.replaceAll(
        (name, content) -> name.endsWith(".class") ? improved(name, content) : content);
  }

  private byte[] improved(String name, byte[] content) {
    byte[] better =
        OldClasses.isOld(content)
            ? OldClasses.raise(files, content)
            : PlainCalls.in(files, content);
    List<VerifyError> faults = better == content ? List.of() : files.verify(better);
    if (!faults.isEmpty()) {
      throw new IllegalStateException(name, faults.getFirst());
    }
    return better;
  }

  private @Nullable InputStream open(ClassDesc type) {
    String name = type.descriptorString();
    byte[] content = entries.get(name.substring(1, name.length() - 1) + ".class");
    return content == null ? null : new ByteArrayInputStream(content);
  }
}
