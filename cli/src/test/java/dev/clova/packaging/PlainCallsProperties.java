package dev.clova.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.reflect.Constructor;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** Classes whose calls were replaced behave as they did. */
class PlainCallsProperties {

  /** A component of every type that is stored in its own way; the array counts by identity. */
  @SuppressWarnings("ArrayRecordComponent")
  record Everything(
      boolean flag,
      byte small,
      char letter,
      short shorter,
      int whole,
      long longer,
      float rough,
      double exact,
      String text,
      Object any,
      int[] array,
      List<String> list) {}

  record Nothing() {}

  sealed interface Shape permits Circle, Square, Line {}

  record Circle(int radius) implements Shape {}

  record Square(int side) implements Shape {}

  record Line(Shape from, Shape to) implements Shape {}

  /** Uses what is to be replaced: nested, with conditions, and over any object. */
  static final class Switches implements Function<@Nullable Object, String> {

    @Override
    public String apply(@Nullable Object value) {
      return switch (value) {
        case Circle circle when circle.radius() > 100 -> "large circle";
        case Circle circle -> "circle of " + circle.radius();
        case Line(Circle from, Circle to) -> "from " + from.radius() + " to " + to.radius();
        case Line(Square from, Shape to) -> "from a square, " + from.side() + ", to " + to;
        case Shape shape -> exhaustive(shape);
        case String text -> "text";
        default -> "something else";
      };
    }

    private static String exhaustive(Shape shape) {
      return switch (shape) {
        case Circle circle -> "C" + circle.radius();
        case Square square -> "S" + square.side();
        case Line line -> "L";
      };
    }
  }

  private static final List<Class<?>> CHANGED =
      List.of(
          Everything.class,
          Nothing.class,
          Shape.class,
          Circle.class,
          Square.class,
          Line.class,
          Switches.class);

  private final ClassLoader changed = new Changed(changedFiles());

  /** Loads the changed classes, and everything else as usual. */
  private static final class Changed extends ClassLoader {

    private final Map<String, byte[]> files;

    Changed(Map<String, byte[]> files) {
      super(PlainCallsProperties.class.getClassLoader());
      this.files = files;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      byte[] file = files.get(fileName(name));
      if (file == null) {
        return super.loadClass(name, resolve);
      }
      Class<?> known = findLoadedClass(name);
      return known == null ? defineClass(name, file, 0, file.length) : known;
    }
  }

  @Example
  void nothingIsLeftToLinkAtRunTime() {
    for (byte[] file : changedFiles().values()) {
      assertTrue(
          ClassFile.of().parse(file).methods().stream()
              .flatMap(method -> method.code().stream())
              .flatMap(code -> code.elementStream())
              .filter(InvokeDynamicInstruction.class::isInstance)
              .map(InvokeDynamicInstruction.class::cast)
              .map(call -> call.bootstrapMethod().owner())
              .noneMatch(owner -> owner.packageName().equals("java.lang.runtime")));
    }
  }

  @Example
  void classWithoutSuchCallsIsLeftAlone() {
    byte[] file = file(PlainCallsProperties.class);
    assertSame(file, PlainCalls.in(ClassFile.of(), file));
  }

  @Property
  void recordsCompareHashAndPrintAsBefore(
      @ForAll("components") List<Object> some, @ForAll("components") List<Object> others)
      throws ReflectiveOperationException {
    assertSameBehaviour(Everything.class, some.toArray(), others.toArray());
    assertSameBehaviour(Everything.class, some.toArray(), some.toArray());
    for (int i = 0; i < some.size(); i++) {
      Object[] mixed = some.toArray();
      mixed[i] = others.get(i);
      assertSameBehaviour(Everything.class, some.toArray(), mixed);
    }
  }

  @Example
  void emptyRecordDoesSoToo() throws ReflectiveOperationException {
    assertSameBehaviour(Nothing.class, new Object[0], new Object[0]);
  }

  @Property
  void switchesTakeTheSameCase(@ForAll("shapes") List<Object> path)
      throws ReflectiveOperationException {
    assertEquals(new Switches().apply(shape(path, false)), applied(shape(path, true)));
  }

