import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.constant.ClassDesc;
import java.util.Map;
import java.util.TreeMap;

/**
 * Raises class files from before Java 6 to Java 8's format. The virtual machine keeps no older ones
 * in its cache, since they lack the maps by which it verifies; picocli comes so, and takes a fifth
 * of a start when it is read from the jar.
 */
final class OldClasses {

  private static final int FIRST_WITH_MAPS = 50;

  private OldClasses() {}

  /** The class files among these entries that have to be raised, raised. */
  static Map<String, byte[]> raise(Map<String, byte[]> entries) {
    ClassFile files =
        ClassFile.of(
            ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
            ClassFile.ClassHierarchyResolverOption.of(hierarchy(entries)));
    Map<String, byte[]> raised = new TreeMap<>();
    entries.forEach(
        (name, content) -> {
          if (name.endsWith(".class") && version(content) < FIRST_WITH_MAPS) {
            raised.put(name, raise(files, content));
          }
        });
    return raised;
  }

  private static int version(byte[] classFile) {
    return (classFile[6] & 0xff) << 8 | classFile[7] & 0xff;
  }

  private static ClassHierarchyResolver hierarchy(Map<String, byte[]> entries) {
    return ClassHierarchyResolver.ofResourceParsing(type -> open(type, entries))
        .orElse(ClassHierarchyResolver.ofClassLoading(ClassLoader.getPlatformClassLoader()))
        .cached();
  }

  private static InputStream open(ClassDesc type, Map<String, byte[]> entries) {
    String name = type.descriptorString();
    byte[] content = entries.get(name.substring(1, name.length() - 1) + ".class");
    return content == null ? null : new ByteArrayInputStream(content);
  }

  /** Every method's code is passed through, for that makes the maps. */
  private static byte[] raise(ClassFile files, byte[] content) {
    ClassModel model = files.parse(content);
    MethodTransform again = MethodTransform.transformingCode(CodeTransform.ACCEPT_ALL);
    ClassTransform raising =
        (builder, element) -> {
          switch (element) {
            case ClassFileVersion old -> builder.withVersion(ClassFile.JAVA_8_VERSION, 0);
            case MethodModel method -> builder.transformMethod(method, again);
            default -> builder.with(element);
          }
        };
    return files.transformClass(model, raising);
  }
}
