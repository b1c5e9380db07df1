package io.github.m365licensing;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The rooms of this module and which of them may look into which. */
class ArchitectureTest {
  private static final String ROOT = "io.github.m365licensing";

  private static final Set<String> FACTS = Set.of("sku", "assignment", "directory");
  private static final Set<String> PLANNING =
      Set.of("sku", "assignment", "directory", "catalog", "rules", "tenant");
  private static final Set<String> REPORTING =
      Set.of("sku", "assignment", "directory", "catalog", "rules", "tenant", "plan");
  private static final Set<String> CHANGING =
      Set.of("sku", "assignment", "directory", "catalog", "rules", "tenant", "plan", "apply");

  /**
   * Every package, and the packages that it may use beside itself, {@code internal} and the JDK.
   */
  private static final Map<String, Set<String>> USES =
      Map.ofEntries(
          Map.entry("internal", Set.of()),
          Map.entry("sku", Set.of()),
          Map.entry("catalog", Set.of("sku")),
          Map.entry("assignment", Set.of("sku")),
          Map.entry("directory", Set.of("sku", "assignment")),
          Map.entry("rules", FACTS),
          Map.entry("tenant", FACTS),
          Map.entry("plan", PLANNING),
          Map.entry("report", REPORTING),
          Map.entry("apply", CHANGING),
          Map.entry("intune", CHANGING),
          Map.entry("education", CHANGING));

  static final List<String> PACKAGES = USES.keySet().stream().sorted().toList();

  private static final JavaClasses CORE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  @ParameterizedTest
  @FieldSource("PACKAGES")
  void package_uses_only_the_agreed_packages(String name) {
    String[] allowed =
        Stream.concat(Stream.of(name, "internal"), USES.get(name).stream().sorted())
            .map(ArchitectureTest::withSubpackages)
            .toArray(String[]::new);

    noClasses()
        .that()
        .resideInAPackage(withSubpackages(name))
        .should()
        .dependOnClassesThat(resideInAPackage(ROOT + "..").and(not(resideInAnyPackage(allowed))))
        .allowEmptyShould(true)
        .check(CORE);
  }

  @Test
  void every_class_lives_in_an_agreed_package() {
    String[] agreed =
        Stream.concat(Stream.of(ROOT), PACKAGES.stream().map(ArchitectureTest::withSubpackages))
            .toArray(String[]::new);

    classes().should().resideInAnyPackage(agreed).allowEmptyShould(true).check(CORE);
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
  void json_classes_are_not_public() {
    classes().that(jsonClasses()).should().notBePublic().allowEmptyShould(true).check(CORE);
  }

  private static String withSubpackages(String name) {
    return ROOT + "." + name + "..";
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
