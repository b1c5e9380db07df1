package io.github.m365licensing.testkit;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.github.m365licensing.testkit.circle.Outer;
import io.github.m365licensing.testkit.circle.below.Inner;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The rooms of this module, which of them may use which, and where optional libraries stay. */
class ArchitectureTest {
  private static final String ROOT = "io.github.m365licensing.testkit";
  private static final JavaClasses TESTKIT =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  /** What a tenant is made of: each floor sees those below. */
  private static final Set<String> SERVICE = Set.of("scenario", "internal.store");

  private static final Set<String> REQUEST = and(SERVICE, "internal.service");

  /** Graph's wire: entities see what they share, and the table and the protocol see all. */
  private static final Set<String> CALL = and(REQUEST, "internal.request", "internal.wire.odata");

  private static final Set<String> ENTITY = and(CALL, "internal.wire.call");
  private static final Set<String> WIRE =
      and(
          ENTITY,
          "internal.wire.sku",
          "internal.wire.user",
          "internal.wire.group",
          "internal.wire.directory",
          "internal.wire.membership",
          "internal.wire.organization",
          "internal.wire.device",
          "internal.wire.education",
          "internal.wire.token");

  /** Every package, and the packages of this module that it may use. */
  private static final Map<String, Set<String>> USES =
      Map.ofEntries(
          Map.entry("scenario", Set.of()),
          Map.entry("internal.store", Set.of("scenario")),
          Map.entry("internal.service", SERVICE),
          Map.entry("internal.request", REQUEST),
          Map.entry("internal.wire.odata", Set.of("internal.service")),
          Map.entry("internal.wire.call", CALL),
          Map.entry("internal.wire.token", ENTITY),
          Map.entry("internal.wire.sku", ENTITY),
          Map.entry("internal.wire.group", and(ENTITY, "internal.wire.sku")),
          Map.entry("internal.wire.user", and(ENTITY, "internal.wire.sku")),
          Map.entry("internal.wire.organization", and(ENTITY, "internal.wire.sku")),
          Map.entry("internal.wire.directory", ENTITY),
          Map.entry("internal.wire.membership", and(ENTITY, "internal.wire.directory")),
          Map.entry("internal.wire.device", ENTITY),
          Map.entry("internal.wire.education", ENTITY),
          Map.entry("internal.wire", WIRE),
          Map.entry("", and(WIRE, "internal.wire")),
          Map.entry("graph", Set.of("", "scenario")),
          Map.entry("junit", Set.of("", "scenario")),
          Map.entry("assertj", Set.of("", "scenario")),
          Map.entry("contract", Set.of("", "scenario")),
          Map.entry("server", Set.of("", "scenario", "graph")));

  static final List<String> PACKAGES = USES.keySet().stream().sorted().toList();

  private static Set<String> and(Set<String> some, String... more) {
    Set<String> all = new HashSet<>(some);
    all.addAll(List.of(more));
    return all;
  }

  private static String inRoot(String name) {
    return name.isEmpty() ? ROOT : ROOT + "." + name;
  }

  @ParameterizedTest
  @FieldSource("PACKAGES")
  void package_uses_only_the_agreed_packages(String name) {
    String[] allowed =
        Stream.concat(Stream.of(name), USES.get(name).stream())
            .map(ArchitectureTest::inRoot)
            .sorted()
            .toArray(String[]::new);

    noClasses()
        .that()
        .resideInAPackage(inRoot(name))
        .should()
        .dependOnClassesThat(resideInAPackage(ROOT + "..").and(not(resideInAnyPackage(allowed))))
        .check(TESTKIT);
  }

  @Test
  void every_class_lives_in_an_agreed_package() {
    classes()
        .should()
        .resideInAnyPackage(PACKAGES.stream().map(ArchitectureTest::inRoot).toArray(String[]::new))
        .check(TESTKIT);
  }

  /** From above the root, so that the root is a slice of its own beside those below it. */
  private static ArchRule noCircles() {
    return slices().matching("io.github.m365licensing.(**)").should().beFreeOfCycles();
  }

  @Test
  void no_circle_between_packages() {
    noCircles().check(TESTKIT);
  }

  @Test
  void circle_between_a_package_and_one_below_it_would_be_found() {
    JavaClasses circle = new ClassFileImporter().importClasses(Outer.class, Inner.class);

    assertThatThrownBy(() -> noCircles().check(circle))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Cycle detected");
  }

  @Test
  void not_even_tests_use_what_core_keeps_to_itself() {
    JavaClasses all = new ClassFileImporter().importPackages("io.github.m365licensing");

    noClasses()
        .that(
            resideInAPackage("io.github.m365licensing..")
                .and(not(resideInAPackage("io.github.m365licensing.internal..")))
                .and(fromThisModule()))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.github.m365licensing.internal..")
        .check(all);
  }

  private static DescribedPredicate<JavaClass> fromThisModule() {
    return describe(
        "from this module",
        type ->
            type.getSource()
                .map(source -> source.getUri().toString().contains("/licensing-testkit/target/"))
                .orElse(false));
  }

  @Test
  void no_two_top_level_classes_have_one_name() {
    Map<String, Long> names =
        TESTKIT.stream()
            .filter(JavaClass::isTopLevelClass)
            .map(JavaClass::getSimpleName)
            .filter(name -> !name.equals("package-info"))
            .collect(Collectors.groupingBy(name -> name, Collectors.counting()));

    names.values().removeIf(count -> count == 1);

    assertThat(names).isEmpty();
  }

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
