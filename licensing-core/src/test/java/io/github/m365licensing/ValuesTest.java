package io.github.m365licensing;

import static io.github.m365licensing.intent.Selections.user;
import static java.util.Map.entry;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.LicenseOptions;
import io.github.m365licensing.assignment.LicenseOptions.PlanChoice;
import io.github.m365licensing.directory.UsageLocation;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.intent.Selection;
import io.github.m365licensing.rules.PlanPair;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.tenant.TenantWrite;
import io.github.m365licensing.tenant.UserProfile;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import nl.jqno.equalsverifier.EqualsVerifier;
import nl.jqno.equalsverifier.Warning;
import nl.jqno.equalsverifier.api.ConfiguredEqualsVerifier;
import nl.jqno.equalsverifier.api.SingleTypeEqualsVerifierApi;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Values are equal exactly if all their parts are. A new value is found by itself; it needs an
 * entry here only if it does not take just any parts.
 */
class ValuesTest {

  /** Values that refuse some parts, for those that contain them. */
  private static final ConfiguredEqualsVerifier VERIFIER =
      EqualsVerifier.configure()
          .withPrefabValues(UserProfile.class, profile("a@contoso.com"), profile("b@contoso.com"))
          .withPrefabValues(UsageLocation.class, UsageLocation.of("NL"), UsageLocation.of("US"))
          .withPrefabValues(LicenseOptions.class, LicenseOptions.of("A"), LicenseOptions.of("B"))
          .withPrefabValues(
              PlanPair.class, PlanPair.of(plan(1), plan(2)), PlanPair.of(plan(1), plan(3)))
          .withPrefabValues(Selection.class, user("a@contoso.com"), user("b@contoso.com"))
          .withPrefabValues(
              TenantWrite.class,
              new TenantWrite.ReprocessLicenses(UserId.of(id(1))),
              new TenantWrite.ReprocessLicenses(UserId.of(id(2))));

  /** Parts that these values take. */
  private static final Map<String, Consumer<SingleTypeEqualsVerifierApi<?>>> PARTS =
      Map.ofEntries(
          entry("LicenseOptions", parts("choice", PlanChoice.DISABLE, PlanChoice.ONLY)),
          entry("UsageLocation", parts("countryCode", "NL", "US")),
          entry("Users", parts("names", List.of("a@b.cd"), List.of("e@f.gh"))),
          entry(
              "PlanPair",
              parts("first", plan(1), plan(2)).andThen(parts("second", plan(3), plan(4)))),
          entry(
              "Report",
              verifier ->
                  verifier.suppress(Warning.STRICT_INHERITANCE).withIgnoredFields("text", "csv")),
          entry("AssignUserLicense", licenses()),
          entry("AssignGroupLicense", licenses()));

  @ParameterizedTest
  @MethodSource
  void value_equals_what_has_the_same_parts(Class<?> value) {
    SingleTypeEqualsVerifierApi<?> verifier = VERIFIER.forClass(value);
    PARTS.getOrDefault(value.getSimpleName(), any -> {}).accept(verifier);

    verifier.withNonnullFields(fields(value)).verify();
  }

  static Stream<Class<?>> value_equals_what_has_the_same_parts() {
    return new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.github.m365licensing")
            .stream()
            .filter(ValuesTest::isValue)
            .map(JavaClass::reflect);
  }

  /** The records of the exported packages, and what says itself when it is equal. */
  private static boolean isValue(JavaClass type) {
    return !type.getPackageName().contains(".internal")
        && !type.getModifiers().contains(JavaModifier.ABSTRACT)
        && (type.isRecord() || type.tryGetMethod("equals", Object.class).isPresent());
  }

  private static String[] fields(Class<?> value) {
    return Arrays.stream(value.getDeclaredFields())
        .filter(field -> !Modifier.isStatic(field.getModifiers()))
        .filter(field -> !field.getType().isPrimitive())
        .map(Field::getName)
        .toArray(String[]::new);
  }

  private static Consumer<SingleTypeEqualsVerifierApi<?>> licenses() {
    return parts(
            "addLicenses",
            List.of(AssignedLicense.of(new SkuId(id(1)))),
            List.of(AssignedLicense.of(new SkuId(id(2)))))
        .andThen(parts("removeLicenses", Set.of(new SkuId(id(3))), Set.of(new SkuId(id(4)))));
  }

  private static <T> Consumer<SingleTypeEqualsVerifierApi<?>> parts(String name, T one, T other) {
    return verifier -> verifier.withPrefabValuesForField(name, one, other);
  }

  private static ServicePlanId plan(int number) {
    return new ServicePlanId(id(number));
  }

  private static UserProfile profile(String name) {
    return UserProfile.builder().userPrincipalName(name).displayName("A").build();
  }

  private static UUID id(int number) {
    return new UUID(0, number);
  }
}
