package dev.clova.packaging;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;

/**
 * Raises class files from before Java 6 to Java 8's format. The virtual machine keeps no older ones
 * in its cache, since they lack the maps by which it verifies; picocli comes so, and takes a fifth
 * of a start when it is read from the jar.
 */
final class OldClasses {

  private static final int FIRST_WITH_MAPS = 50;

  private OldClasses() {}

  /** Whether a class file has to be raised. */
  static boolean isOld(byte[] classFile) {
    return version(classFile) < FIRST_WITH_MAPS;
  }

  private static int version(byte[] classFile) {
    return ((classFile[6] & 0xff) << 8) | (classFile[7] & 0xff);
  }

  /** A class file raised; every method's code is passed through, for that makes the maps. */
  static byte[] raise(ClassFile files, byte[] content) {
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
