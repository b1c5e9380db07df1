package io.github.m365licensing;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The rooms of this module and which of them may look into which. */
class ArchitectureTest {
  private static final String ROOT = "io.github.m365licensing";

  /** Values that users name. */
  private static final Set<String> FACTS = Set.of("internal", "sku", "assignment", "directory");

  private static final Set<String> INTENT =
      and(FACTS, "internal.lines", "catalog", "rules", "tenant");
  private static final Set<String> PLAN = and(INTENT, "intent");
  private static final Set<String> VALUES = and(PLAN, "plan");

  /** How it is done: each floor sees those below. */
  private static final Set<String> NAMES = and(VALUES, "apply", "journal");

  private static final Set<String> CONTEXT = and(NAMES, "internal.names");
  private static final Set<String> OBSERVE = and(CONTEXT, "internal.context");
  private static final Set<String> PLANNING = and(OBSERVE, "internal.observe");
  private static final Set<String> RUNNING = and(PLANNING, "internal.planning");

  /** Questions about a tenant. */
  private static final Set<String> REPORT = and(RUNNING, "internal.running");

  private static final Set<String> QUESTIONS = and(REPORT, "report");

  /** Every package, and the packages that it may use beside itself and the JDK. */
  private static final Map<String, Set<String>> USES =
      Map.ofEntries(
          Map.entry("internal", Set.of()),
          Map.entry("sku", Set.of("internal")),
          Map.entry("catalog", Set.of("internal", "sku")),
          Map.entry("assignment", Set.of("internal", "sku")),
          Map.entry("directory", Set.of("internal", "sku", "assignment")),
          Map.entry("rules", FACTS),
          Map.entry("internal.lines", FACTS),
          Map.entry("tenant", and(FACTS, "internal.lines")),
          Map.entry("intent", INTENT),
          Map.entry("plan", PLAN),
          Map.entry("apply", VALUES),
          Map.entry("journal", VALUES),
          Map.entry("internal.names", NAMES),
          Map.entry("internal.context", CONTEXT),
          Map.entry("internal.observe", OBSERVE),
          Map.entry("internal.planning", PLANNING),
          Map.entry("internal.running", RUNNING),
          Map.entry("report", REPORT),
          Map.entry("intune", QUESTIONS),
          Map.entry("education", QUESTIONS),
          Map.entry("purchase", QUESTIONS));

  static final List<String> PACKAGES = USES.keySet().stream().sorted().toList();

  private static final JavaClasses CORE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  @ParameterizedTest
  @FieldSource("PACKAGES")
  void package_uses_only_the_agreed_packages(String name) {
    String[] allowed =
        Stream.concat(Stream.of(name), USES.get(name).stream().sorted())
            .map(ArchitectureTest::inRoot)
            .toArray(String[]::new);

    noClasses()
        .that()
        .resideInAPackage(inRoot(name))
        .should()
        .dependOnClassesThat(resideInAPackage(ROOT + "..").and(not(resideInAnyPackage(allowed))))
        .allowEmptyShould(true)
        .check(CORE);
  }

  @Test
  void every_class_lives_in_an_agreed_package() {
    String[] agreed =
        Stream.concat(Stream.of(ROOT), USES.keySet().stream().map(ArchitectureTest::inRoot))
            .toArray(String[]::new);

    classes().should().resideInAnyPackage(agreed).check(CORE);
  }

  @Test
  void no_circle_between_packages() {
    slices().matching("io.github.(**)").should().beFreeOfCycles().check(CORE);
  }

  @Test
  void only_json_classes_use_jackson() {
    noClasses()
        .that(not(jsonClasses()))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.fasterxml.jackson..")
        .allowEmptyShould(true)
        .check(CORE);
  }

  @Test
  void json_classes_are_not_exported() {
    classes()
        .that(jsonClasses())
        .and()
        .resideOutsideOfPackage(ROOT + ".internal..")
        .should()
        .notBePublic()
        .check(CORE);
  }

  private static String inRoot(String name) {
    return ROOT + "." + name;
  }

  private static Set<String> and(Set<String> packages, String... more) {
    return Stream.concat(packages.stream(), Stream.of(more))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static DescribedPredicate<JavaClass> jsonClasses() {
    return describe("are or lie in a class named …Json", c -> outermost(c).endsWith("Json"));
  }

  private static String outermost(JavaClass nested) {
    return nested
        .getEnclosingClass()
        .map(ArchitectureTest::outermost)
        .orElse(nested.getSimpleName());
  }
}
