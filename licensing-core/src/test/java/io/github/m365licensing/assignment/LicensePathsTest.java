package io.github.m365licensing.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LicensePathsTest {

  private static final SkuId EMS = SkuId.of(new UUID(0, 1));
  private static final SkuId SPE_E3 = SkuId.of(new UUID(0, 2));
  private static final ServicePlanId INTUNE_A = ServicePlanId.of(new UUID(0, 3));
  private static final ServicePlanId MFA_PREMIUM = ServicePlanId.of(new UUID(0, 4));
  private static final GroupId GROUP = GroupId.of(new UUID(0, 5));
  private static final GroupId OTHER_GROUP = GroupId.of(new UUID(0, 6));

  private static LicenseAssignmentState direct(SkuId sku, ServicePlanId... off) {
    return LicenseAssignmentState.active(
        AssignedLicense.of(sku, Set.of(off)), AssignmentSource.direct());
  }

  private static LicenseAssignmentState through(GroupId group, SkuId sku, ServicePlanId... off) {
    return LicenseAssignmentState.active(
        AssignedLicense.of(sku, Set.of(off)), AssignmentSource.inheritedFrom(group));
  }

  private static LicenseAssignmentState inError(SkuId sku) {
    return LicenseAssignmentState.builder()
        .skuId(sku)
        .source(AssignmentSource.inheritedFrom(GROUP))
        .state(AssignmentState.ERROR)
        .error(AssignmentError.COUNT_VIOLATION)
        .build();
  }

  @Test
  void assignedLicenses_leave_off_only_what_is_off_on_every_path() {
    LicensePaths paths =
        LicensePaths.of(
            List.of(direct(EMS, INTUNE_A, MFA_PREMIUM), through(GROUP, EMS, MFA_PREMIUM)));

    assertThat(paths.assignedLicenses())
        .containsExactly(AssignedLicense.of(EMS, Set.of(MFA_PREMIUM)));
  }

  @Test
  void assignedLicenses_leave_out_a_path_that_is_not_in_effect() {
    LicensePaths paths = LicensePaths.of(List.of(inError(EMS), direct(SPE_E3)));

    assertThat(paths.assignedLicenses()).containsExactly(AssignedLicense.of(SPE_E3));
    assertThat(paths.holds(EMS)).isFalse();
    assertThat(paths.explains(EMS)).isTrue();
    assertThat(paths.inError()).containsExactly(inError(EMS));
  }

  @Test
  void unexplained_is_what_the_service_shows_without_a_path() {
    LicensePaths paths =
        LicensePaths.of(
            List.of(direct(EMS)), List.of(AssignedLicense.of(EMS), AssignedLicense.of(SPE_E3)));

    assertThat(paths.unexplained()).containsExactly(AssignedLicense.of(SPE_E3));
    assertThat(paths.holding(SPE_E3)).isEqualTo(Holding.UNKNOWN);
    assertThat(paths.holding(EMS)).isEqualTo(Holding.DIRECT);
  }

  @Test
  void withDirect_replaces_the_direct_path_only_and_keeps_what_is_unexplained() {
    LicensePaths before =
        LicensePaths.of(
            List.of(direct(EMS), through(GROUP, EMS)),
            List.of(AssignedLicense.of(EMS), AssignedLicense.of(SPE_E3)));

    LicensePaths after =
        before.withDirect(List.of(AssignedLicense.of(EMS, Set.of(INTUNE_A))), Set.of());

    assertThat(after.all()).containsExactly(direct(EMS, INTUNE_A), through(GROUP, EMS));
    assertThat(after.unexplained()).containsExactly(AssignedLicense.of(SPE_E3));
  }

  @Test
  void withoutGroup_takes_the_paths_of_this_group_only() {
    LicensePaths before =
        LicensePaths.of(List.of(through(GROUP, EMS), through(OTHER_GROUP, EMS), direct(SPE_E3)));

    LicensePaths after = before.withoutGroup(GROUP);

    assertThat(after.through(GROUP)).isEmpty();
    assertThat(after.inherited(EMS)).containsExactly(through(OTHER_GROUP, EMS));
    assertThat(after.direct()).containsExactly(direct(SPE_E3));
  }

  @Test
  void normalised_makes_two_readings_equal_that_differ_in_order_and_time() {
    LicensePaths one = LicensePaths.of(List.of(through(GROUP, SPE_E3), direct(EMS)));
    LicensePaths other =
        LicensePaths.of(
            List.of(direct(EMS).withLastUpdatedDateTime(Instant.EPOCH), through(GROUP, SPE_E3)));

    assertThat(one).isNotEqualTo(other);
    assertThat(one.normalised()).isEqualTo(other.normalised());
  }
}
