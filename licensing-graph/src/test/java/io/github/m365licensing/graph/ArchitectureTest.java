package io.github.m365licensing.graph;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Users of this module see its own types and those of core, not the SDK beneath; its rooms see only
 * what lies below them.
 */
class ArchitectureTest {
  private static final String ROOT = "io.github.m365licensing.graph";
  private static final String ENTRY = ROOT + ".GraphTenant";
  private static final List<String> BENEATH =
      List.of("com.microsoft.", "com.azure.", "okhttp3.", "okio.", "kotlin.", "reactor.");

  private static final JavaClasses GRAPH =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  @Test
  void rooms_use_only_what_lies_below_them() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("entry")
        .definedBy(ROOT)
        .layer("read")
        .definedBy(ROOT + ".read")
        .layer("write")
        .definedBy(ROOT + ".write")
        .layer("http")
        .definedBy(ROOT + ".http")
        .whereLayer("entry")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("read")
        .mayOnlyBeAccessedByLayers("entry")
        .whereLayer("write")
        .mayOnlyBeAccessedByLayers("entry")
        .ensureAllClassesAreContainedInArchitecture()
        .check(GRAPH);
  }

  @Test
  void public_signatures_name_the_sdk_only_in_graph_tenant() {
    classes()
        .that()
        .resideInAPackage(ROOT)
        .and()
        .arePublic()
        .and()
        .haveNameNotMatching(ENTRY.replace(".", "\\.") + "(\\$.*)?")
        .should(nameNothingFromBeneath())
        .allowEmptyShould(true)
        .check(GRAPH);
  }

  private static ArchCondition<JavaClass> nameNothingFromBeneath() {
    return new ArchCondition<>("name no type of the SDK, the HTTP client or the identity library") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        Stream.concat(type.getAllRawSuperclasses().stream(), type.getAllRawInterfaces().stream())
            .forEach(named -> judge(type, type.getDescription(), named, events));
        type.getMembers().stream()
            .filter(ArchitectureTest::isVisible)
            .forEach(
                member ->
                    namedBy(member)
                        .forEach(named -> judge(type, member.getDescription(), named, events)));
      }
    };
  }

  private static void judge(JavaClass type, String where, JavaClass named, ConditionEvents events) {
    if (BENEATH.stream().anyMatch(named.getBaseComponentType().getName()::startsWith)) {
      events.add(SimpleConditionEvent.violated(type, where + " names " + named.getName()));
    }
  }

  private static boolean isVisible(JavaMember member) {
    return member.getModifiers().contains(JavaModifier.PUBLIC)
        || member.getModifiers().contains(JavaModifier.PROTECTED);
  }

  private static Stream<JavaClass> namedBy(JavaMember member) {
    Stream<JavaClass> signature = member.getAllInvolvedRawTypes().stream();
    return member instanceof JavaCodeUnit codeUnit
        ? Stream.concat(signature, codeUnit.getExceptionTypes().stream())
        : signature;
  }
}
