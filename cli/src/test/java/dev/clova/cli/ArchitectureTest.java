package dev.clova.cli;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.clova.cli.console.Interrupt;
import dev.clova.state.ClovaException;
import java.io.ObjectInputStream;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules of `docs/architecture.md`, held against the compiled classes of all modules. */
class ArchitectureTest {

  private static final String ENGINE = "dev.clova.engine.";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.clova");

  /** What would make the same input give another plan. */
  private static final Set<String> IMPURE =
      Set.of(
          "java.lang.ProcessBuilder",
          "java.lang.Runtime",
          "java.lang.Thread",
          "java.nio.file.Files",
          "java.nio.channels.FileChannel",
          "java.security.SecureRandom",
          "java.time.Clock",
          "java.util.Random",
          "java.util.concurrent.ThreadLocalRandom");

  private static final Set<String> IMPURE_METHODS =
      Set.of(
          "java.lang.System.currentTimeMillis",
          "java.lang.System.nanoTime",
          "java.lang.System.getenv",
          "java.lang.System.getProperty",
          "java.lang.Math.random",
          "java.util.UUID.randomUUID",
          "java.time.Instant.now",
          "java.time.LocalDate.now",
          "java.time.LocalDateTime.now",
          "java.time.ZonedDateTime.now",
          "java.time.OffsetDateTime.now");

  private static final Pattern EMPTY_NAME =
      Pattern.compile(
          "(^|[a-z])(Utils?|Helpers?|Managers?|Handlers?|Impl|Base|Abstract|Common)($|[A-Z])");

  @Test
  void enoughClassesAreSeen() {
    assertTrue(CLASSES.size() > 150, () -> "only " + CLASSES.size());
    for (String module : List.of("dev.clova.state", "dev.clova.engine", "dev.clova.cli")) {
      assertTrue(CLASSES.containPackage(module), module);
    }
  }

  @Test
  void modulesDependInOneDirection() {
    check(
        noClasses()
            .that(resideInAPackage("dev.clova.state.."))
            .should()
            .dependOnClassesThat(resideInAnyPackage("dev.clova.engine..", "dev.clova.cli..")));
    check(
        noClasses()
            .that(resideInAPackage("dev.clova.engine.."))
            .should()
            .dependOnClassesThat(resideInAPackage("dev.clova.cli..")));
  }

  @Test
  void packagesAreFreeOfCycles() {
    check(slices().matching("dev.clova.engine.(*)..").should().beFreeOfCycles());
    check(slices().matching("dev.clova.cli.(*)..").should().beFreeOfCycles());
  }

  /** Each line: a package of the engine, and those that it must not know. */
  @ParameterizedTest
  @CsvSource({
    "applying,   definition desired kind planning runtime template",
    "definition, applying desired kind observed planning remote runtime template transport tree",
    "desired,    applying observed planning",
    "graph,      applying definition desired kind observed planning remote runtime transport tree",
    "kind,       applying definition desired observed planning runtime transport",
    "observed,   applying definition desired planning",
    "planning,   applying definition template transport",
    "policy,     applying desired kind observed planning remote runtime step template transport tree",
    "remote,     applying definition desired kind observed planning runtime tree",
    "runtime,    applying definition desired observed planning transport",
    "step,       applying definition desired kind observed planning runtime transport",
    "template,   applying desired kind observed planning remote runtime transport tree",
    "transport,  applying definition desired kind observed planning remote runtime template tree",
    "tree,       applying desired kind observed planning remote runtime transport",
  })
  void stageDoesNotKnowWhatIsNotItsBusiness(String stage, String others) {
    String[] forbidden =
        Stream.of(others.split(" ", -1)).map(other -> ENGINE + other + "..").toArray(String[]::new);
    check(
        noClasses()
            .that(resideInAPackage(ENGINE + stage + ".."))
            .should()
            .dependOnClassesThat(resideInAnyPackage(forbidden)));
  }

  @Test
  void commandsRenderersAndConsoleAreLayers() {
    check(
        noClasses()
            .that(resideInAPackage("dev.clova.cli.console.."))
            .should()
            .dependOnClassesThat(
                resideInAnyPackage(
                    "dev.clova.cli", "dev.clova.cli.command..", "dev.clova.cli.render..")));
    check(
        noClasses()
            .that(resideInAPackage("dev.clova.cli.render.."))
            .should()
            .dependOnClassesThat(resideInAnyPackage("dev.clova.cli", "dev.clova.cli.command..")));
    check(
        noClasses()
            .that(resideInAPackage("dev.clova.cli.command.."))
            .should()
            .dependOnClassesThat(resideInAPackage("dev.clova.cli")));
  }

