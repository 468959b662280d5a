package dev.clova.packaging;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Replaces the calls that Java links at their first use, for {@code switch} over types and for what
 * a record has by itself, with calls of ordinary methods of the same meaning. Each such linking
 * spins classes at run time, which no cache keeps: ten records and switches on the way of a command
 * cost as much as all the rest of its start.
 */
final class PlainCalls {

  private final ClassModel model;
  private final List<Written> written = new ArrayList<>();

  private PlainCalls(ClassModel model) {
    this.model = model;
  }

  /**
   * A method to add.
   *
   * @param name of a form that no source can have
   * @param type takes and gives what the replaced call did
   * @param body its code
   */
  private record Written(String name, MethodTypeDesc type, Consumer<CodeBuilder> body) {}

  /** The class file with its calls replaced, or the same if it has none. */
  static byte[] in(ClassFile files, byte[] classFile) {
    ClassModel model = files.parse(classFile);
    PlainCalls calls = new PlainCalls(model);
    byte[] replaced = files.transformClass(model, calls.transform());
    return calls.written.isEmpty() ? classFile : replaced;
  }

  private ClassTransform transform() {
    return ClassTransform.transformingMethodBodies(
            method -> hasDynamicCalls(method), CodeTransform.ofStateful(() -> this::replace))
        .andThen(ClassTransform.endHandler(this::addMethods));
  }

  private static boolean hasDynamicCalls(MethodModel method) {
    return method
        .code()
        .map(code -> code.elementStream().anyMatch(InvokeDynamicInstruction.class::isInstance))
        .orElse(false);
  }

  private void replace(CodeBuilder code, CodeElement element) {
    if (!(element instanceof InvokeDynamicInstruction call)) {
      code.with(element);
      return;
    }
    Optional<Consumer<CodeBuilder>> body =
        TypeSwitch.body(call).or(() -> RecordMethod.body(model, call));
    if (body.isEmpty()) {
      code.with(element);
      return;
    }
    String name = "clova$" + call.name().stringValue() + "$" + written.size();
    written.add(new Written(name, call.typeSymbol(), body.get()));
    ClassDesc owner = model.thisClass().asSymbol();
    code.invokestatic(owner, name, call.typeSymbol(), model.flags().has(AccessFlag.INTERFACE));
  }

  private void addMethods(ClassBuilder builder) {
    for (Written method : written) {
      builder.withMethodBody(
          method.name(),
          method.type(),
          ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC,
          method.body());
    }
  }
}
