package io.github.m365licensing.graph;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds in every published module; they are all on the class path here. */
class HouseRulesTest {
  private static final String ROOT = "io.github.m365licensing";
  private static final JavaClasses PUBLISHED =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  /** Time, sleep, ids and randomness come in from outside; output goes to the caller. */
  private static final Set<String> AMBIENT =
      Set.of(
          "java.lang.System.currentTimeMillis()",
          "java.lang.System.nanoTime()",
          "java.lang.System.out",
          "java.lang.System.err",
          "java.lang.Math.random()",
          "java.util.UUID.randomUUID()",
          "java.util.Random.<init>()",
          "java.util.concurrent.ThreadLocalRandom.current()",
          "java.lang.Thread.sleep(long)",
          "java.lang.Thread.sleep(long, int)",
          "java.lang.Thread.sleep(java.time.Duration)",
          "java.util.concurrent.TimeUnit.sleep(long)");

  /**
   * SystemTime is the machine's clock; the server's main talks to whoever started it; a caller of
   * Progress.console() asks for the console by name.
   */
  @Test
  void only_three_places_reach_for_what_is_ambient() {
    noClasses()
        .that()
        .haveNameNotMatching("io\\.github\\.m365licensing\\.tenant\\.SystemTime(\\$.*)?")
        .and()
        .doNotHaveFullyQualifiedName("io.github.m365licensing.testkit.server.FakeGraphMain")
        .and()
        .doNotHaveFullyQualifiedName("io.github.m365licensing.apply.Progress")
        .should()
        .accessTargetWhere(isAmbient())
        .allowEmptyShould(true)
        .check(PUBLISHED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"model", "util", "impl", "dto"})
  void no_package_is_named_after_a_layer(String layer) {
    noClasses()
        .should()
        .resideInAPackage(ROOT + ".." + layer + "..")
        .allowEmptyShould(true)
        .check(PUBLISHED);
  }

  @Test
  void internal_of_core_is_used_by_core_only() {
    noClasses()
        .that()
        .resideInAnyPackage(ROOT + ".testkit..", ROOT + ".graph..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + ".internal..")
        .allowEmptyShould(true)
        .check(PUBLISHED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"licensing-core", "licensing-testkit", "licensing-graph", "samples"})
  void every_package_has_a_null_marked_page(String module) throws IOException {
    Path sources = Path.of("..", module, "src", "main", "java");

    List<Path> unmarked = packagesBelow(sources).filter(dir -> !hasNullMarkedPage(dir)).toList();

    assertThat(unmarked)
        .as("packages without a package-info.java with Javadoc and @NullMarked")
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"licensing-core", "licensing-testkit", "licensing-graph", "samples"})
  void no_two_top_level_classes_share_a_name(String module) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "main", "java"))) {
      List<String> names =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".java") && !name.equals("package-info.java"))
              .toList();

      assertThat(names).doesNotHaveDuplicates();
    }
  }

  private static DescribedPredicate<JavaAccess<?>> isAmbient() {
    return describe(
        "is ambient time, randomness, sleep or console",
        access -> AMBIENT.contains(access.getTarget().getFullName()) || readsSystemClock(access));
  }

  private static boolean readsSystemClock(JavaAccess<?> access) {
    String target = access.getTarget().getFullName();
    return target.matches("java\\.time\\..*\\.now\\((java\\.time\\.ZoneId)?\\)")
        || target.startsWith("java.time.Clock.system")
        || target.startsWith("java.time.Clock.tick");
  }

  private static Stream<Path> packagesBelow(Path sources) throws IOException {
    if (!Files.isDirectory(sources)) {
      return Stream.empty();
    }
    try (Stream<Path> files = Files.walk(sources)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.endsWith("module-info.java"))
          .map(Path::getParent)
          .distinct()
          .sorted()
          .toList()
          .stream();
    }
  }

  private static boolean hasNullMarkedPage(Path dir) {
    Path page = dir.resolve("package-info.java");
    try {
      if (!Files.exists(page)) {
        return false;
      }
      String text = Files.readString(page);
      return text.startsWith("/**") && text.contains("@NullMarked");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