  /** Each line: a library, and the packages that may use it. */
  @ParameterizedTest
  @CsvSource({
    "org.tomlj..,                        dev.clova.engine.definition.. dev.clova.state..",
    "org.apache.sshd..,                  dev.clova.engine.transport..",
    "net.i2p..,                          dev.clova.engine.transport..",
    "com.amazon..,                       dev.clova.engine.crypto..",
    "org.apache.commons.exec..,          dev.clova.engine.transport..",
    "org.apache.commons.compress..,      dev.clova.engine.tree..",
    "com.fasterxml.jackson..,            dev.clova.state.. dev.clova.cli.render.. dev.clova.cli.forge..",
    "io.pebbletemplates..,               dev.clova.engine.template..",
    "org.eclipse.jgit..,                 dev.clova.engine.tree.. dev.clova.engine.definition..",
    "picocli..,                          dev.clova.cli..",
    "org.jline..,                        dev.clova.cli.console..",
  })
  void libraryStaysInItsPackage(String library, String homes) {
    check(
        noClasses()
            .that(resideOutsideOfPackages(homes.split(" ", -1)))
            .should()
            .dependOnClassesThat(resideInAPackage(library)));
  }

  @Test
  void standardStreamsAreTheConsolesOwn() {
    check(
        noClasses()
            .that(resideOutsideOfPackages("dev.clova.cli.console.."))
            .should()
            .accessTargetWhere(
                accessTo(
                    "a standard stream",
                    target ->
                        List.of("java.lang.System", "java.io.FileDescriptor")
                                .contains(target.getOwner().getName())
                            && List.of("in", "out", "err", "console").contains(target.getName()))));
    check(noClasses().should().callMethod(Throwable.class, "printStackTrace"));
  }

  /**
   * A crash point ends the process as a crash would, and only tests arm one; a second Ctrl-C must
   * end it whatever it is doing.
   */
  @Test
  void onlyMainEndsTheProcess() {
    Set<String> ends =
        Set.of("java.lang.System.exit", "java.lang.Runtime.exit", "java.lang.Runtime.halt");
    check(
        noClasses()
            .that()
            .doNotHaveFullyQualifiedName(Main.class.getName())
            .and()
            .doNotHaveFullyQualifiedName("dev.clova.state.CrashPoint$Armed")
            .and()
            .doNotHaveFullyQualifiedName(Interrupt.class.getName())
            .should()
            .accessTargetWhere(
                accessTo("the end of the process", target -> ends.contains(qualified(target)))));
  }

  @ParameterizedTest
  @CsvSource({"planning", "kind", "runtime", "desired", "graph"})
  void whatDecidesIsAPureFunction(String stage) {
    check(
        noClasses()
            .that(resideInAPackage(ENGINE + stage + ".."))
            .should()
            .accessTargetWhere(
                accessTo(
                    "a file, process, thread, clock or chance",
                    target ->
                        IMPURE.contains(target.getOwner().getFullName())
                            || target.getOwner().getPackageName().startsWith("java.net")
                            || target.getOwner().getName().startsWith("java.io.File")
                            || target.getOwner().getSimpleName().startsWith("Executor")
                            || IMPURE_METHODS.contains(qualified(target)))));
  }

  @Test
  void everyPackageIsNullMarked() {
    Set<String> unmarked = new TreeSet<>();
    for (JavaClass type : CLASSES) {
      JavaPackage home = type.getPackage();
      if (!home.isAnnotatedWith(NullMarked.class)) {
        unmarked.add(home.getName());
      }
    }
    assertEquals(Set.of(), unmarked);
  }

  @Test
  void everyNameSaysSomething() {
    List<String> empty =
        CLASSES.stream()
            .filter(type -> !type.isAnonymousClass())
            .filter(type -> EMPTY_NAME.matcher(type.getSimpleName()).find())
            .map(HasName::getName)
            .toList();
    assertEquals(List.of(), empty);
  }

  @Test
  void everyConcreteClassIsFinal() {
    List<String> open =
        CLASSES.stream()
            .filter(type -> !type.isInterface() && !type.isEnum() && !type.isAnonymousClass())
            .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
            .filter(type -> !type.getModifiers().contains(JavaModifier.FINAL))
            .filter(type -> !type.getEnclosingClass().map(JavaClass::isEnum).orElse(false))
            .map(HasName::getName)
            .toList();
    assertEquals(List.of(), open);
  }

  @Test
  void nothingStaticChanges() {
    check(fields().that().areStatic().should().beFinal());
  }

  @Test
  void onlyOneFailureIsForOthersToSee() {
    List<String> failures =
        CLASSES.stream()
            .filter(type -> type.isAssignableTo(Throwable.class))
            .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
            .map(HasName::getName)
            .toList();
    assertEquals(List.of(ClovaException.class.getName()), failures);
  }

  @Test
  void nothingIsDeserializedAsObjects() {
    check(noClasses().should().dependOnClassesThat().areAssignableTo(ObjectInputStream.class));
  }

  private static DescribedPredicate<JavaAccess<?>> accessTo(
      String what, Predicate<AccessTarget> is) {
    return describe("access to " + what, access -> is.test(access.getTarget()));
  }

  private static String qualified(AccessTarget target) {
    return target.getOwner().getFullName() + "." + target.getName();
  }

  /** A package may be empty still; {@link #enoughClassesAreSeen} keeps all from being so. */
  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(CLASSES);
  }
}