  @Example
  void switchOverNullFailsAsBefore() {
    assertThrows(NullPointerException.class, () -> applied(null));
  }

  @Example
  void switchFallsToItsDefaultAsBefore() throws ReflectiveOperationException {
    assertEquals("text", applied("a"));
    assertEquals("something else", applied(1));
  }

  private void assertSameBehaviour(Class<?> type, Object[] some, Object[] others)
      throws ReflectiveOperationException {
    Object before = constructor(type, false).newInstance(some);
    Object after = constructor(type, true).newInstance(some);
    assertNotSame(before.getClass(), after.getClass());
    assertEquals(before.toString(), after.toString());
    assertEquals(before.hashCode(), after.hashCode());
    assertEquals(
        before.equals(constructor(type, false).newInstance(others)),
        after.equals(constructor(type, true).newInstance(others)));
    assertTrue(after.equals(after));
    assertFalse(after.equals(before));
  }

  private Constructor<?> constructor(Class<?> type, boolean replaced)
      throws ReflectiveOperationException {
    Class<?> chosen = replaced ? Class.forName(type.getName(), true, changed) : type;
    Constructor<?> constructor = chosen.getDeclaredConstructors()[0];
    constructor.setAccessible(true);
    return constructor;
  }

  @SuppressWarnings("unchecked")
  private String applied(@Nullable Object value) throws ReflectiveOperationException {
    return ((Function<@Nullable Object, String>) constructor(Switches.class, true).newInstance())
        .apply(value);
  }

  /** A shape built of numbers: circles and squares, and lines between them. */
  private Object shape(List<Object> sizes, boolean replaced) throws ReflectiveOperationException {
    Object last = constructor(Circle.class, replaced).newInstance(sizes.getFirst());
    for (Object size : sizes.subList(1, sizes.size())) {
      Class<?> type = (int) size % 2 == 0 ? Circle.class : Square.class;
      Object next = constructor(type, replaced).newInstance(size);
      last = (int) size % 5 == 0 ? next : constructor(Line.class, replaced).newInstance(next, last);
    }
    return last;
  }

  @Provide
  Arbitrary<List<Object>> shapes() {
    return Arbitraries.integers()
        .between(0, 200)
        .map(size -> (Object) size)
        .list()
        .ofMinSize(1)
        .ofMaxSize(4);
  }

  @Provide
  Arbitrary<List<Object>> components() {
    return Combinators.combine(
            List.<Arbitrary<Object>>of(
                Arbitraries.of(true, false).asGeneric(),
                Arbitraries.bytes().asGeneric(),
                Arbitraries.chars().asGeneric(),
                Arbitraries.shorts().asGeneric(),
                Arbitraries.integers().asGeneric(),
                Arbitraries.longs().asGeneric(),
                Arbitraries.of(0f, -0f, 1f, Float.NaN, Float.MAX_VALUE).asGeneric(),
                Arbitraries.of(0d, -0d, 1d, Double.NaN, Double.MIN_VALUE).asGeneric(),
                Arbitraries.strings().ofMaxLength(3).injectNull(0.2).asGeneric(),
                Arbitraries.of(new Object(), "a", 1).injectNull(0.2).asGeneric(),
                Arbitraries.of(new int[0], new int[] {1}).asGeneric(),
                Arbitraries.strings().ofMaxLength(2).list().ofMaxSize(2).asGeneric()))
        .as(values -> values);
  }

  private static Map<String, byte[]> changedFiles() {
    ClassFile files = ClassFile.of();
    Map<String, byte[]> changed = new TreeMap<>();
    for (Class<?> type : CHANGED) {
      changed.put(fileName(type.getName()), PlainCalls.in(files, file(type)));
    }
    return changed;
  }

  private static byte[] file(Class<?> type) {
    try (InputStream in =
        Objects.requireNonNull(
            PlainCallsProperties.class
                .getClassLoader()
                .getResourceAsStream(fileName(type.getName())))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String fileName(String className) {
    return className.replace('.', '/') + ".class";
  }
}
