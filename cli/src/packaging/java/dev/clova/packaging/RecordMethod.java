package dev.clova.packaging;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.classfile.constantpool.Utf8Entry;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What {@code ObjectMethods} does: the methods that every record has without writing them. */
final class RecordMethod {

  private static final ClassDesc BOOTSTRAPS = ClassDesc.of("java.lang.runtime.ObjectMethods");
  private static final ClassDesc OBJECTS = ClassDesc.of("java.util.Objects");
  private static final ClassDesc BUILDER = ClassDesc.of("java.lang.StringBuilder");
  private static final MethodTypeDesc HASH =
      MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_Object);
  private static final MethodTypeDesc EQUAL =
      MethodTypeDesc.of(ConstantDescs.CD_boolean, ConstantDescs.CD_Object, ConstantDescs.CD_Object);

  private final ClassModel model;
  private final List<DirectMethodHandleDesc> getters;

  private RecordMethod(ClassModel model, List<DirectMethodHandleDesc> getters) {
    this.model = model;
    this.getters = getters;
  }

  /** The body for a call, if it is one of a record's own three. */
  static Optional<Consumer<CodeBuilder>> body(ClassModel model, InvokeDynamicInstruction call) {
    if (!call.bootstrapMethod().owner().equals(BOOTSTRAPS)) {
      return Optional.empty();
    }
    List<DirectMethodHandleDesc> getters =
        call.bootstrapArgs().stream()
            .filter(DirectMethodHandleDesc.class::isInstance)
            .map(DirectMethodHandleDesc.class::cast)
            .toList();
    RecordMethod method = new RecordMethod(model, getters);
    return switch (call.name().stringValue()) {
      case "hashCode" -> Optional.of(method::hash);
      case "equals" -> Optional.of(method::equal);
      case "toString" -> Optional.of(method::text);
      default -> Optional.empty();
    };
  }

  private void hash(CodeBuilder code) {
    code.loadConstant(0);
    for (DirectMethodHandleDesc getter : getters) {
      ClassDesc type = type(getter);
      code.loadConstant(31).imul();
      get(code, 0, getter);
      if (type.isPrimitive()) {
        code.invokestatic(boxed(type), "hashCode", MethodTypeDesc.of(ConstantDescs.CD_int, type));
      } else {
        code.invokestatic(OBJECTS, "hashCode", HASH);
      }
      code.iadd();
    }
    code.ireturn();
  }

  private void equal(CodeBuilder code) {
    Label differ = code.newLabel();
    Label compare = code.newLabel();
    code.aload(0).aload(1).if_acmpne(compare).loadConstant(1).ireturn();
    code.labelBinding(compare).aload(1).instanceOf(self()).ifeq(differ);
    code.aload(1).checkcast(self()).astore(2);
    for (DirectMethodHandleDesc getter : getters) {
      get(code, 0, getter);
      get(code, 2, getter);
      ClassDesc type = type(getter);
      if (type.isPrimitive()) {
        MethodTypeDesc comparison = MethodTypeDesc.of(ConstantDescs.CD_int, type, type);
        code.invokestatic(boxed(type), "compare", comparison).ifne(differ);
      } else {
        code.invokestatic(OBJECTS, "equals", EQUAL).ifeq(differ);
      }
    }
    code.loadConstant(1).ireturn();
    code.labelBinding(differ).loadConstant(0).ireturn();
  }

  private void text(CodeBuilder code) {
    code.new_(BUILDER).dup().loadConstant(simpleName() + "[");
    code.invokespecial(
        BUILDER,
        ConstantDescs.INIT_NAME,
        MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_String));
    for (int i = 0; i < getters.size(); i++) {
      DirectMethodHandleDesc getter = getters.get(i);
      code.loadConstant((i == 0 ? "" : ", ") + getter.methodName() + "=");
      append(code, ConstantDescs.CD_String);
      get(code, 0, getter);
      append(code, shown(type(getter)));
    }
    code.loadConstant("]");
    append(code, ConstantDescs.CD_String);
    code.invokevirtual(BUILDER, "toString", MethodTypeDesc.of(ConstantDescs.CD_String)).areturn();
  }

  private static void append(CodeBuilder code, ClassDesc type) {
    code.invokevirtual(BUILDER, "append", MethodTypeDesc.of(BUILDER, type));
  }

  private void get(CodeBuilder code, int slot, DirectMethodHandleDesc getter) {
    code.aload(slot).getfield(self(), getter.methodName(), type(getter));
  }

  private static ClassDesc type(DirectMethodHandleDesc getter) {
    return getter.invocationType().returnType();
  }

  /** A builder has methods for few types of numbers; an array is shown as any object is. */
  private static ClassDesc shown(ClassDesc type) {
    if (!type.isPrimitive()) {
      return type.equals(ConstantDescs.CD_String) ? type : ConstantDescs.CD_Object;
    }
    boolean small = type.equals(ConstantDescs.CD_byte) || type.equals(ConstantDescs.CD_short);
    return small ? ConstantDescs.CD_int : type;
  }

  private static ClassDesc boxed(ClassDesc primitive) {
    return switch (TypeKind.from(primitive)) {
      case BOOLEAN -> ConstantDescs.CD_Boolean;
      case BYTE -> ConstantDescs.CD_Byte;
      case CHAR -> ConstantDescs.CD_Character;
      case SHORT -> ConstantDescs.CD_Short;
      case INT -> ConstantDescs.CD_Integer;
      case LONG -> ConstantDescs.CD_Long;
      case FLOAT -> ConstantDescs.CD_Float;
      case DOUBLE -> ConstantDescs.CD_Double;
      case REFERENCE, VOID -> throw new IllegalArgumentException(primitive.displayName());
    };
  }

  private ClassDesc self() {
    return model.thisClass().asSymbol();
  }

  private String simpleName() {
    return model
        .findAttribute(Attributes.innerClasses())
        .flatMap(
            inner ->
                inner.classes().stream()
                    .filter(info -> info.innerClass().asSymbol().equals(self()))
                    .findFirst())
        .flatMap(info -> info.innerName().map(Utf8Entry::stringValue))
        .orElseGet(() -> self().displayName());
  }
}
