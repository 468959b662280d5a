package dev.clova.packaging;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What {@code SwitchBootstraps.typeSwitch} does: given a value and the number of the case to begin
 * with, the number of the first case whose type the value has; -1 for null.
 */
final class TypeSwitch {

  private static final ClassDesc BOOTSTRAPS = ClassDesc.of("java.lang.runtime.SwitchBootstraps");

  private TypeSwitch() {}

  /** The body for a call, if it is a switch over nothing but types. */
  static Optional<Consumer<CodeBuilder>> body(InvokeDynamicInstruction call) {
    boolean isSwitch =
        call.bootstrapMethod().owner().equals(BOOTSTRAPS)
            && call.bootstrapMethod().methodName().equals("typeSwitch");
    List<ClassDesc> types = new ArrayList<>();
    for (ConstantDesc label : call.bootstrapArgs()) {
      if (label instanceof ClassDesc type && !type.isPrimitive()) {
        types.add(type);
      }
    }
    return isSwitch && types.size() == call.bootstrapArgs().size()
        ? Optional.of(code -> write(code, types))
        : Optional.empty();
  }

  private static void write(CodeBuilder code, List<ClassDesc> types) {
    code.aload(0).ifThen(Opcode.IFNULL, isNull -> isNull.loadConstant(-1).ireturn());
    for (int i = 0; i < types.size(); i++) {
      Label next = code.newLabel();
      code.iload(1).loadConstant(i).if_icmpgt(next);
      code.aload(0).instanceOf(types.get(i)).ifeq(next);
      code.loadConstant(i).ireturn();
      code.labelBinding(next);
    }
    code.loadConstant(types.size()).ireturn();
  }
}
