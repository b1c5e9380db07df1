package io.github.m365licensing.testkit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Each optional dependency stays in the packages of those who asked for it. */
class ArchitectureTest {
  private static final String ROOT = "io.github.m365licensing.testkit";
  private static final JavaClasses TESTKIT =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  @Test
  void junit_types_stay_in_junit_and_contract() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + ".junit..", ROOT + ".contract..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.junit..", "org.opentest4j..")
        .allowEmptyShould(true)
        .check(TESTKIT);
  }

  @Test
  void assertj_types_stay_in_assertj_and_contract() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + ".assertj..", ROOT + ".contract..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.assertj..")
        .allowEmptyShould(true)
        .check(TESTKIT);
  }

  @Test
  void http_and_graph_sdk_types_stay_in_graph() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".graph..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "okhttp3..", "okio..", "kotlin..", "com.azure..", "com.microsoft..", "reactor..")
        .allowEmptyShould(true)
        .check(TESTKIT);
  }
}
