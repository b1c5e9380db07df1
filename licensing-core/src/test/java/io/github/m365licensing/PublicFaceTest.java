package io.github.m365licensing;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.m365licensing.apply.PasswordGenerator;
import io.github.m365licensing.apply.Progress;
import io.github.m365licensing.rules.GroupObstacles;
import io.github.m365licensing.tenant.Tenant;
import io.github.m365licensing.tenant.TenantTime;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What users see of this module holds together, and they implement only what is meant for it. */
class PublicFaceTest {

  private static final String ROOT = "io.github.m365licensing";

  /**
   * What users implement; their Javadoc says so. All other interfaces are ours alone, but for
   * {@code Cases}: whoever asks which kind a value is implements one.
   */
  private static final Set<String> FOR_USERS =
      Stream.of(
              Tenant.class,
              TenantTime.class,
              Progress.class,
              PasswordGenerator.class,
              GroupObstacles.class)
          .map(Class::getName)
          .collect(Collectors.toSet());

  /** Each entry of the questions about a tenant has one factory that takes the inner context. */
  private static final Set<String> FACTORIES = Set.of("report.Reports");

  private static final JavaClasses CORE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  @Test
  void interface_is_sealed_unless_users_implement_it() {
    List<String> open =
        CORE.stream()
            .filter(PublicFaceTest::isSeen)
            .filter(JavaClass::isInterface)
            .filter(type -> !type.isAnnotation() && !type.reflect().isSealed())
            .filter(type -> !type.getSimpleName().equals("Cases"))
            .map(JavaClass::getName)
            .filter(name -> !FOR_USERS.contains(name))
            .toList();

    assertThat(open).isEmpty();
  }

  @Test
  void what_users_see_names_only_what_they_see() {
    List<String> hidden =
        CORE.stream()
            .filter(PublicFaceTest::isSeen)
            .flatMap(type -> type.getMembers().stream())
            .filter(
                member ->
                    isOpen(member.getModifiers())
                        && !member.getModifiers().contains(JavaModifier.SYNTHETIC))
            .filter(member -> !isFactory(member))
            .flatMap(
                member ->
                    named(member)
                        .map(JavaClass::getBaseComponentType)
                        .filter(type -> type.getPackageName().startsWith(ROOT) && !isSeen(type))
                        .map(type -> member.getFullName() + " names " + type.getName()))
            .sorted()
            .distinct()
            .toList();

    assertThat(hidden).isEmpty();
  }

  private static boolean isFactory(JavaMember member) {
    return FACTORIES.contains(member.getOwner().getName().substring(ROOT.length() + 1))
        && member.getName().equals("of")
        && member.getModifiers().contains(JavaModifier.STATIC);
  }

  private static Stream<JavaClass> named(JavaMember member) {
    Stream<JavaClass> signature = member.getAllInvolvedRawTypes().stream();
    return member instanceof JavaCodeUnit codeUnit
        ? Stream.concat(signature, codeUnit.getExceptionTypes().stream())
        : signature;
  }

  private static boolean isSeen(JavaClass type) {
    return !type.getPackageName().contains(".internal")
        && isOpen(type.getModifiers())
        && type.getEnclosingClass().map(PublicFaceTest::isSeen).orElse(true);
  }

  private static boolean isOpen(Set<JavaModifier> modifiers) {
    return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
  }
}
