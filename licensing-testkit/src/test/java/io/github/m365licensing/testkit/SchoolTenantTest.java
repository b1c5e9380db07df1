package io.github.m365licensing.testkit;

import static io.github.m365licensing.testkit.FakeTenant.seats;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.directory.UserQuery;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.testkit.scenario.FakeProvisioningFlow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The school tenant, user by user, and what schools and flows a tenant can have. */
class SchoolTenantTest {

  private final FakeTenant school = FakeTenant.school();

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "t1, teacher, NL, M365EDU_A3_FACULTY direct",
        "t2, teacher, NL, INTUNE_EDU direct without INTUNE_A + STANDARDWOFFPACK_FACULTY direct",
        "t3, teacher, NL, M365_A5_SUITE_COMPONENTS_FACULTY direct + STANDARDWOFFPACK_FACULTY direct",
        "s1, none, NL, STANDARDWOFFPACK_FACULTY direct",
        "st01, student, NL, M365EDU_A3_STUUSEBNFT Year 6",
        "st04, student, NL, M365EDU_A3_STUUSEBNFT Year 6",
        "st05, student, NL, STANDARDWOFFPACK_STUDENT direct",
        "st08, student, NL, STANDARDWOFFPACK_STUDENT direct",
        "st09, student, NL, INTUNE_EDU direct + STANDARDWOFFPACK_STUDENT direct",
        "st10, student, NL, INTUNE_EDU direct + STANDARDWOFFPACK_STUDENT direct",
        "st11, student, -, -",
        "st12, student, NL, -"
      })
  void users_are_as_in_the_table(String name, String role, String location, String licenses) {
    LicensedUser user = school.user(name + "@school.example").now();

    assertThat(user.educationRole()).hasValue(role);
    assertThat(user.usageLocation().map(l -> l.countryCode()).orElse(null)).isEqualTo(location);
    assertThat(user.licenseAssignmentStates().stream().map(this::text).sorted())
        .containsExactly(licenses == null ? new String[0] : licenses.split(" \\+ "));
  }

  private String text(LicenseAssignmentState path) {
    assertThat(path.error()).isEmpty();
    String source =
        path.source().isDirect() ? "direct" : school.group("Year 6").now().displayName();
    List<String> off =
        path.disabledPlans().stream()
            .map(
                plan ->
                    school.listSubscribedSkus().stream()
                        .flatMap(sku -> sku.findPlan(plan).stream())
                        .findFirst()
                        .orElseThrow()
                        .servicePlanName())
            .toList();
    return name(path.skuId())
        + " "
        + source
        + (off.isEmpty() ? "" : " without " + String.join(" ", off));
  }

  @Test
  void everybody_is_at_one_of_two_schools() {
    List<UserId> atSchool = new ArrayList<>();
    school.schools().forEach(one -> atSchool.addAll(one.users()));

    assertThat(school.schools()).hasSize(2);
    try (Stream<LicensedUser> everyone = school.listUsers(UserQuery.everyone())) {
      assertThat(atSchool)
          .containsExactlyInAnyOrderElementsOf(everyone.map(LicensedUser::id).toList());
    }
  }

  @Test
  void one_flow_licenses_staff_with_a3_and_students_with_a1() {
    assertThat(school.provisioningFlows()).hasSize(1);
    FakeProvisioningFlow flow = school.provisioningFlows().get(0);

    assertThat(flow.licenseSkusOf(FakeProvisioningFlow.STAFF))
        .extracting(this::name)
        .containsExactly("M365EDU_A3_FACULTY");
    assertThat(flow.licenseSkusOf(FakeProvisioningFlow.STUDENTS))
        .extracting(this::name)
        .containsExactly("STANDARDWOFFPACK_STUDENT");
    assertThat(flow.licenseSkusOf("Contacts")).isEmpty();
  }

  @Test
  void a1_beside_the_use_benefit_conflicts_on_the_page_of_2025() {
    AssignedLicense a1 = AssignedLicense.of(school.sku("STANDARDWOFFPACK_STUDENT").id());

    assertThatThrownBy(
            () -> school.user("st01@school.example").licensedWith("STANDARDWOFFPACK_STUDENT"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("mutually exclusive");
    assertThat(school.user("st01@school.example").now().assignedLicenses()).doesNotContain(a1);
  }

  @Test
  void school_of_somebody_who_is_not_described_is_refused() {
    FakeTenantBuilder builder = FakeTenant.builder().school("Noord", "nobody@school.example");

    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Nothing was built");
  }

  @Test
  void flow_with_a_sku_that_is_not_owned_is_refused() {
    FakeTenantBuilder builder =
        FakeTenant.builder()
            .sku("INTUNE_EDU", seats(1))
            .provisioningFlow("Sync", Map.of(FakeProvisioningFlow.STUDENTS, List.of("EMS")));

    assertThatThrownBy(builder::build).isInstanceOf(IllegalArgumentException.class);
  }

  private String name(SkuId sku) {
    return school.listSubscribedSkus().stream()
        .filter(owned -> owned.skuId().equals(sku))
        .findFirst()
        .orElseThrow()
        .skuPartNumber();
  }
}
